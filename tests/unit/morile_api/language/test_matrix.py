"""The words of a definition."""

import msgspec
import pytest

from morile_api.language.matrix import Band, Name, Scale, Version, title_of
from tests.builders import a_criterion, a_matrix, a_scale


def test_a_thing_without_a_title_is_called_by_its_key() -> None:
    """So an author writes a title only where the key does not say it."""
    assert title_of(a_criterion("physical_harm")) == "Physical harm"
    assert title_of(msgspec.structs.replace(a_scale(), title="How bad")) == "How bad"


def test_a_matrix_is_named_with_its_full_version() -> None:
    """There is no latest."""
    assert a_matrix(name="ocg-mapping", version="2.10.3").id == "ocg-mapping@2.10.3"


def test_a_criterion_finds_its_scale() -> None:
    """By key, wherever the scale stands."""
    matrix = a_matrix(scales=[a_scale("other"), a_scale("impact")])

    assert matrix.scale_of(matrix.criteria[0]).key == "impact"


def test_a_band_begins_with_the_word_from() -> None:
    """A word of Python, so the field is called otherwise and the file is not."""
    band = msgspec.convert({"key": "high", "from": 4}, Band)

    assert band.from_ == 4


@pytest.mark.parametrize(
    "version", ["1.0", "1.0.0.0", "01.0.0", "1.0.x", "1.0.0\n", "1.0.-1", "v1.0.0"]
)
def test_a_version_is_three_numbers(version: str) -> None:
    """Major, minor, patch."""
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(version, Version)


@pytest.mark.parametrize("key", ["Harm", "2nd", "", "physical-harm", "harm\n", "härm", "_harm"])
def test_a_key_is_a_plain_word(key: str) -> None:
    """It becomes a member of JSON, a column of a table and an attribute in Python."""
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(key, Name)


def test_a_definition_is_frozen() -> None:
    """What was loaded is what is scored with."""
    with pytest.raises(AttributeError):
        a_scale().key = "other"  # type: ignore[misc]
    assert Scale.__struct_config__.forbid_unknown_fields
