"""Arguments: each verb is told from the others, and abbreviations are not guessed at."""

import pytest

from morile._arguments import parser


@pytest.mark.parametrize(
    ("words", "verb"),
    [
        ("score x.csv", "score"),
        ("agreement x.csv", "agreement"),
        ("sensitivity x.csv", "sensitivity"),
        ("vector x", "vector"),
        ("matrix list", "matrix list"),
        ("matrix show x", "matrix show"),
        ("matrix check x", "matrix check"),
        ("vocabulary x", "vocabulary"),
        ("serve", "serve"),
        ("openapi", "openapi"),
    ],
)
def test_words_lead_to_a_verb(words: str, verb: str) -> None:
    assert parser().parse_args(words.split()).verb == verb


def test_json_can_be_had_from_every_verb_that_answers() -> None:
    asked = parser().parse_args
    assert asked(["score", "x.csv", "--json"]).to == "json"
    for words in (
        "agreement x.csv",
        "sensitivity x.csv",
        "vector x",
        "matrix list",
        "matrix show x",
        "matrix check x",
        "vocabulary x",
    ):
        assert asked([*words.split(), "--json"]).json


@pytest.mark.parametrize(
    "words", ["", "scores x", "score", "matrix", "score x --mat y", "score x y"]
)
def test_what_is_not_understood_is_wrong_use(
    words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as exit_:
        parser().parse_args(words.split())

    assert exit_.value.code == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("words", ["--help", "score --help", "matrix check --help"])
def test_help_is_data_and_no_secret_is_an_option(
    words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Options are seen by everybody on the machine, so a token is never one."""
    with pytest.raises(SystemExit) as exit_:
        parser().parse_args(words.split())

    assert exit_.value.code == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "--token" not in said.out
    assert "usage: morile" in said.out
