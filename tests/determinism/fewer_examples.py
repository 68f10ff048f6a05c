"""A plugin of pytest: properties with few examples, for suites that are run in many environments.

How many is for the normal run to say; here what differs is the environment.
"""

import pytest
from hypothesis import settings

MOST = 4
SET = "_hypothesis_internal_use_settings"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Lower the number of examples of every property."""
    for item in items:
        function = getattr(item, "function", None)
        stated = getattr(function, SET, None)
        if stated is not None:
            fewer = settings(stated, max_examples=min(MOST, stated.max_examples))
            setattr(function, SET, fewer)
