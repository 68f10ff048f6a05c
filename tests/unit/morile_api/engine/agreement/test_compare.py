"""One request answered whole."""

import msgspec

from morile_api.engine.agreement.compare import agree
from morile_api.language.agreement import AgreementAnswer, AnswerCount
from morile_api.language.by_matrix import read_verb
from tests.builders import a_request, as_json
from tests.panels import THREE_THREATS, a_said, a_scorer, a_verb, agreed, said_by

MARKINGS = ["OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP-SECRET"]


def test_the_answer_names_the_matrix_the_seed_and_what_was_compared() -> None:
    """So the same answer can be had again."""
    answer = agreed(THREE_THREATS)

    assert (answer.matrix.id, answer.matrix.version) == ("example", "1.0.0")
    assert (answer.compare, answer.draws, answer.seed) == ("assessors", 1000, 1)
    summary = answer.summary
    assert (summary.submissions, summary.threats, summary.compared) == (6, 3, 3)
    assert (summary.assessors, summary.references, summary.periods) == (2, 0, None)


def test_a_request_read_before_is_answered_the_same() -> None:
    """From values or from bytes."""
    request = read_verb(a_verb(), as_json(a_request(*THREE_THREATS)))

    assert agree(a_scorer(), request, MARKINGS) == agreed(THREE_THREATS)


def test_whole_numbers_may_be_written_with_a_point() -> None:
    """As data frames write them."""
    answer = agreed(THREE_THREATS, draws=200.0, seed=5.0)

    assert msgspec.json.encode([answer.draws, answer.seed]) == b"[200,5]"


def test_answers_are_counted_by_what_they_say() -> None:
    """A gap is an answer and has a share of the answers; what is missing is none."""
    answer = agreed(
        said_by({"A": ["PHn", "PHnm", "PH?", "PH?"], "B": ["COn", "PHs", "PHm", "PHn"]})
    )

    assert answer.criteria[0].answers == AnswerCount(4, 1, 2, 1, 28.6)
    assert answer.criteria[1].answers == AnswerCount(1, 0, 0, 7, 0)


def test_a_criterion_nobody_answered_has_no_share_of_gaps() -> None:
    """Nothing over nothing."""
    assert agreed([a_said("T1", "A", "PHn")]).criteria[1].answers.unknown_percentage is None


def test_the_answer_is_marked_as_its_most_sensitive_submission() -> None:
    """References count too; without any marking there is none."""
    said = [
        a_said("T1", "A", "PHn", marking="OFFICIAL"),
        a_said("T1", "B", "PHn"),
        a_said("T1", "C", "PHn", marking="OFFICIAL-SENSITIVE", reference=True),
    ]

    assert agreed(said).marking == "OFFICIAL-SENSITIVE"
    assert agreed(said[:2]).marking == "OFFICIAL"
    assert agreed(said[1:2]).marking is None


def test_the_reference_is_not_one_of_the_assessors() -> None:
    """It changes no alpha and no standing; it is what they are held to."""
    reference = a_said("T1", "panel", "PHs COs", reference=True)

    plain, held = agreed(THREE_THREATS), agreed([*THREE_THREATS, reference])

    assert held.overall == plain.overall
    assert held.standings == plain.standings
    assert held.threats == plain.threats
    assert plain.calibration is None
    assert held.calibration is not None


def test_whoever_is_furthest_from_the_others_stands_first() -> None:
    """C is 2 above; A and B are 1 below, in the order of the request."""
    answer = agreed(said_by({"A": ["PHn"], "B": ["PHn"], "C": ["PHs"]}))

    assert [each.assessor for each in answer.standings] == ["C", "A", "B"]


def test_whoever_cannot_be_compared_stands_last() -> None:
    """D alone assessed T2."""
    said = [a_said("T2", "D", "PHn"), *said_by({"A": ["PHn"], "B": ["PHs"]})]

    assert [each.assessor for each in agreed(said).standings] == ["A", "B", "D"]


def test_organisations_are_compared_where_there_are_several() -> None:
    """One organisation has no others."""
    there = said_by({"A": ["PHs", "PHs"]}, organisation="E23000030")
    here = said_by({"A": ["PHn", "PHm"]})

    answer = agreed([*here, *there])

    assert [
        (each.organisation, each.assessor, each.mean_steps) for each in answer.organisations
    ] == [
        ("E23000029", None, -1.5),
        ("E23000030", None, 1.5),
    ]
    assert agreed(here).organisations == []


def test_periods_take_the_place_of_assessors() -> None:
    """In the order of time, with the drift from each to the next."""
    said = [a_said("T1", "A", "PHn", period="2026"), a_said("T1", "B", "PHs", period="2025")]

    answer = agreed(said, compare="periods")

    assert [each.period for each in answer.standings] == ["2025", "2026"]
    assert [each.mean_steps for each in answer.standings] == [2, -2]
    assert (answer.summary.periods, answer.summary.assessors) == (2, 2)
    assert answer.organisations == []
    assert answer.drift is not None
    assert answer.drift[0].mean_steps == -2


def test_a_period_is_no_matter_when_assessors_are_compared() -> None:
    """The same rows of a table serve for both questions."""
    said = [a_said("T1", "A", "PHn", period="2026"), a_said("T1", "B", "PHs")]

    answer = agreed(said)

    assert answer.drift is None
    assert answer.summary.compared == 1


def test_references_alone_are_answered() -> None:
    """Everything is empty, and nothing fails."""
    answer = agreed([a_said("T1", "A", "PHn", reference=True)])

    assert answer.overall.undefined == "no-pairs"
    assert (answer.standings, answer.threats) == ([], [])


def test_an_answer_reads_back_as_itself() -> None:
    """What a client decodes is what was said."""
    references = [a_said("T1", "panel", "PHs COs", reference=True)]
    answer = agreed([*THREE_THREATS, *references])

    assert msgspec.json.decode(msgspec.json.encode(answer), type=AgreementAnswer) == answer
