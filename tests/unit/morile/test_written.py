"""Results on their way into a file: what is held of them meanwhile."""

import io
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

import morile
from morile._listed import listed
from morile._written import AT_ONCE, Target, beside, write
from morile_api.language.assessment import Assessed
from tests.tables import a_table

GRID = "priority-grid-4x4@1.0.0"
HEADER = "ref,organisation,threat_type,impact,likelihood\n"


@cache
def offline() -> morile.Offline:
    return morile.Offline()


@pytest.mark.parametrize("form", ["csv", "ndjson", "json", "parquet", "arrow", "table"])
def test_how_much_is_written_before_the_last_result_is_there(form: str) -> None:
    """Of the forms that need not wait for all results, something was written long before."""
    table = a_table(HEADER + "A-1,NCA,fraud,3,2\n" * 30_000)
    scored = listed(offline(), table, table.submissions(), {}, GRID, table)
    out = io.BytesIO()
    sizes: list[int] = []

    def watched() -> Iterator[Any]:
        for result in scored.results:
            yield result
            sizes.append(out.tell())

    write(Target(out, form, None), scored, watched(), offline())

    # The counts of an answer in JSON stand before its results, which are put by until then.
    assert (sizes[-1] == 0) == (form in (*AT_ONCE, "json"))
    assert out.tell() > 0


def test_what_was_asked_for_beside_the_scores_stands_under_a_table() -> None:
    given = {"ref": "A-1", "organisation": "NCA", "threat_type": "fraud"}
    given |= {"vector": f"{GRID}/IM:3/LI:2"}
    assessed = offline().assess(given, explain=True)

    assert isinstance(assessed, Assessed)
    assert "impact: 3" in beside([assessed], None)
    assert beside([offline().assess(given)], None) == ""
