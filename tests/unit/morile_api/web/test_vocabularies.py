"""The route that shows the words."""

import pytest

from morile_api.catalogue import load
from tests.wire.asgi import get


@pytest.mark.parametrize("name", list(load().vocabularies))
def test_every_vocabulary_can_be_read(name: str) -> None:
    shown = get(f"/v1/vocabularies/{name}").json

    assert [term["key"] for term in shown["terms"]] == load().vocabulary(name).keys()


def test_another_name_is_answered_with_those_there_are() -> None:
    reply = get("/v1/vocabularies/none")

    assert reply.status == 404
    assert all(name in reply.json["errors"][0]["detail"] for name in load().vocabularies)
