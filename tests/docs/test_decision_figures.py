"""Figures that the decision notes state without a script beside them are worked out again."""

from itertools import combinations, product

from tests.docs.pages import text_of

FLOATS = "docs/decisions/0001-exact-integers.md"
HEADLINE = "docs/decisions/0006-headline-of-an-open-answer.md"


def test_how_many_sums_of_floats_miss_the_cut_they_stand_on() -> None:
    """Weights 0.1, 0.2 and 0.7 over points 0 to 10; the cut is the true sum, as one writes it."""
    every = list(product(range(11), repeat=3))
    sums = [0.1 * a + 0.2 * b + 0.7 * c for a, b, c in every]
    cuts = [float(f"{(a + 2 * b + 7 * c) / 10:.1f}") for a, b, c in every]
    below = sum(made < cut for made, cut in zip(sums, cuts, strict=True))
    above = sum(made > cut for made, cut in zip(sums, cuts, strict=True))

    text = " ".join(text_of(FLOATS).split())

    assert f"every one of the {len(every):,} combinations" in text
    assert f"**{below}** of the sums fall below" in text
    assert f"another {above} come out above" in text


def test_which_level_counts_of_several_on_a_scale_of_five() -> None:
    """The nearest to the middle, the higher of two equally near; sets of two, three and four."""
    middle = 2
    sets = [chosen for size in (2, 3, 4) for chosen in combinations(range(5), size)]

    def nearest(levels: tuple[int, ...]) -> list[int]:
        least = min(abs(level - middle) for level in levels)
        return [level for level in levels if abs(level - middle) == least]

    counts = [max(nearest(levels)) for levels in sets]
    ties = sum(len(nearest(levels)) > 1 for levels in sets)

    text = " ".join(text_of(HEADLINE).split())

    assert f"there are {len(sets)} ways" in text
    assert f"among them in {counts.count(middle)}" in text
    assert f"the level above the middle counts in {counts.count(3)}," in text
    assert f"the level below it in {counts.count(1)}, the highest in {counts.count(4)}." in text
    assert f"decides {ties} of the {len(sets)}" in text
