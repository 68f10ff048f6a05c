"""`docs/moderation.md` is worked out again, from its own figures and by the engine."""

import json
import re
from fractions import Fraction
from functools import cache
from typing import Any

from morile_api.engine.change.moderate import moderate
from morile_api.engine.change.shapley import MOST_PARTS
from morile_api.language.faults import Code
from morile_api.language.moderation import ModerationAnswer
from tests.builders import shipped_catalogue
from tests.docs.pages import ROOT, records, text_of
from tests.docs.test_how_a_score_is_made import exactly

PAGE = "docs/moderation.md"
REQUEST = ROOT / "docs" / "examples" / "moderation.json"
SUM = re.compile(r"^(?P<name>\w+) = (?P<sum>.+) = (?P<result>-?[0-9]+)$", re.MULTILINE)


@cache
def sums() -> dict[str, Fraction]:
    """Every sum of the page, worked out, which must be what stands there."""
    found = {}
    for each in SUM.finditer(text_of(PAGE)):
        assert exactly(each["sum"]) == int(each["result"]), each["name"]
        found[each["name"]] = Fraction(each["result"])
    return found


@cache
def answer() -> ModerationAnswer:
    catalogue = shipped_catalogue()
    return moderate(catalogue.scorers, catalogue.verbs["moderations"], REQUEST.read_bytes())


def test_the_sums_by_hand_are_what_the_engine_says() -> None:
    """Before, after, difference, and the share of each change."""
    by_hand, found = sums(), answer()

    assert found.before.score == by_hand["before"]
    assert found.after.score == by_hand["after"]
    assert found.difference == by_hand["difference"] == by_hand["together"]
    assert {each.criterion: each.share for each in found.shares} == {
        key: by_hand[key] for key in ("psychological_harm", "trend")
    }


def test_each_share_is_the_mean_of_coming_first_and_coming_last() -> None:
    """Of two changes there are no other orders."""
    by_hand = sums()

    for key in ("psychological_harm", "trend"):
        assert by_hand[key] == (by_hand[f"{key}_first"] + by_hand[f"{key}_last"]) / 2


def test_the_example_file_is_the_request_of_the_page() -> None:
    """Reasons and all."""
    request = json.loads(REQUEST.read_bytes())
    text = text_of(PAGE)

    for change in request["changes"]:
        for said in change.values():
            assert f'"{said}"' in text
    assert request["prompt"]["kind"] in text


def test_the_table_of_a_change_has_its_members() -> None:
    """All of them, and no other."""
    verb = shipped_catalogue().verbs["moderations"]
    request: Any = json.loads(REQUEST.read_bytes())
    told = [row["member"].strip("`") for row in records(PAGE, "member")]

    assert set(request["changes"][0]) == set(told)
    assert "thematic@1.0.0" in verb.requests


def test_the_codes_and_the_limit_are_those_of_the_engine() -> None:
    """What is refused, and how many changes may bear on one another."""
    text = text_of(PAGE)

    for code in (
        Code.FROM_DIFFERS,
        Code.MISSING_MEMBER,
        Code.REPEATED_CRITERION,
        Code.NOTHING_CHANGED,
        Code.TOO_MANY_CHANGES,
    ):
        assert f"(`{code}`)" in text
    assert f"more than {MOST_PARTS} changes that bear on one another" in text
    assert f"{2**MOST_PARTS:,} of them for {MOST_PARTS} changes" in text
