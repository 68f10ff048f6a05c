"""The types of requests for moderation."""

import msgspec
import pytest

from morile_api.language.moderation import (
    DISRUPTION,
    change_types,
    criterion_of,
    moderation_requests,
)
from morile_api.language.submission import shared_words
from tests.builders import a_matrix, as_json, shipped_catalogue
from tests.moderations import a_change, a_moderation, combined

VOCABULARIES = shipped_catalogue().vocabularies


def requests_of(*matrices: object) -> dict[str, type[msgspec.Struct]]:
    words = shared_words(VOCABULARIES)
    return moderation_requests(matrices, words, VOCABULARIES[DISRUPTION])  # type: ignore[arg-type]


def test_each_matrix_has_a_request_of_its_own() -> None:
    """Told apart by `matrix`."""
    found = requests_of(a_matrix(), a_matrix(version="2.0.0"))

    assert {name: kind.__struct_config__.tag for name, kind in found.items()} == {
        "example@1.0.0": "example@1.0.0",
        "example@2.0.0": "example@2.0.0",
    }


def test_a_change_takes_only_levels_of_its_own_criterion() -> None:
    """So a contract test finds a wrong one before a request is sent."""
    kind = requests_of(a_matrix())["example@1.0.0"]
    good = msgspec.json.decode(
        as_json(a_moderation(a_change("physical_harm", "none", "severe"))), type=kind
    )

    assert criterion_of(good.changes[0]) == "physical_harm"  # type: ignore[attr-defined]
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(
            as_json(a_moderation(a_change("physical_harm", "none", "awful"))), type=kind
        )


@pytest.mark.parametrize("names", ["a", "ab"])
def test_the_types_of_changes_are_found_by_criterion(names: str) -> None:
    """One or several."""
    kind = requests_of(combined("sum", {"no": 0, "yes": 1}, names))["example@1.0.0"]

    assert list(change_types(kind)) == list(names)


@pytest.mark.parametrize("step", VOCABULARIES[DISRUPTION].keys())
def test_a_disruption_takes_every_step_of_the_vocabulary(step: str) -> None:
    """From negative to major."""
    kind = requests_of(a_matrix())["example@1.0.0"]
    request = a_moderation(prompt={"kind": "disruption", "step": step})

    assert msgspec.json.decode(as_json(request), type=kind).prompt.step == step  # type: ignore[attr-defined]


def test_submissions_are_the_same_type_as_in_a_request_for_assessments() -> None:
    """So the contract has one component for them."""
    catalogue = shipped_catalogue()
    words = catalogue.reader.types.words
    definition = catalogue.scorers["thematic@1.0.0"].matrix.definition

    request = moderation_requests([definition], words, VOCABULARIES[DISRUPTION])[definition.id]

    shared = catalogue.reader.types.submissions[definition.id]
    assert msgspec.structs.fields(request)[0].type is shared
