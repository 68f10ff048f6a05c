"""Laws of ranking and of giving slots, over threats of all kinds."""

from fractions import Fraction
from math import prod
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from morile_api.engine.distribution import Spread
from morile_api.engine.priorities.expected_rank import counted, expected_ranks
from morile_api.engine.priorities.top_chance import top_chances
from tests.priorities import (
    CUMBRIA,
    LANCASHIRE,
    MANCHESTER,
    MERSEYSIDE,
    a_board,
    chosen,
    scoring,
)
from tests.reference.ranks import every_outcome, extreme_ranks, in_top, mid_ranks

FEW = settings(max_examples=150, deadline=None)
OWNERS = (CUMBRIA, LANCASHIRE, MERSEYSIDE, MANCHESTER)
MOST_OUTCOMES = 3_000
TINY = 1e-6
"""Of the last printed decimal of a part."""


@st.composite
def spreads(draw: st.DrawFn) -> Spread:
    values = sorted(draw(st.sets(st.integers(-3, 6), min_size=1, max_size=4)))
    weights = draw(st.lists(st.integers(1, 5), min_size=len(values), max_size=len(values)))
    return Spread(tuple(values), tuple(weights))


@st.composite
def some_spreads(draw: st.DrawFn) -> list[Spread]:
    found = draw(st.lists(spreads(), min_size=1, max_size=5))
    assume(prod(len(each.values) for each in found) <= MOST_OUTCOMES)
    return found


@st.composite
def threats(draw: st.DrawFn, costly: bool = False) -> list[dict[str, Any]]:
    """Up to nine of few scores, so that ties are common; some may be several things."""
    found = []
    for number in range(draw(st.integers(1, 9))):
        scores = sorted(draw(st.sets(st.integers(0, 4), min_size=1, max_size=3)))
        more = {"cost": draw(st.integers(1, 6))} if costly else {}
        owner = draw(st.sampled_from(OWNERS))
        second = draw(st.integers(0, 2))
        said = scores if len(scores) > 1 else scores[0]
        found.append(scoring(said, owner, ref=f"T{number}", second=second, **more))
    return found


@st.composite
def reserves(draw: st.DrawFn) -> dict[str, Any]:
    by = draw(st.sampled_from(["equal", "weights", "contribution"]))
    part = {"equal": None, "weights": "weight", "contribution": "contribution"}[by]
    names = draw(st.lists(st.sampled_from(OWNERS), min_size=1, unique=True))
    weights = draw(st.lists(st.integers(1, 5), min_size=len(names), max_size=len(names)))
    among = [
        {"organisation": name} | ({part: weight} if part else {})
        for name, weight in zip(names, weights, strict=True)
    ]
    return {
        "by": by,
        "share": draw(st.sampled_from([0, 0.25, 0.5, 1])),
        "among": among,
        "counts": draw(st.sampled_from(["on-top", "at-least"])),
        "equal_remainders": draw(st.sampled_from(["most-serious", "listed-order", "overall"])),
    }


@FEW
@given(some_spreads())
def test_expected_ranks_are_the_mean_over_every_outcome(given_: list[Spread]) -> None:
    """And they add up to what the ranks of so many threats add up to."""
    means = [Fraction(0)] * len(given_)
    for chance, scores in every_outcome(given_):
        for number, rank in enumerate(mid_ranks(scores)):
            means[number] += chance * rank

    found = expected_ranks(counted(given_))

    assert found is not None
    assert [found[each] for each in given_] == means
    assert sum(found[each] for each in given_) == Fraction(len(given_) * (len(given_) + 1), 2)


@FEW
@given(some_spreads(), st.integers(1, 6))
def test_chances_of_the_top_k_are_those_over_every_outcome(given_: list[Spread], top: int) -> None:
    """Whatever breaks the ties, the chances then add up to k, so k lies between the two sums."""
    found = top_chances(given_, [1] * len(given_), top)

    assert found is not None
    for each, (clear, with_ties) in zip(found, in_top(given_, top), strict=True):
        assert abs(each.clear - clear) < 1e-14
        assert abs(each.with_ties - with_ties) < 1e-14
    places = min(top, len(given_))
    assert sum(each.clear for each in found) <= places + 1e-12
    assert sum(each.with_ties for each in found) >= places - 1e-12


@FEW
@given(threats())
def test_some_outcome_gives_the_best_rank_and_some_the_worst(said: list[dict[str, Any]]) -> None:
    """The rank of the headline scores lies between them."""
    sets = [each["levels"]["score"] for each in said]
    named = [each if isinstance(each, list) else [each] for each in sets]
    assume(prod(map(len, named)) <= MOST_OUTCOMES)
    exact = [Spread(tuple(int(key[1:]) for key in each), (1,) * len(each)) for each in named]
    answer = a_board().ask(*said)
    found = sorted(answer["ranking"], key=lambda each: each["index"])

    ends = [(each["possible"]["best_rank"], each["possible"]["worst_rank"]) for each in found]

    assert ends == extreme_ranks(exact)
    assert all(low <= each["rank"] <= high for each, (low, high) in zip(found, ends, strict=True))


@FEW
@given(threats(), st.integers(1, 9), st.data())
def test_nothing_depends_on_the_order_of_the_threats(
    said: list[dict[str, Any]], slots: int, data: st.DataObject
) -> None:
    """Relabelling moves no rank, no chance, not in the last bit, and no slot."""
    shuffled = data.draw(st.permutations(said))

    one, other = (a_board().ask(*each, slots=slots) for each in (said, shuffled))

    def by_ref(answer: dict[str, Any]) -> dict[str, Any]:
        return {each["ref"]: {**each, "index": 0} for each in answer["ranking"]}

    def refs(answer: dict[str, Any]) -> set[str]:
        return {each["ref"] for each in answer["allocation"]["chosen"]}

    assert by_ref(one) == by_ref(other)
    assert refs(one) == refs(other)


@FEW
@given(threats(), st.integers(1, 12))
def test_without_reservations_the_slots_follow_the_plain_ranking(
    said: list[dict[str, Any]], slots: int
) -> None:
    """A whole tie has slots if the slots reach to its end; what they do not reach is left open."""
    answer = a_board().ask(*said, slots=slots)

    allocation = answer["allocation"]
    wanted = {each["index"] for each in answer["ranking"] if _ends_at(each) <= slots}
    across = [e["index"] for e in answer["ranking"] if e["rank"] <= slots < _ends_at(e)]
    assert set(chosen(answer)) == wanted
    assert [each["among"] for each in allocation["left_open"]] == (
        [sorted(across)] if across else []
    )
    nothing = {"by": "equal", "share": 0}
    assert chosen(a_board().ask(*said, slots=slots, reserve=nothing)) == chosen(answer)


def _ends_at(ranked: dict[str, Any]) -> int:
    """The place of the last that shares a rank."""
    return int(ranked["rank"]) + int(ranked["tied"]) - 1


@FEW
@given(threats(), st.integers(1, 12), reserves(), st.booleans())
def test_slots_are_never_exceeded_and_reservations_are_kept(
    said: list[dict[str, Any]], slots: int, reserve: dict[str, Any], settled: bool
) -> None:
    """An organisation has its reserved slots, or all its threats have one, or it has a tie open."""
    tie_break = ["highest:other", "ref"] if settled else []
    answer = a_board().ask(*said, slots=slots, reserve=reserve, tie_break=tie_break)

    allocation = answer["allocation"]
    held = {each.get("organisation"): each["amount"] for each in allocation["left_open"]}
    given_ = len(allocation["chosen"])
    assert given_ + sum(held.values()) + allocation["unused"] == slots
    assert not (settled and held)
    for share in allocation["reserve"]["parts"]:
        name = share["organisation"]
        own = sum(each["organisation"] == name for each in said)
        assert share["threats"] + held.get(name, 0) >= min(share["reserved"], own)
        assert share["reserved_given"] <= share["reserved"]
    assert allocation["unused"] == 0 or given_ == len(said)
    for left in allocation["left_open"]:
        assert left["amount"] < len(left["among"])


@FEW
@given(threats(), st.integers(1, 12), reserves())
def test_within_each_organisation_the_more_serious_comes_first(
    said: list[dict[str, Any]], slots: int, reserve: dict[str, Any]
) -> None:
    """Reserving moves slots between organisations and never within one."""
    answer = a_board().ask(*said, slots=slots, reserve=reserve)

    ranks = {each["index"]: each["rank"] for each in answer["ranking"]}
    taken = set(chosen(answer))
    for index in taken:
        for other, threat in enumerate(said):
            if threat["organisation"] == said[index]["organisation"] and other not in taken:
                assert ranks[other] >= ranks[index]


@FEW
@given(threats(), st.integers(1, 12), reserves())
def test_reserving_never_raises_the_scores_that_are_worked(
    said: list[dict[str, Any]], slots: int, reserve: dict[str, Any]
) -> None:
    """The plain ranking has the highest scores there are for so many slots."""
    found = a_board().ask(*said, slots=slots, reserve=reserve)["allocation"]["against_plain"]

    here = found["score"] + found["open_score"]
    assert found["given_up"] >= 0
    assert found["plain_score"] + found["plain_open_score"] - here == found["given_up"]


@FEW
@given(threats(costly=True), st.integers(1, 24), reserves())
def test_capacity_is_never_exceeded_and_no_reserved_part_lies_idle(
    said: list[dict[str, Any]], capacity: int, reserve: dict[str, Any]
) -> None:
    """What an organisation has left of its part is less than any of its threats still costs."""
    answer = a_board().ask(*said, capacity=capacity, reserve=reserve, tie_break=["ref"])

    allocation = answer["allocation"]
    spent = sum(each["cost"] for each in allocation["chosen"])
    assert spent + allocation["unused"] == capacity
    assert allocation["left_open"] == []
    taken = set(chosen(answer))
    for share in allocation["reserve"]["parts"]:
        left = share["reserved"] - share["reserved_given"]
        for number, each in enumerate(said):
            if each["organisation"] == share["organisation"] and number not in taken:
                assert each["cost"] > left - TINY
    for number, each in enumerate(said):
        assert number in taken or each["cost"] > allocation["unused"]


@FEW
@given(threats(costly=True), st.integers(1, 24), reserves())
def test_on_top_each_part_goes_to_its_organisation_s_most_serious_that_it_can_pay_for(
    said: list[dict[str, Any]], capacity: int, reserve: dict[str, Any]
) -> None:
    """At its turn a threat that has nothing cost more than was left of the part as agreed."""
    asked = {"reserve": {**reserve, "counts": "on-top"}, "tie_break": ["ref"]}
    answer = a_board().ask(*said, capacity=capacity, **asked)

    allocation = answer["allocation"]
    marks = {each["index"]: each["why"].get("organisation") for each in allocation["chosen"]}
    listed = sorted(answer["ranking"], key=lambda each: (each["rank"], each["ref"]))
    for share in allocation["reserve"]["parts"]:
        name, left = share["organisation"], share["reserved"]
        for number in (each["index"] for each in listed if each["organisation"] == name):
            assert number in marks or said[number]["cost"] > left - TINY
            left -= said[number]["cost"] if marks.get(number) == name else 0


def outcome(answer: dict[str, Any]) -> tuple[list[int], list[dict[str, Any]], float]:
    allocation = answer["allocation"]
    return chosen(answer), allocation["left_open"], allocation["unused"]


@FEW
@given(threats(costly=True), st.integers(1, 24), st.sampled_from(["on-top", "at-least"]), st.data())
def test_a_reservation_that_nobody_can_use_changes_nothing(
    said: list[dict[str, Any]], capacity: int, counts: str, data: st.DataObject
) -> None:
    """Parts for whom there is no threat, or below what each of its threats costs, are as if they
    were not reserved: the plain ranking, ties and all, and nothing is given up."""
    rules = {"capacity": capacity, "tie_break": data.draw(st.sampled_from([[], ["ref"]]))}
    dearer = {
        name: min((each["cost"] for each in said if each["organisation"] == name), default=capacity)
        for name in OWNERS
    }
    name = data.draw(st.sampled_from(OWNERS))
    amount = min(capacity, dearer[name]) * data.draw(st.sampled_from([0, 0.5, 0.99]))
    among = [{"organisation": name}]
    reserve = {"by": "equal", "amount": amount, "among": among, "counts": counts}

    found = a_board().ask(*said, **rules, reserve=reserve)

    assert outcome(found) == outcome(a_board().ask(*said, **rules))
    assert found["allocation"]["reserve"]["released"] == found["allocation"]["reserve"]["amount"]
    beside = found["allocation"]["against_plain"]
    assert beside["given_up"] == (None if found["allocation"]["left_open"] else 0)


@FEW
@given(threats(), st.integers(1, 9), reserves(), st.booleans())
def test_reserved_slots_without_a_threat_change_nothing(
    said: list[dict[str, Any]], slots: int, reserve: dict[str, Any], settled: bool
) -> None:
    """The same for slots: nobody of those with a part has submitted anything."""
    rules = {"slots": slots, "tie_break": ["ref"] if settled else []}
    names = {each["organisation"] for each in reserve["among"]}
    others = [each for each in said if each["organisation"] not in names]
    assume(others)

    assert outcome(a_board().ask(*others, **rules, reserve=reserve)) == outcome(
        a_board().ask(*others, **rules)
    )


@FEW
@given(threats(costly=True), st.integers(1, 24))
def test_without_reservations_capacity_goes_down_the_ranking(
    said: list[dict[str, Any]], capacity: int
) -> None:
    """Whoever fits into what is left at its turn has its cost; nobody else has anything."""
    answer = a_board().ask(*said, capacity=capacity, tie_break=["ref"])

    left, wanted = capacity, set()
    for each in sorted(answer["ranking"], key=lambda each: (each["rank"], each["ref"])):
        cost = said[each["index"]]["cost"]
        if cost <= left:
            wanted.add(each["index"])
            left -= cost
    assert set(chosen(answer)) == wanted
    assert answer["allocation"]["unused"] == left


@FEW
@given(threats(costly=True), st.integers(1, 24), reserves(), st.booleans())
def test_what_was_given_up_is_never_less_than_nothing(
    said: list[dict[str, Any]], capacity: int, reserve: dict[str, Any], settled: bool
) -> None:
    """Where sums of scores cannot say it, there is no figure and a reason."""
    tie_break = ["ref"] if settled else []
    answer = a_board().ask(*said, capacity=capacity, reserve=reserve, tie_break=tie_break)

    beside = answer["allocation"]["against_plain"]
    why = {each["what"]: each["why"] for each in answer["not_given"]}
    assert (beside["given_up"] is None) == ("given-up" in why)
    assert beside["given_up"] is None or beside["given_up"] >= 0
    assert beside["given_up"] is not None or why["given-up"] in beside["says"]
