"""Arguments of pictures: every kind that is offered can be drawn."""

from argparse import ArgumentParser

from morile._arguments_of_paper import DRAWN, KINDS, add_plot, add_report, add_source
from morile._plot import DRAWERS


def test_every_kind_that_is_offered_is_drawn_and_explained() -> None:
    assert list(KINDS) == list(DRAWERS)
    assert all(f"  {kind}" in DRAWN for kind in KINDS)


def test_a_picture_goes_to_a_file() -> None:
    parser = ArgumentParser()
    add_plot(parser)

    asked = parser.parse_args(["heat", "threats.csv", "-o", "heat.svg"])

    assert (asked.kind, asked.file, asked.output, asked.url) == (
        "heat",
        "threats.csv",
        "heat.svg",
        None,
    )


def test_folders_of_matrices_may_be_several() -> None:
    parser = ArgumentParser()
    add_source(parser)

    assert parser.parse_args(["--matrices", "a", "--matrices", "b"]).matrices == ["a", "b"]


def test_a_paper_has_a_title_of_its_own_and_the_rules_of_priorities() -> None:
    parser = ArgumentParser()
    add_report(parser)

    asked = parser.parse_args(["scored.xlsx", "-o", "t.html", "--slots", "3", "--rules", "r.toml"])

    assert (asked.title, asked.slots, asked.rules) == ("Tasking paper", 3, "r.toml")
