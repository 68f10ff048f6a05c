"""The route of priorities: what it is called and what it is asked with."""

from morile_api.web.batches import Batches
from morile_api.web.priorities import priority_routes
from tests.builders import shipped_catalogue


def test_there_is_one_route_and_it_is_posted_to() -> None:
    [route] = priority_routes(shipped_catalogue(), Batches(1))

    assert route.paths == {"/v1/priorities"}
    assert set(route.http_methods) == {"POST"}
