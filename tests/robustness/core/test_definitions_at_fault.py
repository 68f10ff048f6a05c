"""A definition at fault is refused when it is loaded, with file, place and remedy."""

from typing import NamedTuple

import pytest

from morile_api.catalogue import read_matrix
from morile_api.language.faults import BadMatrix
from tests.builders import CANARY, a_definition, codes

FILE = "matrices/example/1.0.0.toml"


class Wrong(NamedTuple):
    """Changes to a sound definition, and what must be said of them."""

    what: str
    changes: list[tuple[str, str]]
    faults: list[tuple[str, str]]
    remedy: str
    more: str = ""


NODE = '[[nodes]]\nkey = "harm"'
OF = 'of = ["physical_harm", "community_harm"]'
BANDS = 'bands = [{ key = "low", from = 0 }, { key = "high", from = 4 }]'
WEIGHTED = 'combine = "weighted_sum"\n' + OF + "\nweights = [1, 0.25]\n" + BANDS
CELLS = '[["none", "none", "none"], ["none", "moderate", "severe"], ["none", "severe", "severe"]]'


def a_grid(cells: str = CELLS, gives: str = 'gives = "impact"', of: str = OF) -> tuple[str, str]:
    """The node of the definition as a grid."""
    return (WEIGHTED, f'combine = "grid"\n{of}\n{gives}\ncells = {cells}')


ANOTHER_SCALE = '[[scales]]\nkey = "spare"\nlevels = [{ key = "a", points = 1, means = "m" }]\n'
ANOTHER_CRITERION = """[[criteria]]
key = "spare"
code = "SP"
section = "harm"
scale = "impact"
asks = "?"
"""


def a_spare_node(key: str, of: str, combine: str = "sum", rest: str = "") -> str:
    return f'[[nodes]]\nkey = "{key}"\ncombine = "{combine}"\nof = {of}\n{rest}\n'


OF_SHAPE = [
    Wrong(
        "an unknown key at the top",
        [("decimals = 2", "decimals = 2\ncolour = 1")],
        [("", "unknown-member")],
        "choose from matrix, version",
    ),
    Wrong(
        "an unknown key in a level",
        [("points = 0,", "points = 0, colour = 1,")],
        [("/scales/0/levels/0", "unknown-member")],
        "choose from key, points, means",
    ),
    Wrong(
        "an unknown key in a band",
        [("from = 4 }", 'from = 4, colour = "red" }')],
        [("/nodes/0/bands/1", "unknown-member")],
        "choose from key, from",
    ),
    Wrong(
        "a misspelt key",
        [('section = "harm"', 'secton = "harm"')],
        [("/criteria/0", "unknown-member"), ("/criteria/0/section", "missing-member")],
        "nearest: section",
    ),
    Wrong(
        "a missing key",
        [('title = "An example"\n', "")],
        [("/title", "missing-member")],
        "missing; expected text",
    ),
    Wrong(
        "an expression for a figure",
        [("points = 2.5", 'points = "2 + 0.5"')],
        [("/scales/0/levels/1/points", "wrong-type")],
        "a number",
    ),
    Wrong(
        "an operator that is not on the list",
        [('"weighted_sum"', '"median"')],
        [("/nodes/0/combine", "not-a-choice")],
        "weighted_sum",
    ),
    Wrong(
        "a status that does not exist",
        [('status = "draft"', 'status = "final"')],
        [("/status", "not-a-choice")],
        "illustrative",
    ),
    Wrong(
        "too many decimals",
        [("decimals = 2", "decimals = 5")],
        [("/decimals", "out-of-range")],
        "0 to 4",
    ),
    Wrong(
        "a version of two parts",
        [('version = "1.0.0"', 'version = "1.0"')],
        [("/version", "wrong-form")],
        "three numbers joined by points",
    ),
    Wrong(
        "a key with a capital",
        [('key = "harm"', 'key = "Harm"')],
        [("/nodes/0/key", "wrong-form")],
        "lower-case letters",
    ),
    Wrong(
        "a key with a line break behind it",
        [('key = "harm"', 'key = "harm\\n"')],
        [("/nodes/0/key", "wrong-form")],
        "lower-case letters",
    ),
    Wrong(
        "no source",
        [('[{ title = "Made up", where = "this test", read = 2026-11-01 }]', "[]")],
        [("/sources", "too-short")],
        "at least 1",
    ),
    Wrong(
        "a scale without levels",
        [
            ("levels = [\n", "levels = []\n#[\n"),
            ('  { key = "none"', "# "),
            ('  { key = "moderate"', "# "),
            ('  { key = "severe"', "# "),
            ("]\n\n[[criteria]]", "\n[[criteria]]"),
        ],
        [("/scales/0/levels", "too-short")],
        "at least 1",
    ),
    Wrong(
        "an infinite figure",
        [("points = 8", "points = inf")],
        [("/scales/0/levels/2/points", "bad-figure")],
        "finite",
    ),
    Wrong(
        "no number at all",
        [("points = 8", "points = nan")],
        [("/scales/0/levels/2/points", "bad-figure")],
        "finite",
    ),
    Wrong(
        "a figure too long to be exact",
        [("points = 8", "points = 8.0000000000000001")],
        [("/scales/0/levels/2/points", "bad-figure")],
        "15 digits",
    ),
    Wrong(
        "a figure too large",
        [("points = 8", "points = 1e15")],
        [("/scales/0/levels/2/points", "bad-figure")],
        "15 digits",
    ),
    Wrong(
        "sixteen digits after the point",
        [("0.25", "0.2500000000000001")],
        [("/nodes/0/weights/1", "bad-figure")],
        "15 digits",
    ),
    Wrong(
        "a time where a date belongs",
        [("2026-11-01", "2026-11-01T00:00:00")],
        [("/sources/0/read", "wrong-form")],
        "YYYY-MM-DD",
    ),
    Wrong(
        "a week where a date belongs",
        [("2026-11-01", '"2026-W01-1"')],
        [("/sources/0/read", "wrong-form")],
        "YYYY-MM-DD",
    ),
]

OF_MEANING = [
    Wrong(
        "points that do not rise",
        [("points = 8", "points = 2.5")],
        [("/scales/0/levels/2/points", "unordered-points")],
        "more points than moderate",
    ),
    Wrong(
        "points that fall",
        [("points = 8", "points = -8")],
        [("/scales/0/levels/2/points", "unordered-points")],
        "severe must have more points",
    ),
    Wrong(
        "two levels of one key",
        [('key = "severe"', 'key = "none"')],
        [("/scales/0/levels", "repeated-key")],
        "unique",
    ),
    Wrong(
        "a level called unknown",
        [('key = "severe"', 'key = "unknown"')],
        [("/scales/0/levels", "repeated-key")],
        "rename it",
    ),
    Wrong(
        "a band called unknown",
        [('key = "high"', 'key = "unknown"')],
        [("/nodes/0/bands", "repeated-key")],
        "rename it",
    ),
    Wrong(
        "two bands of one key",
        [('key = "high"', 'key = "low"')],
        [("/nodes/0/bands", "repeated-key")],
        "unique",
    ),
    Wrong(
        "two criteria of one code",
        [('code = "CO"', 'code = "PH"')],
        [("/criteria", "repeated-key")],
        "unique",
    ),
    Wrong(
        "a node called as a criterion",
        [(NODE, '[[nodes]]\nkey = "physical_harm"')],
        [
            ("/nodes", "repeated-key"),
            ("/result/score", "no-such-name"),
            ("/result/band", "no-such-name"),
        ],
        "unique",
    ),
    Wrong(
        "a scale that is not there",
        [('scale = "impact"', 'scale = "impct"')],
        [("/criteria/0/scale", "no-such-name")],
        "there are impact",
    ),
    Wrong(
        "an unknown that counts as nothing there is",
        [('key = "impact"', 'key = "impact"\nunknown_counts_as = "medium"')],
        [("/scales/0/unknown_counts_as", "no-such-name")],
        "none, moderate, severe",
    ),
    Wrong(
        "the same for one criterion",
        [('code = "PH"', 'code = "PH"\nunknown_counts_as = "medium"')],
        [("/criteria/0/unknown_counts_as", "no-such-name")],
        "none, moderate, severe",
    ),
    Wrong(
        "an input that is not there",
        [(OF, 'of = ["physical_harm", "societal_harm"]')],
        [("/nodes/0/of/1", "no-such-name")],
        "no criterion or node of that name",
    ),
    Wrong(
        "an input named twice",
        [(OF, 'of = ["physical_harm", "physical_harm"]')],
        [("/nodes/0/of/1", "repeated-key")],
        "give it a weight instead",
    ),
    Wrong(
        "a weight too few",
        [("weights = [1, 0.25]", "weights = [1]")],
        [("/nodes/0/weights", "bad-weights")],
        "give 2 weights",
    ),
    Wrong(
        "no weights",
        [("weights = [1, 0.25]\n", "")],
        [("/nodes/0/weights", "bad-weights")],
        "give 2 weights",
    ),
    Wrong(
        "a weight of nought",
        [("[1, 0.25]", "[1, 0]")],
        [("/nodes/0/weights", "bad-weights")],
        "take both out",
    ),
    Wrong(
        "weights for a sum",
        [('"weighted_sum"', '"sum"')],
        [("/nodes/0/weights", "bad-weights")],
        "only a weighted_sum",
    ),
    Wrong(
        "bands that overlap",
        [("from = 4", "from = 0")],
        [("/nodes/0/bands/1/from", "bad-bands")],
        "high must begin above low",
    ),
    Wrong(
        "bands that fall",
        [("from = 4", "from = -4")],
        [("/nodes/0/bands/1/from", "bad-bands")],
        "bands rise",
    ),
    Wrong(
        "scores below the first band",
        [("from = 0", "from = 1")],
        [("/nodes/0/bands/0/from", "bad-bands")],
        "begins there or below",
    ),
    Wrong(
        "a band above every score",
        [("from = 4", "from = 10.01")],
        [("/nodes/0/bands/1", "unreachable-band")],
        "move a cut or take it out",
    ),
    Wrong(
        "a band between two scores",
        [
            (BANDS, BANDS[:-1] + ', { key = "top", from = 9.9 }, { key = "very_top", from = 10 }]'),
            ("from = 9.9", "from = 8.7"),
            ("from = 10 }", "from = 9 }"),
        ],
        [("/nodes/0/bands/2", "unreachable-band")],
        "no score falls in top",
    ),
    Wrong(
        "a headline band without bands",
        [(BANDS, "")],
        [("/result/band", "bad-bands")],
        "a node with bands or a grid",
    ),
    Wrong(
        "a headline that is a criterion",
        [('score = "harm"', 'score = "physical_harm"')],
        [("/result/score", "no-such-name")],
        "there are harm",
    ),
    Wrong(
        "a node beside that is not there",
        [('band = "harm"', 'band = "harm"\nbeside = ["x"]')],
        [("/result/beside/0", "no-such-name")],
        "there are harm",
    ),
    Wrong(
        "a grid with a row too few",
        [a_grid(CELLS.replace(', ["none", "severe", "severe"]', "")), ('band = "harm"', "")],
        [("/nodes/0/cells", "bad-grid")],
        "a list of 3",
    ),
    Wrong(
        "a grid with a hole",
        [a_grid(CELLS.replace('"moderate", ', "")), ('band = "harm"', "")],
        [("/nodes/0/cells/1", "bad-grid")],
        "one for each step of community_harm",
    ),
    Wrong(
        "a grid with a cell too many",
        [a_grid(CELLS.replace('"moderate"', '"moderate", "moderate"')), ('band = "harm"', "")],
        [("/nodes/0/cells/1", "bad-grid")],
        "none, moderate, severe",
    ),
    Wrong(
        "a cell that is no level",
        [a_grid(CELLS.replace('"moderate"', '"p1"')), ('band = "harm"', "")],
        [("/nodes/0/cells/1/1", "bad-grid")],
        "none, moderate, severe",
    ),
    Wrong(
        "a cell nested too deeply",
        [a_grid(CELLS.replace('"moderate"', '["moderate"]')), ('band = "harm"', "")],
        [("/nodes/0/cells/1/1", "bad-grid")],
        "a cell holds a level",
    ),
    Wrong(
        "a grid that gives nothing",
        [a_grid(gives=""), ('band = "harm"', "")],
        [("/nodes/0/gives", "bad-grid")],
        "gives the levels of a scale: impact",
    ),
    Wrong(
        "a grid that gives a scale there is not",
        [a_grid(gives='gives = "p"'), ('band = "harm"', "")],
        [("/nodes/0/gives", "bad-grid")],
        "impact",
    ),
    Wrong(
        "an axis without steps",
        [a_grid('["none"]', of='of = ["total"]'), ('band = "harm"', "")],
        [("/nodes/0/of/0", "bad-grid")],
        "a criterion, a grid, or a node with bands",
        "\n" + a_spare_node("total", '["physical_harm", "community_harm"]'),
    ),
    Wrong(
        "cells for a sum",
        [(WEIGHTED, f'combine = "sum"\n{OF}\ncells = []\n{BANDS}')],
        [("/nodes/0/cells", "bad-grid")],
        "only a grid has cells",
    ),
    Wrong(
        "nodes that wait for one another",
        [(OF, 'of = ["physical_harm", "other"]')],
        [("/nodes", "cycle")],
        "wait for one another: harm, other",
        "\n" + a_spare_node("other", '["harm", "community_harm"]'),
    ),
    Wrong(
        "a node that waits for itself",
        [(OF, 'of = ["physical_harm", "harm"]')],
        [("/nodes", "cycle")],
        "harm",
    ),
    Wrong(
        "a criterion that feeds nothing",
        [("[[nodes]]", ANOTHER_CRITERION + "\n[[nodes]]")],
        [("/criteria/2", "unused")],
        "use it or take it out",
    ),
    Wrong(
        "a node that feeds nothing",
        [],
        [("/nodes/1", "unused")],
        "use it or take it out",
        "\n" + a_spare_node("spare", '["physical_harm"]'),
    ),
    Wrong(
        "a scale that nothing uses",
        [("[[criteria]]", ANOTHER_SCALE + "\n[[criteria]]")],
        [("/scales/1", "unused")],
        "use it or take it out",
    ),
    Wrong(
        "a weight that lowers the score",
        [("[1, 0.25]", "[1, -0.25]"), ("from = 0", "from = -9")],
        [("/result/score", "not-monotone"), ("/result/band", "not-monotone")],
        "raising community_harm may lower it; mend it or say monotone = false",
    ),
    Wrong(
        "a grid that falls",
        [a_grid(CELLS.replace('["none", "severe", "severe"]', '["none", "severe", "none"]'))],
        [("/result/score", "not-monotone")] * 2 + [("/result/band", "not-monotone")] * 2,
        "say monotone = false",
    ),
    Wrong(
        "scores that 64 bits cannot hold",
        [("points = 8", "points = 900000000"), ("points = 2.5", "points = 0.000000001")],
        [("/nodes/0", "overflow")],
        "smaller or coarser figures",
    ),
]

EVERY = [*OF_SHAPE, *OF_MEANING]


def _refused(text: bytes) -> BadMatrix:
    with pytest.raises(BadMatrix) as caught:
        read_matrix(text, FILE)
    return caught.value


@pytest.mark.parametrize("wrong", EVERY, ids=[each.what for each in EVERY])
def test_a_definition_is_refused_for(wrong: Wrong) -> None:
    """The message names the file, the place in it, and what to do about it."""
    error = _refused(a_definition(*wrong.changes, more=wrong.more))

    assert codes(error.faults) == wrong.faults
    assert any(wrong.remedy in fault.detail for fault in error.faults)
    assert error.where == FILE
    assert str(error).startswith(f"{FILE} is refused: {len(error.faults)} fault")
    for fault in error.faults:
        assert f"{fault.pointer or '(whole)'}: {fault.detail}" in str(error)


def test_the_definition_that_all_of_these_change_is_sound() -> None:
    """Otherwise they would show nothing."""
    assert read_matrix(a_definition(), FILE).matrix.id == "example@1.0.0"


def test_text_that_is_not_toml_is_refused_with_line_and_column() -> None:
    """An author looks for the place, not for the reason a parser gives."""
    error = _refused(a_definition(('combine = "weighted_sum"', 'combine = "weighted_sum')))

    assert codes(error.faults) == [("", "not-toml")]
    # The quotation mark that is missing leaves the line break inside the text.
    line = a_definition().decode().split("combine")[0].count("\n") + 1
    assert f"line {line}" in error.faults[0].detail


def test_text_that_is_not_utf_8_is_refused_with_the_byte() -> None:
    """Most often a file saved by a spreadsheet or an old editor."""
    text = a_definition().replace(b"An example", b"An ex\xe4mple")

    error = _refused(text)

    assert codes(error.faults) == [("", "not-utf8")]
    assert f"byte {text.index(0xE4)}" in error.faults[0].detail
    assert "save the file as UTF-8" in error.faults[0].detail


@pytest.mark.parametrize("depth", [1_000, 100_000])
def test_nesting_without_end_is_refused(depth: int) -> None:
    """A file cannot make the loader fall over its own stack."""
    error = _refused(b"x = " + b"[" * depth + b"]" * depth)

    assert error.faults[0].code in ("too-deep", "unknown-member")


def test_an_empty_file_is_refused_with_everything_it_lacks() -> None:
    """Eleven members are required, and all are named."""
    required = ["matrix", "version", "title", "status", "applies_to", "decimals", "sources"]
    required += ["scales", "criteria", "nodes", "result"]

    assert codes(_refused(b"").faults) == [(f"/{name}", "missing-member") for name in required]


def test_all_faults_of_shape_are_told_at_once() -> None:
    """An author mends a file once, not once for every mistake."""
    error = _refused(
        a_definition(
            ("decimals = 2", "decimals = 9"),
            ('status = "draft"', 'status = "final"'),
            ("points = 2.5", "points = inf"),
            ('code = "PH"', 'code = "physical"'),
            ('combine = "weighted_sum"', 'combine = "sum_of"'),
            ('band = "harm"', 'band = "harm"\ncolour = 1'),
        )
    )

    assert sorted(codes(error.faults)) == [
        ("/criteria/0/code", "wrong-form"),
        ("/decimals", "out-of-range"),
        ("/nodes/0/combine", "not-a-choice"),
        ("/result", "unknown-member"),
        ("/scales/0/levels/1/points", "bad-figure"),
        ("/status", "not-a-choice"),
    ]


def test_all_faults_of_meaning_are_told_at_once() -> None:
    """The same for what can only be judged once the shape is right."""
    error = _refused(
        a_definition(
            ("points = 8", "points = 1"),
            ('code = "CO"', 'code = "PH"'),
            ("weights = [1, 0.25]", "weights = [1]"),
            ("from = 4", "from = 0"),
            (OF, 'of = ["physical_harm", "societal_harm"]'),
            ('score = "harm"', 'score = "hram"'),
        )
    )

    assert sorted(codes(error.faults)) == [
        ("/criteria", "repeated-key"),
        ("/nodes/0/bands/1/from", "bad-bands"),
        ("/nodes/0/of/1", "no-such-name"),
        ("/nodes/0/weights", "bad-weights"),
        ("/result/score", "no-such-name"),
        ("/scales/0/levels/2/points", "unordered-points"),
    ]


@pytest.mark.parametrize(
    "change",
    [
        ("decimals = 2", f"decimals = 2\n{CANARY} = 1"),
        ("decimals = 2", f"decimals = 2\n{CANARY} = nan"),
        ('status = "draft"', f'status = "{CANARY}"'),
        ("decimals = 2", f'decimals = "{CANARY}"'),
        ("2026-11-01", f'"{CANARY}"'),
        ('scale = "impact"', f'scale = "{CANARY}"'),
        ('score = "harm"', f'score = "{CANARY}"'),
        (OF, f'of = ["physical_harm", "{CANARY}"]'),
        ("[1, 0.25]", f'[1, "{CANARY}"]'),
        ("decimals = 2", f'decimals = "{CANARY}'),
        ("decimals = 2", f"decimals = {CANARY}"),
    ],
    ids=lambda change: str(change[1])[-40:].replace("\n", " "),
)
def test_what_does_not_belong_is_not_repeated(change: tuple[str, str]) -> None:
    """A message goes to logs and to other people; only our own words and sound keys stand in it."""
    error = _refused(a_definition(change))

    assert CANARY not in str(error)
    assert CANARY not in repr(error.faults)


@pytest.mark.parametrize("name", ["a/b", "a~b"])
def test_a_pointer_through_an_odd_name_is_none_that_leads_elsewhere(name: str) -> None:
    """A pointer that a reader's library resolves to another place is worse than none."""
    error = _refused(a_definition(("decimals = 2", f'decimals = 2\n"{name}" = {{ x = nan }}')))

    assert f"/{name}/x" not in [fault.pointer for fault in error.faults]
