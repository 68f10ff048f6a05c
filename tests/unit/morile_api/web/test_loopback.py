"""Which names mean this machine and no other."""

import pytest

from morile_api.web.loopback import is_loopback


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
def test_these_are_of_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["::", "10.0.0.1", "localhost.example", "example.org", "", "127.1"]
)
def test_others_may_be_anybody(host: str) -> None:
    """A name is not looked up: whoever answers for it could say anything."""
    assert not is_loopback(host)
