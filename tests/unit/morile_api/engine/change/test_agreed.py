"""Agreed changes read: which are refused, and where the fault is said to be."""

from typing import Any

import pytest

from morile_api.engine.change.agreed import read_agreed
from morile_api.language.answer import Answer
from morile_api.language.faults import Code, UnknownMatrix
from tests.builders import CANARY, a_criterion, a_matrix, a_node, a_scale, a_threat, as_json, codes
from tests.moderations import a_change, a_moderation, a_panel, combined

GRADED = {"level": "severe", "confidence": "low", "grading": "2CP"}


def faults(*changes: Any, **more: Any) -> list[tuple[str, str]]:
    return codes(a_panel().faults(a_moderation(*changes, **more)))


def test_answers_before_and_after_are_worked_out() -> None:
    """What is not changed stays."""
    panel = a_panel()
    change = a_change("physical_harm", "none", ["severe", "moderate"])

    agreed = read_agreed(panel.scorers, panel.verb, as_json(a_moderation(change)))

    assert agreed.before == {
        "physical_harm": Answer(("none",)),
        "community_harm": Answer(("none",)),
    }
    assert agreed.after == agreed.before | {"physical_harm": Answer(("moderate", "severe"))}


@pytest.mark.parametrize(
    ("stands", "from_"),
    [
        ("severe", "severe"),
        ("severe", ["severe"]),
        ("severe", {"level": "severe"}),
        (["severe", "none"], ["none", "severe"]),
        ("unknown", "unknown"),
        ("unknown", ["none", "moderate", "severe"]),
        (GRADED, GRADED),
        (GRADED, {"level": ["severe"], "confidence": "low"}),
    ],
)
def test_from_may_be_said_in_any_form_that_means_the_same(stands: object, from_: object) -> None:
    """A grading that is left out fits any: a vector cannot carry one."""
    change = a_change("physical_harm", from_, "moderate")

    assert faults(change, threat=a_threat(physical_harm=stands)) == []


@pytest.mark.parametrize(
    ("stands", "from_"),
    [
        ("severe", "none"),
        ("severe", "unknown"),
        ("unknown", ["none", "moderate"]),
        (GRADED, "severe"),
        (GRADED, {"level": "severe", "confidence": "high"}),
        (GRADED, GRADED | {"grading": "1AP"}),
        ("severe", GRADED),
    ],
)
def test_a_from_that_is_not_what_the_submission_says_is_refused(
    stands: object, from_: object
) -> None:
    """Somebody agreed on another version of the record; confidence counts as well as level."""
    change = a_change("physical_harm", from_, "moderate")

    assert faults(change, threat=a_threat(physical_harm=stands)) == [
        ("/changes/0/from", Code.FROM_DIFFERS)
    ]


def test_two_changes_of_one_criterion_are_refused() -> None:
    """They would have no agreed outcome."""
    changes = [a_change("physical_harm", "none", level) for level in ("moderate", "severe")]

    assert faults(*changes) == [("/changes/1/criterion", Code.REPEATED_CRITERION)]


@pytest.mark.parametrize("to", ["none", ["none"], {"level": "none"}])
def test_a_change_that_changes_nothing_is_refused(to: object) -> None:
    """Either it is a slip, or there is nothing to record."""
    assert faults(a_change("physical_harm", "none", to)) == [
        ("/changes/0/to", Code.NOTHING_CHANGED)
    ]


def test_dropping_a_grading_by_not_repeating_it_changes_nothing() -> None:
    """Only another grading is a change."""
    threat = a_threat(physical_harm=GRADED)
    ungraded = {"level": "severe", "confidence": "low"}

    assert faults(a_change("physical_harm", GRADED, ungraded), threat=threat) == [
        ("/changes/0/to", Code.NOTHING_CHANGED)
    ]
    regraded = a_change("physical_harm", ungraded, GRADED | {"grading": "1AP"})
    assert faults(regraded, threat=threat) == []


@pytest.mark.parametrize("member", ["from", "to"])
def test_a_level_that_stands_twice_is_refused(member: str) -> None:
    """As in a submission."""
    twice = {"from": "none", "to": "severe"} | {member: ["moderate", "moderate"]}
    change = a_change("physical_harm", twice["from"], twice["to"])

    assert (f"/changes/0/{member}", Code.REPEATED_LEVEL) in faults(change)


def test_a_change_without_a_reason_is_refused() -> None:
    """A trail without reasons is none."""
    change = a_change("physical_harm", "none", "severe")
    del change["reason"]

    assert faults(change) == [("/changes/0/reason", Code.MISSING_MEMBER)]
    assert faults(change | {"reason": ""})[0] == ("/changes/0/reason", Code.TOO_SHORT)
    assert faults(change | {"reason": "  "}) == [("/changes/0/reason", Code.WRONG_FORM)]


def test_a_disruption_needs_its_step() -> None:
    """From the vocabulary; the other prompts have none."""
    assert faults(prompt={"kind": "disruption"}) == [("/prompt/step", Code.MISSING_MEMBER)]
    assert faults(prompt={"kind": "disruption", "step": "total"}) == [
        ("/prompt/step", Code.NOT_A_CHOICE)
    ]
    assert faults(prompt={"kind": "review", "step": "major"}) == [("/prompt", Code.UNKNOWN_MEMBER)]
    assert faults(prompt={"kind": "whim"}) == [("/prompt/kind", Code.NOT_A_CHOICE)]


def test_every_fault_is_found_at_once() -> None:
    """Those of shape and those of meaning, in the submission and in the changes."""
    no_reason = a_change("physical_harm", "severe", "severe")
    del no_reason["reason"]
    awful = a_change("community_harm", "severe", "awful")

    found = faults(
        no_reason,
        awful,
        a_change("physical_harm", "none", "severe"),
        a_change("physcal_harm", "none", "severe"),
        "not a change",
        {"from": "none"},
        prompt={"kind": "disruption"},
    )

    assert sorted(found) == [
        ("/changes", Code.TOO_LONG),
        ("/changes/0/from", Code.FROM_DIFFERS),
        ("/changes/0/reason", Code.MISSING_MEMBER),
        ("/changes/0/to", Code.NOTHING_CHANGED),
        ("/changes/1/from", Code.FROM_DIFFERS),
        ("/changes/1/to", Code.NO_SUCH_LEVEL),
        ("/changes/2/criterion", Code.REPEATED_CRITERION),
        ("/changes/3/criterion", Code.NO_SUCH_CRITERION),
        ("/changes/4", Code.WRONG_TYPE),
        ("/changes/5/criterion", Code.MISSING_MEMBER),
        ("/prompt/step", Code.MISSING_MEMBER),
    ]


def test_a_faulty_submission_does_not_hide_the_faults_of_the_changes() -> None:
    """What its answers were is not known then, so `from` is not held against them."""
    threat = a_threat(physical_harm="awful", more={"vector": "example@1.0.0/PH:none"})
    nothing = a_change("community_harm", "none", "none")

    assert faults(nothing, threat=threat) == [
        ("/submission/levels/physical_harm", Code.NO_SUCH_LEVEL),
        ("/changes/0/to", Code.NOTHING_CHANGED),
    ]


def test_a_vector_that_cannot_be_read_is_refused_with_its_place() -> None:
    """Every fault of the line."""
    threat = a_threat(more={"levels": None, "vector": "example@1.0.0/PH:awful"})

    assert faults(threat=threat) == [
        ("/submission/vector", Code.NO_SUCH_LEVEL),
        ("/submission/vector", Code.MISSING_CRITERION),
    ]


def test_at_most_twelve_changes_may_bear_on_one_another() -> None:
    """Thirteen inputs of a product are more than a matrix may have; a chain of two has them."""
    names = "abcdefghijklm"
    criteria = [a_criterion(name, name.upper(), "steps") for name in names]
    nodes = [
        a_node("first", "product", list(names[:7])),
        a_node("total", "product", ["first", *names[7:]]),
    ]
    scale = a_scale("steps", {"one": 1, "two": 2})
    panel = a_panel(a_matrix(criteria, nodes, [scale]))
    threat = a_threat(dict.fromkeys(names, "one"))
    changes = [a_change(name, "one", "two") for name in names]

    assert codes(panel.faults(a_moderation(*changes, threat=threat))) == [
        ("/changes", Code.TOO_MANY_CHANGES)
    ]
    assert panel.faults(a_moderation(*changes[:12], threat=threat)) == []


def test_a_matrix_of_one_criterion_wants_its_name_in_a_change_too() -> None:
    """A client must not have to know how many criteria there are."""
    panel = a_panel(combined("sum", {"no": 0, "yes": 1}, "a"))
    threat = a_threat({"a": "no"})
    change = a_change("a", "no", "yes")

    assert panel.faults(a_moderation(change, threat=threat)) == []
    del change["criterion"]
    assert codes(panel.faults(a_moderation(change, threat=threat))) == [
        ("/changes/0/criterion", Code.MISSING_MEMBER)
    ]


def test_a_member_named_twice_is_refused() -> None:
    """The last would win unseen."""
    body = as_json(a_moderation()).replace(b'"changes": []', b'"changes": [], "changes": []')

    assert codes(a_panel().faults(body)) == [("", Code.DUPLICATE_MEMBER)]


def test_an_unknown_matrix_is_named_as_such() -> None:
    """With those there are."""
    with pytest.raises(UnknownMatrix) as refused:
        a_panel().bytes_of(a_moderation(matrix="example@9.0.0"))

    assert refused.value.known == ["example@1.0.0", "beside@1.0.0"]


def test_no_fault_repeats_what_the_caller_wrote() -> None:
    """It may be sensitive."""
    change = a_change("physical_harm", CANARY, CANARY, reason=f" {CANARY}", role=f"\n{CANARY}")
    requests = [
        a_moderation(change, a_change(CANARY, "none", "severe"), prompt={"kind": CANARY}),
        a_moderation({CANARY: CANARY}, threat=a_threat({CANARY: CANARY})),
        a_moderation(a_change("physical_harm", "severe", "severe", reason=CANARY)),
    ]

    for request in requests:
        found = a_panel().faults(request)
        assert found
        assert CANARY not in repr(found)


def test_a_from_that_differs_is_found_beside_a_fault_elsewhere_in_the_submission() -> None:
    """Who mends one fault should not meet the next only then."""
    threat = a_threat(physical_harm="none") | {"organisation": "Kent"}

    found = faults(a_change("physical_harm", "severe", "moderate"), threat=threat)

    assert found == [
        ("/submission/organisation", Code.NOT_A_CHOICE),
        ("/changes/0/from", Code.FROM_DIFFERS),
    ]
