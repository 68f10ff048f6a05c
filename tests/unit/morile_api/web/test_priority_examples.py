"""Examples of priorities show what there is to see."""

from morile_api.web.priority_examples import priority_answers, priority_requests
from tests.builders import shipped_catalogue


def test_there_is_an_example_of_slots_and_one_of_a_capacity() -> None:
    """Both over the same small matrix."""
    requests = priority_requests(shipped_catalogue())

    assert list(requests) == ["slots", "capacity"]
    assert len({request["matrix"] for request in requests.values()}) == 1


def test_the_answers_show_reasons_reservations_regions_and_people() -> None:
    slots, capacity = priority_answers(shipped_catalogue()).values()

    reasons = {each["why"]["says"] for each in slots["allocation"]["chosen"]}
    assert {"overall", "reserved for Cumbria Constabulary"} <= reasons
    assert slots["allocation"]["against_plain"]
    assert slots["roll_up"]["rocu"][0]["key"] == "NWROCU"
    assert any("per_million" in line for line in slots["roll_up"]["force"])
    assert slots["unranked"][0]["range"]["lowest"] < slots["unranked"][0]["range"]["highest"]
    assert capacity["allocation"]["capacity"] == 12.5
    assert capacity["allocation"]["reserve"]["by"] == "contribution"
