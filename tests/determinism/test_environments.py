"""What is run where, as the project file says it."""

from morile_api.language.matrix import UNKNOWN
from morile_api.language.vector import parse_vector
from tests.builders import shipped_catalogue
from tests.determinism.drawn import a_vector
from tests.determinism.environments import environments, lowest_numpy, supported
from tests.determinism.fewer_examples import SET
from tests.property.test_signatures import test_whatever_is_answered_verifies_signed_and_unsigned


def test_every_supported_python_and_the_lowest_numpy_are_read_from_the_project_file() -> None:
    assert "3.11" in supported()
    assert lowest_numpy() == "2.1.0"


def test_this_environment_comes_first_and_then_the_same_with_features_off() -> None:
    """All others are held to the first."""
    first, second = (each for each, _ in zip(environments(), range(2), strict=False))

    assert not isinstance(first, str)
    assert not isinstance(second, str)
    assert first.settings == {}
    assert list(second.settings) == ["NPY_DISABLE_CPU_FEATURES"]


def test_drawn_vectors_can_be_read_and_hold_every_kind_of_answer() -> None:
    """A gap, several levels, a stated confidence; and none of these twice."""
    matrix = shipped_catalogue().scorers["thematic@1.0.0"].matrix.definition
    drawn = [a_vector(matrix, number) for number in range(200)]

    assert all(len(parse_vector(matrix, each)) == len(matrix.criteria) for each in drawn)
    assert len(set(drawn)) == 200
    for part in (UNKNOWN, "|", "~low"):
        assert any(part in each for each in drawn)


def test_a_property_has_the_settings_that_the_plugin_lowers() -> None:
    """The name is not promised by the library; without it all examples would be run."""
    assert hasattr(test_whatever_is_answered_verifies_signed_and_unsigned, SET)
