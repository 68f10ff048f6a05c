"""`docs/sensitivity.md` is worked out again, from the definition and by hand."""

import re
from fractions import Fraction

from morile_api.engine.appraisal.varying import figures_of
from morile_api.language.sensitivity import MOST_TRIALS, WIDEST
from tests.builders import shipped_catalogue
from tests.docs.pages import text_of

PAGE = "docs/sensitivity.md"
TENTH = Fraction(1, 10)


def prose() -> str:
    return " ".join(text_of(PAGE).split())


def points(scale: str) -> list[Fraction]:
    definition = shipped_catalogue().scorers["thematic@1.0.0"].matrix.definition
    found = next(each for each in definition.scales if each.key == scale)
    return [Fraction(level.points) for level in found.levels]


def moved(scale: str, level: int, step: int) -> Fraction:
    """The points of a level when the step up to another, or to itself, is a tenth smaller."""
    worth = points(scale)
    below = worth[step - 1] if step else Fraction(0)
    return worth[level] - (worth[step] - below) * TENTH


def test_the_sums_of_the_page_are_right() -> None:
    """Each product, and the mean of the shares of bands kept."""
    sums = re.findall(r"([\d.]+) × ([\d.]+) = ([\d.]+)", prose())

    assert len(sums) == 10
    for one, other, product in sums:
        assert Fraction(one) * Fraction(other) == Fraction(product)
    assert (Fraction("0.45") + Fraction("0.995") + 1) / 3 == Fraction("0.815")


def test_the_figures_moved_are_those_of_the_definition() -> None:
    """Severe is 9.5 with a tenth off its step; moderate volume 5.8 with a tenth off the first."""
    assert moved("financial_impact", 4, 4) == Fraction("9.5")
    assert moved("frequency", 2, 0) == Fraction("5.8")
    assert "severe 9.5, and 9.5 × 10 = 95" in prose()
    assert "moderate volume 5.8, and 10 × 9.8 = 98" in prose()


def test_every_figure_that_a_score_on_its_cut_rests_on_is_listed() -> None:
    """A-1 stands on 100: any step below its severe harm, its volume or its trend takes it lower."""
    definition = shipped_catalogue().scorers["thematic@1.0.0"].matrix.definition
    used = {"physical_impact": 4, "frequency": 2, "direction": 2}
    wanted = [
        f"{figure.name} -0.1 1 A-1"
        for figure in figures_of(definition, "both")
        if figure.kind == "points"
        and figure.number <= used.get(definition.scales[figure.place].key, -1)
    ]

    assert re.findall(r"^step of .*$", text_of(PAGE), re.MULTILINE) == wanted


def test_the_bounds_are_those_of_a_request() -> None:
    assert f"at most {WIDEST}" in prose()
    assert MOST_TRIALS >= 200
