"""Style guide, section 1: what runs against a service runs in this process, and the other way."""

import inspect

import pytest

import morile

LIFE_CYCLE = {"close", "aclose"}


def _verbs(client: type) -> dict[str, list[str]]:
    """The client's public methods, each with the names of its parameters."""
    return {
        name: list(inspect.signature(method).parameters)
        for name, method in inspect.getmembers(client, inspect.isfunction)
        if not name.startswith("_") and name not in LIFE_CYCLE
    }


@pytest.mark.parametrize("other", ["AsyncClient", "Offline"])
def test_each_client_has_the_verbs_and_parameters_of_the_first(other: str) -> None:
    """So a script moves from one to another by changing one line."""
    assert _verbs(getattr(morile, other)) == _verbs(morile.Client)
