"""What the benchmarks compute from their turns."""

from benchmarks.timing import in_turn, ratio


def test_a_ratio_is_the_median_of_the_quotients_turn_by_turn() -> None:
    """A turn that a busy machine stretched stretches both works, and its quotient stands."""
    found = ratio([2.0, 30.0, 4.0], [1.0, 10.0, 1.0])

    assert found.median == 3.0


def test_the_quartiles_of_a_ratio_say_how_far_the_turns_agree() -> None:
    """Of the quotients 1, 2, 3, 4, 5 a quarter lies below 2 and a quarter above 4."""
    found = ratio([1.0, 2.0, 3.0, 4.0, 5.0], [1.0] * 5)

    assert (found.low, found.median, found.high) == (2.0, 3.0, 4.0)


def test_one_turn_is_its_own_spread() -> None:
    """Where time allowed but one."""
    found = ratio([3.0], [2.0])

    assert (found.low, found.median, found.high) == (1.5, 1.5, 1.5)


def test_each_turn_holds_every_work_once_and_begins_with_another() -> None:
    """Whoever always went first would always find a cold or a warm machine."""
    seen: list[str] = []

    def work(name: str) -> float:
        seen.append(name)
        return 1.0

    turns = in_turn({"a": lambda: work("a"), "b": lambda: work("b")}, turns=3, seconds=60)

    assert seen == ["a", "b", "b", "a", "a", "b"]
    assert turns.of == {"a": [1.0, 1.0, 1.0], "b": [1.0, 1.0, 1.0]}


def test_when_the_time_is_over_only_the_least_number_of_turns_is_run() -> None:
    """So a slow machine makes the figures rougher, not the run longer."""
    turns = in_turn({"a": lambda: 1.0}, turns=50, seconds=0, least=4)

    assert len(turns.of["a"]) == 4


def test_beside_every_work_stands_the_most_memory_the_process_had_in_its_turns() -> None:
    """Of its own turns only: what another work holds for a moment is not laid to its charge."""
    page = 1 << 20

    def large() -> float:
        held = bytearray(64 * page)
        held[::4096] = b"x" * len(held[::4096])
        return 1.0

    turns = in_turn({"small": lambda: 1.0, "large": large}, turns=3, seconds=60)

    assert turns.peaks["large"] - turns.peaks["small"] > 32
