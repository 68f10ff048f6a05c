"""Moderation, replay and difference over every client: the same types, exceptions and values."""

from typing import Any

import msgspec
import pytest

import morile
from morile_api.language.difference import Difference
from morile_api.language.moderation import ModerationAnswer
from morile_api.language.replay import ReplayAnswer
from tests.contract.clients.kinds import Told

pytestmark = pytest.mark.contract

GRID = "priority-grid-4x4@1.0.0"
THEMATIC, TACTICAL = "thematic@1.0.0", "tactical@1.0.0"

encode = msgspec.json.Encoder(decimal_format="number").encode


@pytest.fixture(scope="module")
def reference() -> morile.Offline:
    """What every other kind of client is compared with, byte for byte."""
    return morile.Offline()


def a_threat(**more: Any) -> dict[str, Any]:
    return {
        "ref": "A-1",
        "organisation": "NCA",
        "threat_type": "fraud",
        "levels": {"impact": "2", "likelihood": "3"},
        **more,
    }


def a_change(criterion: str, from_: object, to: object, **more: Any) -> dict[str, Any]:
    said = {"reason": "A referral says so.", "role": "moderator"}
    return {"criterion": criterion, "from": from_, "to": to, **said, **more}


UP = [a_change("impact", "2", "4"), a_change("likelihood", "3", "4", date="2026-11-01")]


def test_agreed_changes_are_shared_out(client: Told, reference: morile.Offline) -> None:
    """2 x 3 = 6 becomes 4 x 4 = 16: impact (6 + 8) / 2 = 7, likelihood (2 + 4) / 2 = 3."""
    prompt = {"kind": "disruption", "step": "negative"}

    answer = client.moderate(a_threat(), UP, GRID, prompt=prompt)

    assert isinstance(answer, ModerationAnswer)
    assert [(each.criterion, each.share) for each in answer.shares] == [
        ("impact", 7),
        ("likelihood", 3),
    ]
    assert (answer.before.score, answer.after.score, answer.difference) == (6, 16, 10)
    assert encode(answer) == encode(reference.moderate(a_threat(), UP, GRID, prompt=prompt))


def test_the_matrix_may_be_that_of_the_vector(client: Told) -> None:
    """As in every other verb."""
    threat = a_threat(levels=None, vector=f"{GRID}/IM:2/LI:3")

    answer = client.moderate(threat, [], explain=True)

    assert (answer.difference, answer.after.vector) == (0, f"{GRID}/IM:2/LI:3")
    assert answer.before.contributions is not None


def test_a_form_makes_a_submission_that_can_be_moderated(client: Told) -> None:
    """The draft knows its matrix."""
    form = client.form(GRID)
    draft = form.submission(
        ref="F-1", organisation="NCA", threat_type="fraud", impact="2", likelihood="3"
    )

    assert client.moderate(draft, UP).after.score == 16


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ([a_change("impact", "3", "4")], [("/changes/0/from", "from-differs")]),
        ([a_change("impact", "2", "2")], [("/changes/0/to", "nothing-changed")]),
        ([a_change("impact", "2", "9")], [("/changes/0/to", "no-such-level")]),
        ([a_change("impct", "2", "4")], [("/changes/0/criterion", "no-such-criterion")]),
        (
            [a_change("impact", "2", "4"), a_change("impact", "2", "3")],
            [("/changes/1/criterion", "repeated-criterion")],
        ),
        ([a_change("impact", "2", "4", reason=object())], [("/changes/0", "wrong-type")]),
        ([a_change("impact", "2", "4", reason="")], None),
    ],
)
def test_changes_at_fault_are_refused_in_the_same_words(
    client: Told, reference: morile.Offline, changes: Any, faults: Any
) -> None:
    """With every fault and its place."""
    with pytest.raises(morile.BadSubmission) as expected:
        reference.moderate(a_threat(), changes, GRID)
    with pytest.raises(morile.BadSubmission) as refused:
        client.moderate(a_threat(), changes, GRID)

    assert refused.value.faults == expected.value.faults
    if faults is not None:
        assert [(each.pointer, each.code) for each in refused.value.faults] == faults


def test_the_same_version_moves_nobody(client: Told, reference: morile.Offline) -> None:
    """Whoever does the work."""
    threats = [a_threat(), a_threat(ref="A-2", levels={"impact": "unknown", "likelihood": "1"})]

    answer = client.replay(threats, GRID, GRID)

    assert isinstance(answer, ReplayAnswer)
    assert (answer.summary.moved, answer.changes) == (0, ())
    assert encode(answer) == encode(reference.replay(threats, GRID, GRID))


def test_another_matrix_is_reached_by_a_crosswalk(client: Told, reference: morile.Offline) -> None:
    """Nothing is carried over but what it names."""
    form = client.form(THEMATIC)
    levels = {c.key: "unknown" for c in client.matrix(THEMATIC).definition.criteria}
    draft = form.submission(
        ref="F-1", organisation="NCA", threat_type="fraud", **(levels | {"physical_harm": "severe"})
    )
    crosswalk = [{"from": "physical_harm", "to": "physical_harm"}]

    answer = client.replay([draft], TACTICAL, crosswalk=crosswalk, explain=True)

    assert answer.results[0].after.vector.startswith(f"{TACTICAL}/PH:severe/PS:unknown/")
    assert answer.changes is None
    expected = reference.replay([draft], TACTICAL, crosswalk=crosswalk, explain=True)
    assert encode(answer) == encode(expected)


@pytest.mark.parametrize(
    ("to", "crosswalk", "faults"),
    [
        (TACTICAL, None, [("/crosswalk", "no-crosswalk")]),
        (
            TACTICAL,
            [{"from": "impact", "to": "nothing"}],
            [("/crosswalk/0/to", "no-such-criterion")],
        ),
        (GRID, [object()], [("/crosswalk/0", "wrong-type")]),
    ],
)
def test_replays_at_fault_are_refused_in_the_same_words(
    client: Told, reference: morile.Offline, to: str, crosswalk: Any, faults: Any
) -> None:
    """With every fault and its place."""
    with pytest.raises(morile.BadSubmission) as expected:
        reference.replay([a_threat()], to, GRID, crosswalk=crosswalk)
    with pytest.raises(morile.BadSubmission) as refused:
        client.replay([a_threat()], to, GRID, crosswalk=crosswalk)

    assert refused.value.faults == expected.value.faults
    assert [(each.pointer, each.code) for each in refused.value.faults] == faults


@pytest.mark.parametrize("verb", ["moderate", "replay", "difference"])
def test_a_definition_that_is_not_there_is_unknown(
    client: Told, reference: morile.Offline, verb: str
) -> None:
    """By the same exception, with those there are, and at its own place."""
    arguments: dict[str, tuple[Any, ...]] = {
        "moderate": (a_threat(), UP, "nothing@1.0.0"),
        "replay": ([a_threat()], "nothing@1.0.0", GRID),
        "difference": (GRID, "nothing@1.0.0"),
    }
    with pytest.raises(morile.UnknownMatrix) as expected:
        getattr(reference, verb)(*arguments[verb])
    with pytest.raises(morile.UnknownMatrix) as refused:
        getattr(client, verb)(*arguments[verb])

    assert refused.value.known == expected.value.known
    assert refused.value.faults == expected.value.faults


def test_differences_are_the_same(client: Told, reference: morile.Offline) -> None:
    """Figures and all."""
    found = client.difference(THEMATIC, TACTICAL)

    assert isinstance(found, Difference)
    assert encode(found) == encode(reference.difference(THEMATIC, TACTICAL))


def test_the_meta_of_a_call_names_matrix_and_engine(client: Told) -> None:
    """As after an assessment."""
    client.moderate(a_threat(), UP, GRID)

    meta = client.meta
    assert meta.matrix is not None
    assert (meta.matrix.id, meta.engine_version) == ("priority-grid-4x4", "1.0.0")
