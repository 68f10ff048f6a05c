"""Which paths there are."""

import pytest

from morile_api.web.paths import paths_of

PATHS = paths_of(
    [
        ("/v1/words", ["GET", "HEAD", "OPTIONS"]),
        ("/v1/words/{name:str}", {"HEAD", "GET"}),
        ("/v1/words/{name:str}/{part:str}", {"GET"}),
        ("/v1/scores", ["POST", "OPTIONS"]),
        ("/openapi.json", ["GET"]),
    ]
)


@pytest.mark.parametrize(
    ("path", "template"),
    [
        ("/v1/words", "/v1/words"),
        ("/v1/words/one", "/v1/words/{name}"),
        ("/v1/words/one/two", "/v1/words/{name}/{part}"),
        ("/openapi.json", "/openapi.json"),
        ("/v1/words/", None),
        ("/v1/words/one/two/three", None),
        ("/v1/words//two", None),
        ("/openapi-json", None),
        ("/v1/words\n", None),
        ("", None),
    ],
)
def test_a_path_is_known_by_its_template(path: str, template: str | None) -> None:
    found = PATHS.find(path)

    assert (found.template if found else None) == template


def test_methods_are_listed_as_people_do_and_without_the_frameworks_own() -> None:
    words, scores = PATHS.find("/v1/words"), PATHS.find("/v1/scores")

    assert words is not None
    assert scores is not None
    assert words.methods == ("GET", "HEAD")
    assert scores.methods == ("POST",)


def test_paths_can_be_asked_for_by_method() -> None:
    assert PATHS.with_method("POST") == {"/v1/scores": (b"application/json",)}
