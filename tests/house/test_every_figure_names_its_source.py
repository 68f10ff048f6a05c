"""Style guide, section 5: whoever asks where a figure comes from finds the answer beside it."""

from collections.abc import Iterator
from pathlib import Path

from tests.house.sources import ROOT, definitions, place, read_toml

FIGURES = ("weights", "bands", "cells")


def _without_a_source(path: Path) -> Iterator[str]:
    matrix = read_toml(path)
    for scale in matrix["scales"]:
        if not scale.get("source"):
            yield f"{place(path)}: scale {scale['key']}"
    for node in matrix["nodes"]:
        if any(name in node for name in FIGURES) and not node.get("source"):
            yield f"{place(path)}: node {node['key']}"


def test_every_scale_and_every_node_with_figures_names_its_source() -> None:
    """Points, weights, cuts and cells are somebody's decision: say whose."""
    assert definitions(), "matrices/ holds no definition"
    assert [line for path in definitions() for line in _without_a_source(path)] == []


def test_every_row_of_a_vocabulary_names_a_source_that_the_file_lists() -> None:
    """The terms and the dated memberships."""
    files = sorted((ROOT / "matrices" / "vocabularies").glob("*.toml"))
    unsourced = [
        f"{place(path)}: {row.get('key') or row.get('member')}"
        for path in files
        for vocabulary in [read_toml(path)]
        for row in [*vocabulary["terms"], *vocabulary.get("memberships", [])]
        if row.get("source") not in {source["key"] for source in vocabulary["sources"]}
    ]

    assert files, "matrices/vocabularies/ holds no vocabulary"
    assert unsourced == []
