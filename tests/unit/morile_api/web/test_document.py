"""Building the contract."""

import json
from pathlib import Path

import pytest

from morile_api.catalogue import load
from morile_api.web import document
from morile_api.web.document import contract_of, write
from morile_api.web.settings import Settings

CATALOGUE = load()


def test_the_same_matrices_give_the_same_bytes() -> None:
    assert contract_of(CATALOGUE, Settings()) == contract_of(load(), Settings())


def test_it_tells_of_the_limits_it_was_made_for() -> None:
    made = json.loads(contract_of(load(limit=70), Settings(max_submissions=70)))

    request = made["components"]["schemas"]["Disruption_1_0_0_Request"]
    assert request["properties"]["submissions"]["maxItems"] == 70


def test_a_part_of_a_path_is_one_of_those_there_are() -> None:
    made = json.loads(contract_of(CATALOGUE, Settings()))

    [name] = made["paths"]["/v1/vocabularies/{name}"]["get"]["parameters"]
    assert name["schema"]["enum"] == list(CATALOGUE.vocabularies)


def test_it_is_written_where_it_is_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document, "FOLDER", tmp_path)

    path = write()

    assert path.parent == tmp_path
    assert path.read_bytes() == contract_of(CATALOGUE, Settings())
    assert path.read_bytes().endswith(b"}\n")
