"""The result as a page tells it."""

from morile_api.web.pages.result import Result, result_of
from morile_api.web.pages.scored import desk_of
from tests.builders import shipped_catalogue

DESK = desk_of(shipped_catalogue(), "OFFICIAL")

BASE = (
    "thematic@1.0.0/PH:severe/PS:none/FI:none/CO:none/PE:none/EN:none/CF:low/VO:moderate/TR:stable"
    "/RE:none/EC:none/CA:none/CB:none"
)


def told(vector: str) -> Result:
    return result_of(*DESK.assessed(vector))


def test_one_severe_harm_at_the_middle_likelihood_is_driven_by_it() -> None:
    """10 x (6 + 4) = 100, all of it above the lowest; the band moderate begins there."""
    result = told(BASE)

    assert (result.it.score, result.band.title if result.band else None) == (100, "Moderate")
    assert result.drivers[0].title == "Physical harm"
    assert result.drivers[0].part == 100
    assert sum(int(each.adds) for each in result.drivers) == 100
    assert not result.open
    assert result.span == "exactly 100"


def test_gaps_stand_with_what_closing_them_would_do() -> None:
    result = told(BASE.replace("FI:none", "FI:unknown"))

    assert [gap.title for gap in result.gaps] == ["Financial harm"]
    assert result.gaps[0].change.endswith("#q-FI")
    assert result.span == "from 100 to 200, Moderate or High"


def test_every_answer_can_be_changed_from_the_page_and_the_rest_is_kept() -> None:
    rows = told(BASE).answers

    assert len(rows) == 13
    assert rows[0].change == f"/?change={BASE}#q-PH"
    assert (rows[7].title, rows[7].answer) == ("Frequency or volume", "Moderate")


def test_what_would_move_the_band_is_said_in_words() -> None:
    """At 100 exactly, one step less of anything that counts falls below the cut."""
    _, down = told(BASE).moves

    assert (down.title, down.steps) == ("To a lower band", 1)
    assert "Physical harm from Severe to Substantial" in [move.says for move in down.moves]


def test_the_organisations_position_stands_beside() -> None:
    beside = told(BASE).beside

    assert [each.title for each in beside] == [
        *("Harm", "Likelihood", "Confidence", "Organisational position")
    ]
    assert (beside[-1].score, beside[-1].band.title if beside[-1].band else None) == (0, "Green")
