"""Arguments of scoring: forms and places of what goes in and comes out."""

import pytest

from morile._arguments import parser


@pytest.mark.parametrize(
    ("words", "holds", "to"),
    [
        ("score x", None, None),
        ("score x --format csv", "csv", "csv"),
        ("score x --format csv --from ndjson", "ndjson", "csv"),
        ("score x --to table --format csv", "csv", "table"),
        ("score - --format arrow --json", "arrow", "json"),
    ],
)
def test_one_word_says_the_form_of_both_where_no_other_does(
    words: str, holds: str | None, to: str | None
) -> None:
    asked = parser().parse_args(words.split())

    assert (asked.holds, asked.to) == (holds, to)


@pytest.mark.parametrize("verb", ["score x", "agreement x", "template x", "openapi"])
def test_a_stroke_for_a_file_is_standard_output(verb: str) -> None:
    assert parser().parse_args([*verb.split(), "-o", "-"]).output is None
    assert parser().parse_args([*verb.split(), "-o", "x.csv"]).output == "x.csv"
