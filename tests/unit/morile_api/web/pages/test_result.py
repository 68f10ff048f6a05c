"""The result as a page tells it."""

import pytest

from morile_api.language.matrix import UNKNOWN
from morile_api.web.pages.result import ALONE, NARROWS, NOTHING, TOGETHER, Result, result_of
from morile_api.web.pages.scored import desk_of
from tests.builders import shipped_catalogue

DESK = desk_of(shipped_catalogue(), "OFFICIAL")

BASE = (
    "thematic@1.0.0/PH:severe/PS:none/FI:none/CO:none/PE:none/EN:none/CF:low/VO:moderate/TR:stable"
    "/RE:none/EC:none/CA:none/CB:none"
)


def sleipnir(unknown: int) -> str:
    """The vector of a group about which so much is not known; all else is at its lowest."""
    matrix = DESK.matrices["sleipnir@1.0.0"].wording.matrix
    levels = [UNKNOWN] * unknown + [
        matrix.scale_of(each).levels[0].key for each in matrix.criteria[unknown:]
    ]
    codes = [each.code for each in matrix.criteria]
    return "/".join([matrix.id, *map(":".join, zip(codes, levels, strict=True))])


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


def test_one_gap_needs_no_reason_to_stand_first() -> None:
    assert told(BASE.replace("FI:none", "FI:unknown")).why_first == ""


TWO_HARMS = "PS:substantial|severe/FI:unknown/CO:minor"


@pytest.mark.parametrize(
    ("vector", "why"),
    [
        # Likelihood is 6 + 4: financial harm alone moves 100 to 200, where the band high begins.
        (BASE.replace("FI:none/CO:none", "FI:unknown/CO:none|minor"), ALONE.format("")),
        # (10 + 5 + 2 + 1) x 13 = 234. Financial harm alone leaves 208 to 338, psychological harm
        # 234 to 299, all high; both at their worst give 31 x 13 = 403, which is very high.
        (
            BASE.replace("PS:none/FI:none/CO:none", TWO_HARMS)
            .replace("VO:moderate", "VO:high")
            .replace("TR:stable", "TR:rising"),
            f"{TOGETHER.format('')}; {NARROWS}",
        ),
        # The organisation's position stands beside the score and never changes it.
        (BASE.replace("CA:none/CB:none", "CA:unknown/CB:unknown"), NOTHING),
        # A total without bands.
        (sleipnir(2), NARROWS),
    ],
)
def test_why_a_gap_is_to_be_closed_first_is_said(vector: str, why: str) -> None:
    """Also where no answer alone changes the band: several together may, and the page says both."""
    assert told(vector).why_first == why


def test_a_band_that_is_read_off_another_node_is_named() -> None:
    assert told("disruption@1.0.0/OU:minor").apart == "Step"
    assert told(BASE).apart is None


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
