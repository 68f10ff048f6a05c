"""A ranking as a page tells it."""

from morile_api.web.pages.ranked import priorities_of, ranked_of
from morile_api.web.pages.scored import desk_of
from morile_api.web.pages.sheet import scored_sheet
from tests.builders import shipped_catalogue

DESK = desk_of(shipped_catalogue(), "OFFICIAL")
HEADER = "ref,organisation,threat_type,impact,likelihood\n"
ROWS = HEADER + (
    "low,NCA,fraud,1,2\nbad,NCA,fraud,9,9\nhigh,NCA,fraud,4,3\ntied,E23000029,fraud,3,4\n"
    "open,NCA,fraud,4,unknown\n"
)


def test_threats_stand_by_their_exact_scores_and_those_without_one_last() -> None:
    """12, 12, 2 by hand; 4 times unknown lies between 4 and 16."""
    sheet = scored_sheet(DESK, ROWS.encode(), None)
    ranked = ranked_of(DESK, sheet, priorities_of(DESK, sheet, {}))

    assert [(line.rank, line.ref, line.score) for line in ranked.lines] == [
        ("1=", "high", 12),
        ("1=", "tied", 12),
        ("3", "low", 2),
        ("–", "open", None),
    ]
    assert ranked.lines[3].span == "4 to 16"
    assert ranked.lines[1].organisation == "Thames Valley Police"
    assert "high" not in ranked.lines[0].link
    assert (ranked.refused[0].place, ranked.refused[0].ref) == ("row 3, column impact", "bad")


def test_slots_come_with_their_reasons() -> None:
    sheet = scored_sheet(DESK, ROWS.encode(), None)
    answer = priorities_of(DESK, sheet, {"slots": 2})
    ranked = ranked_of(DESK, sheet, answer)

    assert [each.ref for each in ranked.given] == ["high", "tied"]
    assert all(each.says for each in (*ranked.given, *ranked.missed))


def test_where_every_row_is_refused_there_is_no_ranking() -> None:
    sheet = scored_sheet(DESK, (HEADER + "bad,NCA,fraud,9,9\n").encode(), None)
    ranked = ranked_of(DESK, sheet, priorities_of(DESK, sheet, {}))

    assert ranked.answer is None
    assert ranked.lines == []
    assert len(ranked.refused) == 2
