"""Assessing submissions that have been read."""

from morile_api.engine.assess import assess
from morile_api.language.asked import read_asked
from tests.builders import (
    a_criterion,
    a_desk,
    a_matrix,
    a_node,
    a_request,
    a_scale,
    a_threat,
    as_json,
    codes,
)


def test_submissions_keep_their_places_and_those_at_fault_are_set_apart() -> None:
    """A level named twice shows only when the answers are put in order."""
    desk = a_desk()
    twice = a_threat(physical_harm=["none", "none"])
    body = as_json(a_request(a_threat(), twice, a_threat(physical_harm="severe"), twice))
    asked = read_asked(desk.reader, body)

    done, bad = assess(
        desk.scorers["example@1.0.0"], asked.submissions, [10, 11, 12, 13], asked.wanted
    )

    assert [(each.index, each.score) for each in done] == [(10, 0), (12, 8)]
    assert [each.index for each in bad] == [11, 13]
    assert codes(bad[0].faults) == [("/submissions/11/levels/physical_harm", "repeated-level")]


def test_nothing_to_assess_is_nothing_assessed() -> None:
    """When every submission of a batch was refused before."""
    desk = a_desk()
    asked = read_asked(desk.reader, as_json(a_request(a_threat())))

    assert assess(desk.scorers["example@1.0.0"], [], [], asked.wanted) == ([], [])


def test_marking_and_date_of_information_come_back_with_the_assessment() -> None:
    """A marking travels with a submission and returns with its answer."""
    more = {"marking": "OFFICIAL", "information_date": "2026-09-30"}

    (result,) = a_desk().results(a_request(a_threat(more=more)))

    assert (result["marking"], result["information_date"]) == ("OFFICIAL", "2026-09-30")


def test_without_a_stand_in_an_open_answer_leaves_no_headline_and_the_range_speaks() -> None:
    """Only the nodes it could move are left open; the others are shown."""
    matrix = a_matrix(
        criteria=[a_criterion("likely"), a_criterion("staffed")],
        nodes=[
            a_node("risk", "sum", ["likely"], bands={"low": 0, "high": 4}),
            a_node("position", "sum", ["staffed"]),
        ],
        scales=[a_scale()],
        score="risk",
        band="risk",
        beside=["position"],
    )

    known, unknown = a_desk(matrix).results(
        a_request(
            a_threat({"likely": "severe", "staffed": "unknown"}),
            a_threat({"likely": ["none", "severe"], "staffed": "none"}),
            explain=True,
        )
    )

    assert known["nodes"] == {
        "position": {"band": None, "score": None},
        "risk": {"band": "high", "score": 8},
    }
    assert (unknown["score"], unknown["band"]) == (None, None)
    assert unknown["range"] == {"bands": ["low", "high"], "highest": 8, "lowest": 0}
    assert "contributions" not in unknown
    assert (known["gaps"], unknown["gaps"]) == (["staffed"], [])
