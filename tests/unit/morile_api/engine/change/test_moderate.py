"""Agreed changes made: before, after, and what each change is worth."""

from tests.builders import a_criterion, a_matrix, a_node, a_scale, a_threat, by_vector
from tests.moderations import (
    a_change,
    a_moderation,
    a_panel,
    combined,
    shares_of,
    shipped_panel,
)

UP = a_change("physical_harm", "none", "severe")
ACROSS = a_change("community_harm", "none", "moderate")


def test_the_answer_has_the_assessments_before_and_after() -> None:
    """8 + 0.25 x 2.5 is 8.625, which prints as 8.63; high begins at 4."""
    answer = a_panel().answer(a_moderation(UP, ACROSS))

    assert (answer["before"]["score"], answer["before"]["band"]) == (0, "low")
    assert (answer["after"]["score"], answer["after"]["band"]) == (8.63, "high")
    assert (answer["difference"], answer["crossed"]) == (8.63, True)


def test_each_change_has_its_share_and_the_shares_add_up_to_the_difference() -> None:
    """8 and 0.625; one hundredth is missing from 8.62 and goes to the larger remainder."""
    answer = a_panel().answer(a_moderation(UP, ACROSS))

    assert answer["shares"] == [
        {"criterion": "physical_harm", "share": 8},
        {"criterion": "community_harm", "share": 0.63},
    ]


def test_the_order_in_which_changes_are_listed_does_not_matter() -> None:
    """Three equal shares of 7 in whole numbers: the first by name gets the step, listed or not."""
    matrix = combined("product", {"one": 1, "two": 2}, "abc", decimals=0)
    ones, twos = dict.fromkeys("abc", "one"), dict.fromkeys("abc", "two")
    listed = [a_change(key, "one", "two") for key in "cba"]

    answer = a_panel(matrix).answer(a_moderation(*listed, threat=a_threat(ones)))

    assert shares_of(matrix, ones, twos) == {"a": 3, "b": 2, "c": 2}
    assert answer["shares"] == [
        {"criterion": "c", "share": 2},
        {"criterion": "b", "share": 2},
        {"criterion": "a", "share": 3},
    ]


def test_no_changes_change_nothing() -> None:
    """The same assessment twice, no difference, and nobody to share it."""
    answer = a_panel().answer(a_moderation())

    assert answer["before"] == answer["after"]
    assert (answer["difference"], answer["crossed"], answer["shares"]) == (0, False, [])


def test_a_change_beside_the_headline_has_no_share() -> None:
    """The organisational position stands beside the risk."""
    criteria = [a_criterion("physical_harm"), a_criterion("capacity")]
    nodes = [a_node("position", "sum", ["capacity"]), a_node("harm", "sum", ["physical_harm"])]
    matrix = a_matrix(criteria, nodes, score="harm", beside=["position"])
    threat = a_threat({"physical_harm": "none", "capacity": "none"})
    changes = [a_change("capacity", "none", "severe"), UP]

    answer = a_panel(matrix).answer(a_moderation(*changes, threat=threat))

    assert [each["share"] for each in answer["shares"]] == [0, 8]
    assert answer["after"]["nodes"]["position"]["score"] == 8


def test_more_than_twelve_changes_are_fine_where_they_only_add() -> None:
    """Sleipnir adds up nineteen attributes: from nil to low each adds its rank, 190 in all."""
    panel = shipped_panel()
    keys = [each.key for each in panel.scorers["sleipnir@1.0.0"].matrix.definition.criteria]
    threat = a_threat(dict.fromkeys(keys, "nil"))
    changes = [a_change(key, "nil", "low") for key in keys]

    answer = panel.answer(a_moderation(*changes, threat=threat, matrix="sleipnir@1.0.0"))

    assert answer["difference"] == 190
    assert [each["share"] for each in answer["shares"]] == list(range(19, 0, -1))


def test_closing_a_gap_that_had_no_score_leaves_nothing_to_share() -> None:
    """Without a level that stands in for unknown there is no score before."""
    change = a_change("physical_harm", "unknown", "severe")

    answer = a_panel().answer(a_moderation(change, threat=a_threat(physical_harm="unknown")))

    assert (answer["before"]["score"], answer["after"]["score"]) == (None, 8)
    assert answer["difference"] is None
    assert answer["shares"] == [{"criterion": "physical_harm", "share": None}]


def test_closing_a_gap_that_counted_as_a_level_is_shared_like_any_change() -> None:
    """Unknown counted as moderate, 2.5; severe is 8."""
    matrix = a_matrix(scales=[a_scale(unknown_counts_as="moderate")])
    change = a_change("physical_harm", "unknown", "severe")

    answer = a_panel(matrix).answer(a_moderation(change, threat=a_threat(physical_harm="unknown")))

    assert (answer["before"]["gaps"], answer["after"]["gaps"]) == (["physical_harm"], [])
    assert answer["shares"] == [{"criterion": "physical_harm", "share": 5.5}]


def test_a_submission_may_be_a_vector() -> None:
    """The line that an earlier moderation ended in can be moderated again."""
    panel = a_panel()
    after = panel.answer(a_moderation(UP))["after"]["vector"]

    again = panel.answer(a_moderation(ACROSS, threat=by_vector(after)))

    assert again["before"]["vector"] == "example@1.0.0/PH:severe/CO:none"
    assert again["after"]["score"] == 8.63


def test_confidence_alone_may_be_changed() -> None:
    """The vector says so, and the score stays."""
    change = a_change("physical_harm", "none", {"level": "none", "confidence": "low"})

    answer = a_panel().answer(a_moderation(change))

    assert answer["after"]["vector"] == "example@1.0.0/PH:none~low/CO:none"
    assert answer["shares"] == [{"criterion": "physical_harm", "share": 0}]


def test_reasons_for_the_score_are_given_if_asked_for() -> None:
    """Before and after."""
    answer = a_panel().answer(a_moderation(UP, explain=True))

    assert [each["adds"] for each in answer["before"]["contributions"]] == [0, 0]
    assert [each["adds"] for each in answer["after"]["contributions"]] == [8, 0]


def test_the_marking_travels() -> None:
    """With the assessments and with the trail."""
    threat = a_threat(more={"marking": "OFFICIAL", "information_date": "2026-09-30"})

    answer = a_panel().answer(a_moderation(UP, threat=threat))

    assert answer["after"]["marking"] == answer["trail"]["record"]["marking"] == "OFFICIAL"
    assert answer["after"]["information_date"] == "2026-09-30"
