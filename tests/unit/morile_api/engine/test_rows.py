"""The answers of each submission, from its levels or its vector."""

from tests.builders import a_desk, a_request, a_threat, by_vector, codes, only_refused


def test_levels_and_vectors_may_be_mixed_in_one_request() -> None:
    """Each submission says it its own way and gets the same."""
    threat = a_threat(physical_harm="severe", community_harm=["none", "severe"])
    line = "example@1.0.0/PH:severe/CO:none|severe"

    one, two, three = a_desk().results(a_request(threat, by_vector(line), threat))

    assert one["digest"] == two["digest"] == three["digest"]
    assert one["vector"] == line


def test_a_submission_has_either_levels_or_a_vector() -> None:
    """Two answers to one question could differ, and none is no answer."""
    both = a_threat(more={"vector": "example@1.0.0/PH:none/CO:none"})
    neither = {name: each for name, each in a_threat().items() if name != "levels"}

    for result in a_desk().results(a_request(both, neither)):
        at = f"/submissions/{result['index']}"
        assert codes(only_refused(result)) == [(at, "levels-or-vector")]


def test_every_level_named_twice_is_told() -> None:
    """In every answer of every submission."""
    twice = a_threat(physical_harm=["none", "none"], community_harm={"level": ["severe", "severe"]})

    _, result = a_desk().results(a_request(a_threat(), twice))

    assert codes(only_refused(result)) == [
        ("/submissions/1/levels/physical_harm", "repeated-level"),
        ("/submissions/1/levels/community_harm/level", "repeated-level"),
    ]
