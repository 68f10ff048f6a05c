"""`docs/faults.md`: every example gives the faults printed under it, every problem its status."""

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from morile_api.catalogue import Catalogue, load, read_matrix
from morile_api.engine.answer import answer
from morile_api.language.assessment import Refused
from morile_api.language.faults import BadMatrix, BadSubmission, Fault, UnknownMatrix, listed
from morile_api.web.problems import KINDS
from tests.docs.definitions import the_example
from tests.docs.pages import Block, blocks, records
from tests.docs.readings import fits

PAGE = "docs/faults.md"
MATRIX = "disruption@1.0.0"


@cache
def catalogue() -> Catalogue:
    return load()


def faults_of_request(body: bytes) -> list[Fault]:
    try:
        found = answer(catalogue().scorers, catalogue().reader, body)
    except (BadSubmission, UnknownMatrix) as error:
        return error.faults
    refused = [each for each in found.results if isinstance(each, Refused)]
    return [fault for each in refused for fault in each.problem.errors]


def as_request(text: str) -> bytes:
    """A whole request as it stands; a single submission within one."""
    if '"submissions"' in text:
        return text.encode()
    return f'{{"matrix": "{MATRIX}", "submissions": [{text}]}}'.encode()


def faults_of_definition(text: bytes) -> list[Fault]:
    try:
        read_matrix(text)
    except BadMatrix as error:
        return error.faults
    return []


def changed(text: str, change: str) -> str:
    """The text with the lines marked `-` replaced by those marked `+`."""
    old = "".join(line[1:] + "\n" for line in change.splitlines() if line.startswith("-"))
    new = "".join(line[1:] + "\n" for line in change.splitlines() if line.startswith("+"))
    assert f"\n{old}" in f"\n{text}", "the page changes a line that the example does not have"
    return text.replace(old, new, 1)


def examples() -> Iterator[tuple[Block, Block]]:
    """Each example with the block of messages that follows it."""
    for block, after in pairwise(blocks(PAGE)):
        if block.language in ("json", "diff") and after.language == "text":
            yield block, after


@pytest.mark.parametrize(
    ("example", "shown"), [pytest.param(*each, id=each[0].heading) for each in examples()]
)
def test_an_example_gives_the_faults_that_stand_under_it(example: Block, shown: Block) -> None:
    """As an exception or the command lists them, one a line, and the first is the heading's."""
    if example.language == "json":
        found = faults_of_request(as_request(example.text))
    else:
        found = faults_of_definition(changed(the_example(), example.text).encode())
    lines = [line.strip() for line in listed(found, "").splitlines()[1:]]
    told = shown.text.splitlines()

    assert len(lines) == len(told)
    assert [got for line, got in zip(told, lines, strict=True) if not fits(line, got)] == []
    assert told[0].endswith(f"[{example.heading.strip('`')}]")


def test_every_kind_of_problem_is_listed_with_its_status() -> None:
    """None is missing and none is made up."""
    told = {row["type"].strip("`"): int(row["status"]) for row in records(PAGE, "type")}

    assert told == {kind.type: kind.status for kind in KINDS}


def test_the_first_block_is_what_a_fault_looks_like() -> None:
    first = blocks(PAGE)[0]

    assert set(json.loads(first.text)) == set(Fault.__struct_fields__)
    assert msgspec.json.decode(first.text, type=Fault).code == "no-such-level"


# The faults whose example is in words


def test_bytes_in_another_encoding_are_not_utf8() -> None:
    in_french = '{"matrix": "café"}'.encode("cp1252")

    assert [fault.code for fault in faults_of_request(in_french)] == ["not-utf8"]
    assert [fault.code for fault in faults_of_definition(in_french)] == ["not-utf8"]


def test_a_hundred_thousand_brackets_are_too_deep() -> None:
    assert [fault.code for fault in faults_of_request(b"[" * 100_000)] == ["too-deep"]


def test_a_batch_keeps_the_last_of_two_equal_members() -> None:
    """Documented, because looking for them would cost every batch another pass."""
    twice = next(block for block in blocks(PAGE) if block.heading == "`duplicate-member`").text
    body = f'{{"matrix": "{MATRIX}", "submissions": [{twice}, {twice}]}}'.encode()

    found = answer(catalogue().scorers, catalogue().reader, body)

    assert faults_of_request(body) == []
    assert {each.band for each in found.results if not isinstance(each, Refused)} == {"major"}


def test_a_file_of_another_name_is_in_the_wrong_place(tmp_path: Path) -> None:
    """`places` 1.0.0 saved as `places/1.1.0.toml`."""
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "1.1.0.toml").write_text(the_example(), "utf-8")

    with pytest.raises(BadMatrix) as refused:
        load([tmp_path])

    assert [fault.code for fault in refused.value.faults] == ["wrong-place"]


def test_a_released_file_that_changed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "1.0.0.toml").write_text(the_example(), "utf-8")
    digests = f'[digests]\n"places@1.0.0" = "sha256:{"0" * 64}"\n'
    (tmp_path / "released.toml").write_text(digests, "utf-8")

    with pytest.raises(BadMatrix) as refused:
        load([tmp_path])

    assert [fault.code for fault in refused.value.faults] == ["changed-release"]


def test_thirteen_axes_are_too_large() -> None:
    """One level each, so that the cells stay few: thirteen lists within one another."""
    text = re.sub(r"\[\[criteria\]\].*", "", the_example(), flags=re.DOTALL)
    one = '[[scales]]\nkey = "one"\nlevels = [{ key = "only", points = 1, means = "Always." }]\n'
    criteria = "".join(
        f'[[criteria]]\nkey = "c{n}"\ncode = "C{n}"\nsection = "harm"\nscale = "one"\nasks = "?"\n'
        for n in range(13)
    )
    of = ", ".join(f'"c{n}"' for n in range(13))
    node = f'[[nodes]]\nkey = "wide"\ncombine = "product"\nof = [{of}]\n'
    head = text[: text.index("[[scales]]")]
    body = head + one + criteria + node + '[result]\nscore = "wide"\n'

    assert [fault.code for fault in faults_of_definition(body.encode())] == ["too-large"]
