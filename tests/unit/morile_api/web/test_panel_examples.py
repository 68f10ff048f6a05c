"""Examples of agreement show what there is to see."""

from morile_api.web.panel_examples import compared, panel_requests
from tests.builders import shipped_catalogue


def test_there_is_an_example_of_assessors_and_one_of_periods() -> None:
    """Both over the same small matrix."""
    requests = panel_requests(shipped_catalogue())

    assert list(requests) == ["assessors", "periods"]
    assert len({request["matrix"] for request in requests.values()}) == 1


def test_the_answers_show_an_interval_a_calibration_and_a_drift() -> None:
    """Five threats are enough for an interval; references and quarters do the rest."""
    catalogue = shipped_catalogue()

    assessors, periods = (
        compared(catalogue, request) for request in panel_requests(catalogue).values()
    )

    assert assessors["overall"]["interval"]
    assert assessors["calibration"]["threats"] == 2
    assert assessors["criteria"][-1]["answers"]["missing"] == 1
    assert periods["drift"][0]["mean_steps"] == 1
