"""Lines, groups that tie, and what goes to whom."""

from collections.abc import Mapping, Sequence

from morile_api.engine.priorities.allocate import Filled, allocate

A, B, C = "A", "B", "C"


def given(
    groups: Sequence[Sequence[int]],
    owners: Sequence[str],
    total: int,
    reserved: Mapping[str, int] | None = None,
    on_top: bool = True,
    costs: Sequence[int] | None = None,
) -> Filled:
    return allocate(groups, costs or [1] * len(owners), owners, total, reserved or {}, on_top)


def singly(count: int) -> list[list[int]]:
    return [[number] for number in range(count)]


def test_without_anything_reserved_the_first_in_the_ranking_have_the_slots() -> None:
    found = given(singly(4), [A, B, A, B], 2)

    assert found == Filled({0: None, 1: None}, {}, 0, 0, {})


def test_reserved_slots_come_on_top_of_what_is_won_overall() -> None:
    """Three slots, one reserved for B, whose threats are third and fourth."""
    found = given(singly(4), [A, A, B, B], 3, {B: 1})

    assert found.given == {0: None, 1: None, 2: B}


def test_on_top_an_organisation_that_wins_overall_keeps_its_reserved_slot() -> None:
    """A wins the one open slot, and its reserved slot goes to its next."""
    found = given(singly(3), [A, A, B], 2, {A: 1})

    assert found.given == {0: None, 1: A}


def test_at_least_counts_what_is_won_overall() -> None:
    """A's reserved slot is its first, which it would have won anyway; the other slot is open to
    all, and the second in the ranking has it."""
    found = given(singly(4), [A, B, A, B], 2, {A: 1}, on_top=False)

    assert found.given == {0: A, 1: None}


def test_threats_that_tie_across_the_cut_leave_the_slot_open() -> None:
    """One slot, three that tie: nobody has it, and nobody below has it either."""
    found = given([[0], [1, 2, 3], [4]], [A] * 5, 2)

    assert found.given == {0: None}
    assert found.open == {None: (1, [1, 2, 3])}
    assert found.unused == 0


def test_threats_that_tie_above_the_cut_all_have_slots() -> None:
    found = given([[0, 1], [2]], [A] * 3, 2)

    assert found.given == {0: None, 1: None}
    assert found.open == {}


def test_a_tie_within_a_reserved_part_holds_that_slot_only() -> None:
    """B's two tie for B's one slot; the overall slots are not touched by it."""
    found = given([[0], [1, 2]], [A, B, B], 2, {B: 1})

    assert found.given == {0: None}
    assert found.open == {B: (1, [1, 2])}


def test_a_reserved_slot_may_settle_a_tie_overall() -> None:
    """A0 and B1 tie for one overall slot; B1 has B's reserved slot, so A0 has the other."""
    found = given([[0, 1], [2]], [A, B, B], 2, {B: 1})

    assert found.given == {1: B, 0: None}
    assert found.open == {}


def test_held_and_open_slots_together_settle_a_tie_of_as_many() -> None:
    """B's three tie for one held and two open slots: three slots for three threats."""
    found = given([[0, 1, 2], [3]], [B, B, B, A], 3, {B: 1})

    assert sorted(found.given) == [0, 1, 2]
    assert found.open == {}
    assert found.spent == {B: 1}


def test_what_an_organisation_cannot_use_goes_to_the_overall_part() -> None:
    """C has a reserved slot and no threats, B two slots and one threat."""
    found = given(singly(4), [A, A, A, B], 4, {B: 2, C: 1})

    assert found.given == {0: None, 3: B, 1: None, 2: None}
    assert (found.released, found.unused) == (2, 0)


def test_slots_that_nobody_can_use_are_unused() -> None:
    found = given(singly(2), [A, A], 5, {A: 1})

    assert sorted(found.given) == [0, 1]
    assert found.unused == 3


def test_a_threat_that_costs_too_much_is_passed_over() -> None:
    """Of a capacity of 7 the first takes 5; the second costs 4 and is passed over for the third."""
    found = given(singly(3), [A] * 3, 7, costs=[5, 4, 2])

    assert found == Filled({0: None, 2: None}, {}, 0, 0, {})


def test_threats_that_tie_and_do_not_all_fit_leave_the_capacity_open() -> None:
    """Two of cost 5 for 7: either would fit, both would not."""
    found = given([[0, 1], [2]], [A] * 3, 7, costs=[5, 5, 1])

    assert found.given == {}
    assert found.open == {None: (7, [0, 1])}


def test_of_threats_that_tie_those_that_cannot_fit_are_passed_over() -> None:
    """Of two that tie one costs more than there is; there is no tie left for the other to lose."""
    found = given([[0, 1]], [A, A], 7, costs=[9, 5])

    assert found.given == {1: None}
    assert found.unused == 2


def test_released_capacity_reaches_what_was_passed_over() -> None:
    """B cannot use its 4; with it the first, passed over for 6, fits after all."""
    found = given(singly(2), [A, A], 8, {B: 4}, costs=[6, 2])

    assert found.given == {1: None, 0: None}
    assert (found.released, found.unused) == (4, 0)


def test_a_reservation_is_used_up_by_costs() -> None:
    """Of 5 reserved B's first takes 3, its second costs 3 and is passed over, its third takes 2."""
    found = given(singly(3), [B] * 3, 5, {B: 5}, costs=[3, 3, 2])

    assert found.given == {0: B, 2: B}
    assert found.spent == {B: 5}


def test_a_part_that_nobody_can_use_is_released_before_anything_is_given() -> None:
    """The first costs 5, the others 3 and 1, for a capacity of 6: the first and the last, as if C,
    which has no threat, had no part."""
    found = given(singly(3), [A, B, B], 6, {C: 3}, costs=[5, 3, 1])

    assert found == Filled({0: None, 2: None}, {}, 3, 0, {C: 0})


def test_a_part_below_every_cost_of_its_organisation_is_as_if_it_were_not_there() -> None:
    """B's threats cost 3 and 4, its part is 2."""
    costs = [5, 3, 4, 1]

    found = given(singly(4), [A, B, B, A], 6, {B: 2}, costs=costs)

    assert found.given == given(singly(4), [A, B, B, A], 6, costs=costs).given == {0: None, 3: None}


def test_a_part_is_no_larger_than_all_that_its_organisation_could_use() -> None:
    """B's one threat costs 2 of its part of 5, so 7 of 9 are there for the first, which costs 7."""
    found = given(singly(3), [A, A, B], 9, {B: 5}, costs=[7, 4, 2])

    assert found.given == {0: None, 2: B}
    assert (found.released, found.spent) == (3, {B: 2})


def test_what_is_released_late_is_given_anew_so_that_the_most_serious_come_first() -> None:
    """Of 10, B has 5, and two of 3: one fits, so 2 are released. With 5 overall the first, of 6,
    would be passed over for the second, of 4; with 7 it has what it costs."""
    found = given(singly(4), [A, A, B, B], 10, {B: 5}, costs=[6, 4, 3, 3])

    assert found.given == {0: None, 2: B}
    assert (found.released, found.unused) == (2, 1)


def test_giving_anew_takes_no_part_that_could_still_be_used() -> None:
    """Of 8, B has 4, of which its second (2) is given, since its first (3) is won overall. With the
    2 released the first of all (6) could be paid for. But then B's first would be left to a part of
    2 and have nothing, though 4 were agreed. So all stays, and nobody can use what is left."""
    found = given(singly(3), [A, B, B], 8, {B: 4}, costs=[6, 3, 2])

    assert found.given == {1: None, 2: B}
    assert (found.released, found.unused) == (2, 3)


def test_many_ties_do_not_take_long() -> None:
    """Ten thousand threats of few scores, sixty organisations: each is looked at a few times."""
    owners = [f"O{number % 60}" for number in range(10_000)]
    groups = [list(range(start, start + 100)) for start in range(0, 10_000, 100)]
    parts = {f"O{number}": 7 for number in range(60)}

    found = given(groups, owners, 2_000, parts)

    assert len(found.given) + sum(amount for amount, _ in found.open.values()) == 2_000
