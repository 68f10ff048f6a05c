"""The route of sensitivity: what it is called and what it is asked with."""

from morile_api.web.batches import Batches
from morile_api.web.sensitivities import sensitivity_routes
from tests.builders import shipped_catalogue


def test_there_is_one_route_and_it_is_posted_to() -> None:
    [route] = sensitivity_routes(shipped_catalogue(), Batches(1))

    assert route.paths == {"/v1/sensitivities"}
    assert set(route.http_methods) == {"POST"}
