"""The panel: who said what, and where that is not clear."""

import numpy as np

from morile_api.engine.agreement.identity import Identity
from morile_api.engine.agreement.panel import (
    IS_UNKNOWN,
    MISSING,
    NO_ONE_LEVEL,
    ONE_LEVEL,
    SEVERAL_LEVELS,
)
from morile_api.language.faults import Code
from tests.builders import a_request, a_threat, by_vector, codes
from tests.panels import a_panel, a_said, faults_of, said_by

HERE = "E23000029"


def test_what_is_said_of_a_criterion_is_one_level_several_unknown_or_missing() -> None:
    """Only one level is a point on the scale."""
    panel = a_panel(said_by({"A": ["PHs", "PHnm", "PH?", "COn"]}))

    assert panel.sheet.kinds[0].tolist() == [ONE_LEVEL, SEVERAL_LEVELS, IS_UNKNOWN, MISSING]
    assert panel.sheet.levels[0].tolist() == [2, *[NO_ONE_LEVEL] * 3]


def test_a_list_of_one_level_is_that_level_and_a_list_of_all_is_unknown() -> None:
    """As in any submission."""
    one = a_threat({"physical_harm": ["severe"]}, {"assessor": "A"})
    every = a_said("T2", "A", "PHnms")

    panel = a_panel([one, every])

    assert panel.sheet.kinds[0].tolist() == [ONE_LEVEL, IS_UNKNOWN]


def test_confidence_changes_no_level() -> None:
    """It is reported beside a score, never folded into it."""
    graded = a_threat(
        {"physical_harm": {"level": "severe", "confidence": "low"}}, {"assessor": "A"}
    )

    assert a_panel([graded]).sheet.levels[0].tolist() == [2]


def test_a_vector_says_the_same_as_levels() -> None:
    """It names every criterion."""
    panel = a_panel([by_vector("example@1.0.0/PH:severe/CO:none|severe", assessor="A")])

    assert panel.sheet.levels[:, 0].tolist() == [2, NO_ONE_LEVEL]


def test_a_score_needs_a_level_for_every_criterion_that_moves_it() -> None:
    """The matrix names no stand-in for unknown. Moderate and severe: 2.5 + 8 / 4 = 4.5, high."""
    panel = a_panel(said_by({"A": ["PHm COs", "PHm CO?", "PHm", "PHm COms"]}))

    assert panel.sheet.scored.tolist() == [True, False, False, False]
    assert panel.sheet.banded.tolist() == [True, False, False, False]
    assert panel.sheet.bands[0] == 1


def test_assessors_are_told_apart_by_organisation_and_code() -> None:
    """`analyst` of two forces are two people."""
    elsewhere = a_said("T1", "A", "PHn", organisation="E23000030")

    panel = a_panel([a_said("T1", "A", "PHn"), elsewhere, a_said("T2", "A", "PHn")])

    assert panel.raters == [Identity(HERE, "A"), Identity("E23000030", "A")]
    assert panel.rater.tolist() == [0, 1, 0]
    assert panel.organisation.tolist() == [0, 1, 0]


def test_threats_with_two_submissions_are_compared() -> None:
    """The reference is no second one."""
    said = said_by({"A": ["PHn", "PHn", "PHn"], "B": ["PHn", "", "PHm"]})
    reference = a_said("T2", "panel", "PHm", reference=True)

    panel = a_panel([*said, reference])

    assert [panel.refs[number] for number in panel.compared] == ["T1", "T3"]
    assert len(panel.sheet.threat) == 5
    assert panel.references.levels[0].tolist() == [1]


def test_periods_stand_in_the_order_of_time() -> None:
    """Whatever the order of the request."""
    said = [a_said("T1", "A", "PHn", period=period) for period in ("2026-Q2", "2025-Q4", "2026-Q1")]

    panel = a_panel(said, compare="periods")

    assert [each.period for each in panel.raters] == ["2025-Q4", "2026-Q1", "2026-Q2"]
    assert panel.rater.tolist() == [2, 0, 1]


def test_some_submissions_of_a_sheet_keep_their_columns_together() -> None:
    """Threat, levels, scores and bands of the same rows."""
    sheet = a_panel(said_by({"A": ["PHn COn", "PHs COn", "PHm COs"]})).sheet

    some = sheet.only(np.array([2, 0]))

    assert some.threat.tolist() == [2, 0]
    assert some.levels.tolist() == [[1, 0], [2, 0]]
    assert some.bands.tolist() == [1, 0]
    assert [column.tolist() for column in some.headline] == [[1, 0], [2, 0]]


def test_one_assessor_answers_once_for_each_threat() -> None:
    """Two answers by one person are no agreement; the fault says which came first."""
    said = [a_said("T1", "A", "PHn"), a_said("T2", "A", "PHn"), a_said("T1", "A", "PHs")]

    faults = faults_of(a_request(*said))

    assert codes(faults) == [("/submissions/2", Code.REPEATED_SUBMISSION)]
    assert "the first is number 0" in faults[0].detail


def test_a_threat_has_one_reference() -> None:
    """Two agreed answers are none. An assessor may have given the reference too."""
    said = [a_said("T1", "A", "PHn")] + [a_said("T1", "A", "PHn", reference=True)] * 2

    assert codes(faults_of(a_request(*said))) == [
        ("/submissions/2/reference", Code.REPEATED_REFERENCE)
    ]


def test_each_submission_names_its_period_when_periods_are_compared() -> None:
    """A reference stands for no period."""
    said = [a_said("T1", "A", "PHn"), a_said("T1", "B", "PHn", reference=True)]

    assert codes(faults_of(a_request(*said, compare="periods"))) == [
        ("/submissions/0/period", Code.MISSING_MEMBER)
    ]


def test_a_period_has_one_submission_of_each_threat() -> None:
    """Whoever gave it: what is compared is the period."""
    said = [a_said("T1", who, "PHn", period="2026") for who in ("A", "B")]

    assert codes(faults_of(a_request(*said, compare="periods"))) == [
        ("/submissions/1", Code.REPEATED_SUBMISSION)
    ]


def test_periods_of_different_lengths_do_not_mix() -> None:
    """2026 holds 2026-Q1; which of them is later cannot be said."""
    said = [a_said("T1", "A", "PHn", period=period) for period in ("2026", "2026-Q1")]

    assert codes(faults_of(a_request(*said, compare="periods"))) == [
        ("/submissions/0/period", Code.MIXED_PERIODS),
        ("/submissions/1/period", Code.MIXED_PERIODS),
    ]


def test_months_quarters_and_halves_are_told_apart() -> None:
    """They are written equally long."""
    said = [a_said("T1", "A", "PHn", period=period) for period in ("2026-01", "2026-Q1", "2026-H1")]

    assert len(faults_of(a_request(*said, compare="periods"))) == 3


def test_all_faults_are_reported_in_the_order_of_the_request() -> None:
    """Those of levels, of vectors and of who says what."""
    said = [
        a_said("T1", "A", "PHn"),
        a_threat({"physical_harm": ["severe", "severe"]}, {"ref": "T1", "assessor": "A"}),
        by_vector("other@1.0.0/PH:none", assessor="A"),
        a_threat(more={"assessor": "B", "vector": "example@1.0.0/PH:none/CO:none"}),
    ]

    assert codes(faults_of(a_request(*said))) == [
        ("/submissions/1/levels/physical_harm", Code.REPEATED_LEVEL),
        ("/submissions/1", Code.REPEATED_SUBMISSION),
        ("/submissions/2/vector", Code.OTHER_MATRIX),
        ("/submissions/3", Code.LEVELS_OR_VECTOR),
    ]
