"""The digest of an assessment."""

from hashlib import sha256

from tests.builders import DIGEST, a_criterion, a_matrix, a_node, assess_one


def test_the_digest_is_that_of_these_bytes() -> None:
    """RFC 8785 by hand: members in alphabetical order, no spaces, numbers as short as they go."""
    matrix = a_matrix(
        [a_criterion("x", "X")], [a_node("n", "sum", ["x"], bands={"low": 0, "high": 4})]
    )
    canonical = (
        '{"matrix":{"digest":"' + DIGEST + '","id":"example","version":"1.0.0"},'
        '"result":{"band":"low","nodes":{"n":{"band":"low","score":2.5}},'
        '"range":{"bands":["low"],"highest":2.5,"lowest":2.5},"score":2.5},'
        '"vector":"example@1.0.0/X:moderate"}'
    )

    result = assess_one(matrix, x="moderate")

    assert result["digest"] == "sha256:" + sha256(canonical.encode()).hexdigest()


def test_another_level_confidence_or_version_is_another_digest() -> None:
    """Two answers that differ in anything covered are told apart."""
    one = a_matrix([a_criterion("x", "X")], [a_node("n", "sum", ["x"])])
    other = a_matrix([a_criterion("x", "X")], [a_node("n", "sum", ["x"])], version="1.0.1")
    graded = {"level": "severe", "confidence": "low"}

    digests = [
        assess_one(one, x="severe")["digest"],
        assess_one(one, x="none")["digest"],
        assess_one(one, x=graded)["digest"],
        assess_one(other, x="severe")["digest"],
    ]

    assert len(set(digests)) == 4
