"""The picture of growth shows what the table beside it says."""

import re

import msgspec
import numpy as np
import pytest
from PIL import Image

from benchmarks import growth
from benchmarks.__main__ import README
from benchmarks.growth import PICTURE, TITLE, curves_of, figure_of
from benchmarks.timing import Turns

TURNS = {
    name: Turns({"10000": [3e-6, 2e-6, 9e-6], "100000": [number * 1e-7] * 3}, {"100000": 400.0})
    for number, name in enumerate(growth.WAYS, start=1)
}
ROW = re.compile(
    r"^\| (?P<way>[^:|]+): (?P<most>[0-9,]+) beside (?P<few>[0-9,]+) .* "
    r"(?P<at_most>[0-9.]+) against (?P<at_few>[0-9.]+) µs a row \|$",
    re.MULTILINE,
)


def test_seconds_of_the_middle_turn_are_shown_in_microseconds() -> None:
    assert curves_of(TURNS)["columns of codes"] == pytest.approx({10_000: 3.0, 100_000: 0.1})


def test_every_way_is_drawn_with_the_figures_of_the_table() -> None:
    """Unit, sizes and names: what is plotted is what was measured."""
    curves = curves_of(TURNS)

    [axes] = figure_of(curves).axes

    drawn: dict[str, dict[float, float]] = {}
    for line in axes.get_lines():
        rows, times = (np.asarray(each).tolist() for each in line.get_data())
        drawn[str(line.get_label())] = dict(zip(rows, times, strict=True))
    assert drawn == curves
    assert axes.get_ylabel().endswith("in µs")


def test_the_legend_covers_nothing_that_was_measured() -> None:
    figure = figure_of(curves_of(TURNS))
    figure.draw_without_rendering()

    [legend], [axes] = figure.legends, figure.axes

    assert not legend.get_window_extent().overlaps(axes.get_window_extent())


def test_the_picture_is_of_the_run_that_the_table_is_of() -> None:
    """Its description holds what it shows; both were written by one run."""
    section = README.read_text("utf-8").partition(f"### {TITLE}\n")[2].partition("\n### ")[0]
    table: dict[str, dict[str, str]] = {}
    for row in ROW.finditer(section):
        at = table.setdefault(row["way"], {})
        at[row["few"].replace(",", "")] = row["at_few"]
        at[row["most"].replace(",", "")] = row["at_most"]

    with Image.open(PICTURE) as picture:
        shown = msgspec.json.decode(picture.info["Description"])

    assert shown == table
    assert set(table) == set(growth.WAYS)
