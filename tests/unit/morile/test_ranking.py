"""The ranking: most serious first, ties kept as ties, gaps shown as ranges."""

from collections.abc import Sequence

from morile import Assessed, Contribution, MatrixMark, Range
from morile._ranking import Words, ranking, reasons, span
from morile_api.sheets.told import Told

MARK = MatrixMark("thematic", "1.0.0", "illustrative", "sha256:0")
WORDS = Words({"NCA": "National Crime Agency"}, {"fraud": "Fraud"})


def a_result(
    index: int,
    score: int | None,
    lowest: int | None = None,
    highest: int | None = None,
    bands: Sequence[str] = ("low",),
    contributions: tuple[Contribution, ...] | None = None,
) -> Assessed:
    low, high = lowest or score or 0, highest or score or 0
    return Assessed(
        index=index,
        ref=f"A-{index}",
        score=score,
        band=None if score is None else bands[0],
        range=Range(tuple(bands), high, low),
        nodes={},
        gaps=(),
        vector="",
        digest="",
        contributions=contributions,
    )


def lines(*results: Assessed) -> list[str]:
    told = [Told(number, "NCA", "fraud") for number in range(10)]
    return ranking("A title", MARK, results, told, WORDS).splitlines()


def test_the_most_serious_stands_first_under_its_titles() -> None:
    shown = lines(a_result(0, 5), a_result(1, 70, bands=["very_high"]))

    assert shown == [
        "A title",
        "",
        "rank  reference  force                  threat type  score  band       range",
        "  1   A-1        National Crime Agency  Fraud           70  very high",
        "  2   A-0        National Crime Agency  Fraud            5  low",
        "",
        "The figures of thematic@1.0.0 are illustrative: not the official figures, "
        "which are not public.",
    ]


def test_equal_scores_share_a_rank_and_the_next_is_counted_on() -> None:
    """1, 2, 2, 4: two threats share the second place, so nobody is third."""
    shown = lines(*(a_result(number, score) for number, score in enumerate([9, 7, 7, 3])))

    assert [line.split()[0] for line in shown[3:7]] == ["1", "2=", "2=", "4"]
    assert [line.split()[1] for line in shown[3:7]] == ["A-0", "A-1", "A-2", "A-3"]
    assert shown[-1] == "Equal scores share a rank (=)."


def test_without_a_score_there_is_no_rank() -> None:
    shown = lines(a_result(0, None, 3, 12), a_result(1, 5))

    assert [line.split()[:2] for line in shown[3:5]] == [["1", "A-1"], ["-", "A-0"]]
    assert any(line.startswith("Without a rank (-)") for line in shown)


def test_a_range_stands_where_it_says_more_than_the_score() -> None:
    assert span(Range(("low",), 5, 5), 5) == ""
    assert span(Range(("low",), 7, 5), 5) == "5 to 7"
    assert span(Range(("low",), 7, 5), None) == "5 to 7, low"
    assert span(Range(("low", "high", "very_high"), 9, 5), 5) == "5 to 9, low to very high"
    assert span(Range((), 12, 3), None) == "3 to 12"


def test_a_key_without_a_title_is_shown_as_it_is() -> None:
    [row] = ranking("T", MARK, [a_result(0, 1)], [Told(1, "XX", "")], WORDS).splitlines()[3:4]

    assert "XX" in row


def test_reasons_list_what_adds_most_first() -> None:
    parts = (
        Contribution("volume", "unknown", 2, 10, counts_as="low"),
        Contribution("harm", "severe", 8, 40),
    )

    assert reasons([a_result(3, 50, contributions=parts)]).splitlines() == [
        "",
        "A-3: 50",
        "  +40 harm: severe",
        "  +10 volume: unknown, counted as low",
    ]
