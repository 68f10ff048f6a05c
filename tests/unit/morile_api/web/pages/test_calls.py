"""Calls with curl and from Python: each is run against a real service."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from morile_api.web.document import FOLDER
from morile_api.web.pages.calls import ADDRESS, curl_of, python_of
from morile_api.web.pages.contract import Called, Contract
from tests.docs.serving import a_service
from tests.docs.terminal import environment

OPERATIONS = Contract(max(FOLDER.glob("*.json")).read_bytes()).operations()
PARAMETERS = {"parameters": [{"name": "name", "example": "organisations"}], "operationId": "x"}


def test_curl_names_the_file_and_the_kind_of_what_it_sends() -> None:
    assert curl_of("get", "/v1/vocabularies/{name}", None, PARAMETERS) == (
        f"curl {ADDRESS}/v1/vocabularies/organisations"
    )
    assert curl_of("post", "/x", "application/json", {"operationId": "x"}) == (
        f"curl -H 'Content-Type: application/json' --data-binary @request.json \\\n  {ADDRESS}/x"
    )


def test_an_operation_that_the_sdk_does_not_have_is_called_without_it() -> None:
    made = python_of("post", "/x", "application/json", {"operationId": "createSomethingNew"})

    compile(made, "made", "exec")
    assert "import morile" not in made


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with a_service(tmp_path_factory.mktemp("service")) as address:
        yield f"http://{address}"


@pytest.mark.server
@pytest.mark.parametrize("it", OPERATIONS, ids=lambda it: it.name)
@pytest.mark.parametrize("way", ["curl", "python"])
def test_what_the_page_says_works(it: Called, way: str, where: str, tmp_path: Path) -> None:
    """With the example request in the file that the page names."""
    if it.example:
        name = "request.ndjson" if "ndjson" in it.curl else "request.json"
        (tmp_path / name).write_text(it.example.text)
    said = (it.curl if way == "curl" else it.python).replace(ADDRESS, where)
    if way == "curl":
        command = ["bash", "-c", said.replace("curl ", "curl -fsS ", 1)]
    else:
        command = [sys.executable, "-c", said]

    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False, env=environment({})
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
    if way == "curl" and "ndjson" not in it.curl:
        assert json.loads(done.stdout)
