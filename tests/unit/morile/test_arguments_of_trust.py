"""Arguments of the commands about signatures."""

import pytest

from morile._arguments import parser


def test_their_words_lead_to_them() -> None:
    asked = parser().parse_args

    assert asked(["verify", "x.json"]).verb == "verify"
    assert asked(["matrix", "keygen", "x"]).verb == "matrix keygen"
    assert asked(["matrix", "sign", "a.toml", "b.toml", "--key", "k"]).files == ["a.toml", "b.toml"]


@pytest.mark.parametrize("words", ["verify x --url http://h", "matrix sign x", "matrix keygen"])
def test_nothing_is_verified_by_a_service_or_signed_without_a_key(words: str) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(words.split())
