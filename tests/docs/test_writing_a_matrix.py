"""`docs/writing-a-matrix.md`: its matrix compiles, its cases hold, its operators add up."""

import json
import re
import tomllib
from decimal import Decimal
from functools import cache
from typing import Any, get_args

import msgspec
import pytest

from morile_api.catalogue import Catalogue, load, read_matrix
from morile_api.engine.answer import answer
from morile_api.engine.compiling.bounds import MAX_CELLS, MAX_PRODUCT_INPUTS
from morile_api.engine.span import MOST_CORNERS
from morile_api.language import matrix as words
from morile_api.language.asked import reader_of
from morile_api.language.assessment import Assessed
from morile_api.language.definition import LONGEST_FIGURE
from morile_api.language.submission import request_types
from tests.docs.definitions import PAGE, fragments, the_cases, the_example
from tests.docs.pages import blocks, prose, records, text_of

ANSWERS = {"people_harm": "some", "property_loss": "lasting", "incidents": "weekly"}
GIVES = re.compile(r"#.* gives (?P<figure>[0-9.]+)$", re.MULTILINE)


@cache
def catalogue() -> Catalogue:
    return load()


def assessed(definition: str, levels: dict[str, object]) -> Assessed:
    """One submission scored with a definition."""
    scorer = read_matrix(definition.encode())
    matrix = scorer.matrix.definition
    reader = reader_of(request_types([matrix], catalogue().vocabularies))
    submission = {"ref": "A", "organisation": "NCA", "threat_type": "fraud", "levels": levels}
    body = json.dumps({"matrix": matrix.id, "submissions": [submission]}).encode()
    [result] = answer({matrix.id: scorer}, reader, body).results
    assert isinstance(result, Assessed)
    return result


def levels_of(case: dict[str, Any]) -> dict[str, object]:
    """The answers of a case, with those that `otherwise` fills in."""
    matrix = read_matrix(the_example().encode()).matrix.definition
    otherwise = case.get("otherwise", "")
    found: dict[str, object] = {}
    for criterion in matrix.criteria:
        scale = [level.key for level in matrix.scale_of(criterion).levels]
        filled = {"lowest": scale[0], "highest": scale[-1]}.get(otherwise, otherwise)
        found[criterion.key] = case["levels"].get(criterion.key, filled)
    return found


def test_the_example_compiles_and_is_named_as_its_file() -> None:
    matrix = read_matrix(the_example().encode()).matrix

    paths = [block.info for block in blocks(PAGE) if block.info.endswith(".toml")]
    assert paths == ["own/places/1.0.0.toml", "own/places/1.0.0.cases.toml"]
    assert matrix.id == "places@1.0.0"


@pytest.mark.parametrize("case", the_cases(), ids=lambda case: case["name"])
def test_a_case_of_the_page_holds(case: dict[str, Any]) -> None:
    """Whatever it states, exactly as printed."""
    got = assessed(the_example(), levels_of(case))
    nodes = {key: got.nodes[key] for key in case["expect"].get("nodes", {})}
    came_out = {
        "score": got.score,
        "band": got.band,
        "lowest": got.range.lowest,
        "highest": got.range.highest,
        "bands": list(got.range.bands),
        "gaps": list(got.gaps),
    }

    for name, expected in case["expect"].items():
        if name != "nodes":
            assert _as_stated(came_out[name]) == expected, name
    for key, expected in case["expect"].get("nodes", {}).items():
        for name, value in expected.items():
            assert _as_stated(getattr(nodes[key], name)) == value, (key, name)


def _as_stated(value: object) -> object:
    if value is None:
        return "none"
    return Decimal(str(value)) if isinstance(value, int | float) else value


def with_node(fragment: str) -> tuple[str, str]:
    """The example with one more node beside its result, and the node's key."""
    [key] = [node["key"] for node in tomllib.loads(fragment)["nodes"]]
    text = the_example().replace("[result]", f"{fragment}\n[result]")
    beside = 'beside = ["harm", "ownership"'
    assert beside in text
    return text.replace(beside, f'{beside}, "{key}"'), key


NODES = [fragment for fragment in fragments() if "[[nodes]]" in fragment]


@pytest.mark.parametrize("fragment", NODES, ids=lambda text: tomllib.loads(text)["nodes"][0]["key"])
def test_a_node_of_the_page_gives_the_figure_beside_it(fragment: str) -> None:
    """For the answers that the page states."""
    stated = [GIVES.search(fragment)]
    definition, key = with_node(fragment)

    got = assessed(definition, {**ANSWERS, "lead": "named"}).nodes[key].score

    assert [Decimal(str(got))] == [Decimal(found["figure"]) for found in stated if found]


def test_the_answers_of_the_operators_are_those_the_page_states() -> None:
    text = " ".join(prose(PAGE).split())

    assert "`people_harm` some (2.5 points), `property_loss` lasting (8 points)" in text
    assert "`incidents` weekly (4 points)" in text


def test_every_operator_has_an_example() -> None:
    shown = {node["combine"] for text in NODES for node in tomllib.loads(text)["nodes"]}

    assert shown == set(get_args(words.Combine))


def test_every_other_fragment_is_toml() -> None:
    others = [text for text in fragments() if text not in NODES]

    assert [list(tomllib.loads(text)) for text in others] == [["digests"]]


MEMBERS: dict[str, type[msgspec.Struct]] = {
    "The top of the file": words.Matrix,
    "Scales": words.Scale,
    "Criteria": words.Criterion,
    "Nodes and operators": words.Node,
    "The result": words.Result,
}


@pytest.mark.parametrize("heading", MEMBERS)
def test_every_member_is_listed_and_says_whether_it_may_be_left_out(heading: str) -> None:
    """In italics those that have a default."""
    part = text_of(PAGE).split(f"\n### {heading}\n")[1].split("\n### ")[0]
    fields = msgspec.structs.fields(MEMBERS[heading])
    required = {field.encode_name for field in fields if field.required}
    optional = {field.encode_name for field in fields if not field.required}
    firsts = " ".join(line.split("|")[1] for line in part.splitlines() if line.startswith("| "))
    in_italics = set(re.findall(r"\*`([a-z_]+)`\*", firsts))
    plain = set(re.findall(r"(?<!\*)`\[{0,2}([a-z_]+)\]{0,2}`", firsts))

    assert in_italics == optional
    assert plain == required


def test_the_parts_of_lists_are_named_too() -> None:
    """Levels, bands and sources."""
    for struct in (words.Level, words.Band, words.Source):
        for field in msgspec.structs.fields(struct):
            assert re.search(rf"[`{{ ,]{field.encode_name}[`}} ,]", prose(PAGE)), field.encode_name


def test_the_limits_are_those_of_the_program() -> None:
    told = {row["what"]: row["at most"] for row in records(PAGE, "what")}
    maxima = {
        name: _longest(struct, name)
        for struct, name in (
            (words.Matrix, "criteria"),
            (words.Matrix, "scales"),
            (words.Matrix, "nodes"),
            (words.Scale, "levels"),
            (words.Node, "bands"),
            (words.Node, "of"),
        )
    }

    assert told["criteria"] == str(maxima["criteria"])
    assert told["scales, nodes"] == f"{maxima['scales']} each"
    assert maxima["scales"] == maxima["nodes"]
    assert told["levels of a scale, bands of a node"] == str(maxima["levels"])
    assert maxima["levels"] == maxima["bands"]
    assert told["inputs of a node"] == str(maxima["of"])
    assert told["cells of a grid"] == f"{MAX_CELLS:,}"
    [wide] = [most for what, most in told.items() if what.startswith("inputs of a product")]
    assert wide == str(MAX_PRODUCT_INPUTS)
    [digits] = [most for what, most in told.items() if what.startswith("digits of a figure")]
    assert digits == f"{LONGEST_FIGURE} each"
    [corners] = [most for what, most in told.items() if what.startswith("criteria that may move")]
    assert corners == f"{MOST_CORNERS:,}"


def _longest(struct: type, name: str) -> int:
    kind: Any = msgspec.inspect.type_info(struct)
    [field] = [each for each in kind.fields if each.name == name]
    kinds = getattr(field.type, "types", [field.type])
    return int(next(each.max_length for each in kinds if getattr(each, "max_length", None)))


def test_part_three_lists_every_fault_that_a_definition_can_have() -> None:
    """Those that `docs/faults.md` describes under its heading for definitions."""
    described = text_of("docs/faults.md").split("\n## A matrix definition\n")[1].split("\n## ")[0]
    codes = set(re.findall(r"^### `([a-z0-9-]+)`$", described, flags=re.MULTILINE))
    listed = set(re.findall(r"\(faults\.md#([a-z0-9-]+)\)", prose(PAGE)))

    assert codes <= listed
