"""Whose answers are compared, where the request leaves places out."""

from morile_api.engine.agreement.identity import identity_faults
from morile_api.language.by_matrix import read_verb
from tests.builders import a_request, as_json
from tests.panels import a_said, a_verb


def test_faults_name_the_places_in_the_request() -> None:
    """Some submissions may have been set aside for other faults."""
    said = [a_said("T1", "A", "PHn"), a_said("T1", "A", "PHs"), a_said("T2", "A", "PHs")]
    submissions = read_verb(a_verb(), as_json(a_request(*said))).submissions

    faults = identity_faults(submissions, [2, 5, 7], "assessors")

    assert [(place, fault.pointer) for place, fault in faults] == [(5, "/submissions/5")]
    assert "the first is number 2" in faults[0][1].detail


def test_submissions_of_different_threats_organisations_or_codes_are_no_repeats() -> None:
    """Only all three together name one answer."""
    said = [
        a_said("T1", "A", "PHn"),
        a_said("T2", "A", "PHn"),
        a_said("T1", "B", "PHn"),
        a_said("T1", "A", "PHn", organisation="E23000030"),
    ]
    submissions = read_verb(a_verb(), as_json(a_request(*said))).submissions

    assert identity_faults(submissions, range(4), "assessors") == []
