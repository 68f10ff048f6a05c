"""The trail that a moderation leaves."""

import json
from hashlib import sha256

import rfc8785

from morile_api.engine.change.trail import plainest
from morile_api.language.answer import Answer
from morile_api.language.moderation import GradedAnswer
from tests.builders import a_threat
from tests.moderations import a_change, a_moderation, a_panel

SCALE = ["none", "moderate", "severe"]


def test_changes_stand_in_the_order_in_which_they_were_given() -> None:
    """Each with its reason, role, date, answers and share."""
    second = a_change("physical_harm", "none", "severe", date="2026-11-02", reason="Stabbed.")
    first = a_change("community_harm", "none", ["none", "moderate"], role="Force analyst")

    record = a_panel().answer(a_moderation(first, second))["trail"]["record"]

    assert record["changes"][0]["criterion"] == "community_harm"
    assert record["changes"][0]["to"] == ["none", "moderate"]
    assert record["changes"][0]["role"] == "Force analyst"
    assert "date" not in record["changes"][0]
    assert record["changes"][1] == {
        "criterion": "physical_harm",
        "date": "2026-11-02",
        "from": "none",
        "reason": "Stabbed.",
        "role": "ROCTA moderator",
        "share": None,
        "to": "severe",
    }


def test_the_record_has_both_ends_with_their_vectors_and_digests() -> None:
    """So either can be computed again, and compared with what was kept."""
    answer = a_panel().answer(a_moderation(a_change("physical_harm", "none", "severe")))
    record = answer["trail"]["record"]

    for name in ("before", "after"):
        assert record[name] == {
            member: answer[name][member] for member in ("band", "digest", "score", "vector")
        }
    assert record["difference"] == 8
    assert record["matrix"] == {
        member: answer["matrix"][member] for member in ("digest", "id", "version")
    }
    assert (record["ref"], record["organisation"], record["threat_type"]) == (
        "TV-1",
        "E23000029",
        "county-lines",
    )


def test_what_prompted_it_is_kept() -> None:
    """A disruption with its step and the caller's own reference."""
    prompt = {"kind": "disruption", "step": "major", "ref": "OP-17"}
    change = a_change("physical_harm", "none", "severe")

    record = a_panel().answer(a_moderation(change, prompt=prompt))["trail"]["record"]

    assert record["prompt"] == prompt


def test_without_a_prompt_none_is_recorded() -> None:
    """Nothing is made up."""
    assert "prompt" not in a_panel().answer(a_moderation())["trail"]["record"]


def test_the_digest_is_that_of_the_canonical_json_of_the_record() -> None:
    """As an independent implementation of RFC 8785 writes it, with letters of any language."""
    reason = 'Gwelodd "y tîm" y dioddefwr \\ ysbyty: 愛 🙂'
    change = a_change("physical_harm", "none", "severe", reason=reason)

    trail = a_panel().answer(a_moderation(change, threat=a_threat(physical_harm="none")))["trail"]

    assert trail["record"]["changes"][0]["reason"] == reason
    assert trail["digest"] == "sha256:" + sha256(rfc8785.dumps(trail["record"])).hexdigest()


def test_the_record_is_canonical_as_it_is_sent() -> None:
    """So the bytes that were received can be hashed as they stand."""
    sent = a_panel().bytes_of(a_moderation(a_change("physical_harm", "none", "severe")))
    record = json.loads(sent)["trail"]["record"]

    assert b'"record":' + rfc8785.dumps(record) in sent


def test_equal_moderations_leave_equal_trails() -> None:
    """No clock and no chance is in them."""
    request = a_moderation(a_change("physical_harm", "none", "severe"))

    assert a_panel().bytes_of(request) == a_panel().bytes_of(request)


def test_answers_are_kept_in_the_plainest_form_that_says_them() -> None:
    """A key, unknown, several keys, or an object where there is confidence or grading."""
    assert plainest(Answer(("none",)), SCALE) == "none"
    assert plainest(Answer(("none", "severe")), SCALE) == ("none", "severe")
    assert plainest(Answer(tuple(SCALE)), SCALE) == "unknown"
    assert plainest(Answer(("none",), "low", "2CP"), SCALE) == GradedAnswer(
        level="none", confidence="low", grading="2CP"
    )


def test_the_only_level_of_a_scale_is_that_level_and_not_unknown() -> None:
    """There is nothing else it could be."""
    assert plainest(Answer(("none",)), ["none"]) == "none"
