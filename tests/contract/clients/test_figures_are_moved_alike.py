"""One suite over every client: sensitivity and the quality of a definition."""

from typing import Any

import msgspec
import pytest

import morile
from tests.contract.clients.kinds import Told
from tests.house.sources import ROOT

pytestmark = pytest.mark.contract

GRID = "priority-grid-4x4@1.0.0"
DEFINITION = (ROOT / "matrices" / "priority-grid-4x4" / "1.0.0.toml").read_text("utf-8")

encode = msgspec.json.Encoder(decimal_format="number").encode


@pytest.fixture(scope="module")
def reference() -> morile.Offline:
    """What every other kind of client is compared with, byte for byte."""
    return morile.Offline()


def a_threat(ref: str, impact: Any, likelihood: Any) -> dict[str, Any]:
    levels = {"impact": impact, "likelihood": likelihood}
    return {"ref": ref, "organisation": "NCA", "threat_type": "fraud", "levels": levels}


THREATS = [a_threat("A-1", "4", "1"), a_threat("A-2", "3", "2"), a_threat("A-3", "1", "unknown")]


def test_figures_are_moved_and_the_ranking_told(client: Told, reference: morile.Offline) -> None:
    """At worst 2.7 x 1.8 = 4.86 stands above 4.4 x 1.1 = 4.84; a gap has no rank here."""
    found = client.sensitivity(THREATS, matrix=GRID)

    assert [(each.score, each.best_rank, each.worst_rank) for each in found.threats] == [
        (4, 2, 2),
        (6, 1, 1),
        (None, None, None),
    ]
    assert (found.by, found.trials, found.seed, found.bands_kept) == (0.1, 200, 0, None)
    expected = reference.sensitivity(THREATS, matrix=GRID)
    assert type(found) is type(expected)
    assert encode(found) == encode(expected)


def test_bands_and_reversals_are_the_same_bytes(client: Told, reference: morile.Offline) -> None:
    """10 x 10 stands on the cut of moderate, 11 x 10 next to it, and each rests on other harm."""
    line = "thematic@1.0.0/PH:{}/PS:none/FI:{}/CO:none/PE:{}/EN:none/CF:low/VO:moderate/"
    rest = "TR:stable/RE:none/EC:none/CA:none/CB:none"
    threats = [
        {
            "ref": ref,
            "organisation": "NCA",
            "threat_type": "fraud",
            "vector": line.format(*h) + rest,
        }
        for ref, h in (
            ("A", ("severe", "none", "none")),
            ("B", ("none", "severe", "minor")),
        )
    ]
    asked: dict[str, Any] = {"vary": "points", "by": 0.2, "trials": 50, "seed": 4}

    found = client.sensitivity(threats, **asked)

    assert found.figures
    assert found.reversals
    assert encode(found) == encode(reference.sensitivity(threats, **asked))


def test_what_cannot_be_tried_is_refused_with_every_fault(client: Told) -> None:
    """As one request, whole or not at all."""
    with pytest.raises(morile.BadSubmission) as refused:
        client.sensitivity([*THREATS, a_threat("A-4", "5", "1")], matrix=GRID, by=0.6, trials=0)

    assert {(fault.pointer, fault.code) for fault in refused.value.faults} == {
        ("/by", "out-of-range"),
        ("/trials", "out-of-range"),
        ("/submissions/3/levels/impact", "no-such-level"),
    }


def test_a_matrix_that_is_not_there_is_refused(client: Told) -> None:
    with pytest.raises(morile.UnknownMatrix):
        client.sensitivity(THREATS, matrix="none@1.0.0")


def test_a_definition_is_answered_with_its_quality(client: Told, reference: morile.Offline) -> None:
    """1 to 4 times 1 to 4 gives nine products, and 32 of 256 pairs tie (Cox 2008)."""
    quality = client.check_matrix(DEFINITION).quality

    assert (quality.distinct_scores, quality.tied) == (9, 0.125)
    assert encode(quality) == encode(reference.check_matrix(DEFINITION).quality)


def test_a_criterion_that_can_never_change_a_band_is_among_the_figures(client: Told) -> None:
    """Weighing next to nothing, it can only move the score."""
    said = "\n".join(line for line in OWN.splitlines() if line)

    criteria = client.check_matrix(said).quality.criteria

    assert [(each.criterion, each.band_changes == 0) for each in criteria] == [
        ("physical_harm", False),
        ("community_harm", True),
    ]


OWN = """
matrix = "own"
version = "1.0.0"
title = "Own"
status = "draft"
applies_to = "theme"
decimals = 3
sources = [{ title = "Made up", where = "this test" }]
[[scales]]
key = "impact"
levels = [
  { key = "none", points = 0, means = "Nothing." },
  { key = "severe", points = 8, means = "A hospital stay." },
]
[[criteria]]
key = "physical_harm"
code = "PH"
section = "harm"
scale = "impact"
asks = "How badly could one victim be hurt?"
[[criteria]]
key = "community_harm"
code = "CO"
section = "harm"
scale = "impact"
asks = "How far do people change what they do?"
[[nodes]]
key = "harm"
combine = "weighted_sum"
of = ["physical_harm", "community_harm"]
weights = [1, 0.001]
bands = [{ key = "low", from = 0 }, { key = "high", from = 4 }]
[result]
score = "harm"
band = "harm"
"""
