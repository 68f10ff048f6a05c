"""What the service says of itself."""

from morile_api.catalogue import load
from morile_api.web.about import service_of
from morile_api.web.settings import Settings
from tests.wire.asgi import get


def test_it_names_what_it_can_score_with_and_how_much() -> None:
    catalogue = load()

    said = service_of(catalogue, Settings(max_submissions=3))

    assert [f"{each.id}@{each.version}" for each in said.matrices] == list(catalogue.entries)
    assert said.vocabularies == list(catalogue.vocabularies)
    assert said.limits.submissions == 3


def test_a_service_that_answers_is_ready() -> None:
    """Everything is loaded before it listens."""
    assert get("/healthz").json["status"] == get("/readyz").json["status"] == "pass"
