"""The questions of a matrix, as a form shows them."""

import msgspec

from morile_api.language.matrix import Spread
from morile_api.web.pages.answers import CHOOSE, Chosen
from morile_api.web.pages.questions import sections_of
from tests.builders import a_criterion, a_matrix, a_node, a_scale

MATRIX = a_matrix(
    scales=[
        a_scale(points={"none": 0, "minor": 1, "very_bad": 5}),
        a_scale("yes", {"no": 0, "yes": 1}),
    ],
    criteria=[
        a_criterion("one"),
        a_criterion("two", section="likelihood"),
        a_criterion("three", code="TR", scale="yes"),
    ],
    nodes=[a_node("harm", "sum", ["one", "two", "three"])],
)


def test_questions_stand_under_their_section() -> None:
    sections = sections_of(MATRIX, {})

    assert [(each.title, [q.code for q in each.questions]) for each in sections] == [
        ("Harm", ["ON", "TR"]),
        ("Likelihood", ["TW"]),
    ]


def test_every_level_and_not_known_is_offered_in_the_words_of_the_matrix() -> None:
    question = sections_of(MATRIX, {})[0].questions[0]

    assert [option.label for option in question.options] == [
        "None",
        "Minor",
        "Very bad",
        "Not known",
    ]
    assert question.options[0].hint == "What is observed."
    assert not any(option.on for option in question.options)


def test_ids_are_unique_and_the_first_is_the_code_that_errors_link_to() -> None:
    questions = [q for section in sections_of(MATRIX, {}) for q in section.questions]
    ids = [
        o.id for q in questions for o in [*q.options, *q.may, *([q.between] if q.between else [])]
    ]

    assert len(set(ids)) == len(ids)
    assert [q.options[0].id for q in questions] == [q.code for q in questions]


def test_between_these_is_offered_where_there_are_more_than_two_levels() -> None:
    """Both of two levels are all there are: that is what not known says."""
    one, three = sections_of(MATRIX, {})[0].questions

    assert one.between is not None
    assert three.between is None


def test_what_is_chosen_is_set_and_what_is_wrong_is_said() -> None:
    chosen = {"ON": Chosen("minor"), "TW": Chosen(wrong=CHOOSE)}
    (one, _), (two,) = (each.questions for each in sections_of(MATRIX, chosen))

    assert [option.value for option in one.options if option.on] == ["minor"]
    assert two.wrong == CHOOSE


def test_confidence_is_asked_where_the_matrix_says_what_it_means_or_the_answer_has_it() -> None:
    spread = msgspec.structs.replace(MATRIX, spread=Spread())

    assert sections_of(MATRIX, {})[0].questions[0].confidence == []
    assert len(sections_of(spread, {})[0].questions[0].confidence) == 4
    kept = sections_of(MATRIX, {"ON": Chosen("none", confidence="low")})[0].questions[0].confidence
    assert [option.value for option in kept if option.on] == ["low"]
