"""The contract itself: valid, as UK public bodies ask, and the same wherever it is found."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from openapi_spec_validator import validate

from morile_api.web.app import create_app
from morile_api.web.compatibility import breaks
from morile_api.web.document import FOLDER
from morile_api.web.operations import OPERATIONS
from morile_api.web.schemas import named_in
from morile_api.web.settings import Settings
from tests.builders import a_definition
from tests.wire.asgi import get, the_app

pytestmark = pytest.mark.contract

DOCUMENT: dict[str, Any] = json.loads(max(FOLDER.glob("*.json")).read_text("utf-8"))

PATH = re.compile(r"^(/[a-z0-9-.]+|/\{[a-zA-Z0-9_]+\})+$")
PUBLIC_SERVER = re.compile(r"^(http://localhost|https://([a-z0-9][a-z0-9-]{1,61}[a-z0-9]\.)+\w+)$")
LICENCES = {"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MIT", "MPL-2.0"}


def operations() -> list[Any]:
    return [
        pytest.param(operation, id=f"{method.upper()} {path}")
        for path, item in DOCUMENT["paths"].items()
        for method, operation in item.items()
    ]


def resolved(part: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in part:
        return part
    kind, name = part["$ref"].split("/")[-2:]
    found: dict[str, Any] = DOCUMENT["components"][kind][name]
    return found


def everything(value: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    yield at, value
    if isinstance(value, dict | list):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for name, each in inner:
            yield from everything(each, f"{at}/{name}")


def schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every place that may hold a schema, examples left out."""
    for at, value in everything(DOCUMENT["components"]["schemas"]):
        if isinstance(value, dict) and "/examples" not in at:
            yield at, value


BESIDE = {"/metrics"}
"""What no program that scores threats calls: it is for who watches the service."""


def test_it_is_a_valid_openapi_document() -> None:
    """By the specification's own schema and rules."""
    validate(DOCUMENT)


def test_what_is_served_is_what_is_committed() -> None:
    """Byte for byte, by a service with the shipped matrices and default settings."""
    committed = max(FOLDER.glob("*.json")).read_bytes()

    assert get("/openapi.json").body == committed, "run `make openapi`"


def test_it_has_every_route_of_the_service_and_no_other() -> None:
    """HEAD goes with every GET and is not written down again for each."""
    routes = {
        (path.template, path.methods) for path in the_app().paths.all if path.template not in BESIDE
    }
    documented = {
        (path, ("GET", "HEAD") if "get" in item else ("POST",))
        for path, item in DOCUMENT["paths"].items()
    }

    assert routes == documented


def test_no_released_contract_is_broken_by_the_one_after_it() -> None:
    """Within a major version; the checker says what to put back."""
    released = sorted(
        FOLDER.glob("*.json"), key=lambda path: [int(part) for part in version_of(path)]
    )
    for old, new in pairwise(released):
        if version_of(old)[0] == version_of(new)[0]:
            found = breaks(json.loads(old.read_bytes()), json.loads(new.read_bytes()))
            assert found == [], f"{new.name} breaks callers of {old.name}"


def version_of(path: Path) -> list[str]:
    return path.stem.removeprefix("morile-").split(".")


def test_no_component_is_left_unused() -> None:
    """A type nobody sends or gets is noise in every generated client."""
    used = set(named_in({"paths": DOCUMENT["paths"], "responses": DOCUMENT["components"]}))

    assert set(DOCUMENT["components"]["schemas"]) <= used


# Rules of the Central Digital and Data Office


def test_it_says_who_and_what_it_is() -> None:
    """Description, contact, licence, a version of three numbers, OpenAPI 3.1.0 exactly."""
    info = DOCUMENT["info"]

    assert DOCUMENT["openapi"] == "3.1.0"
    assert info["description"]
    assert info["contact"]["name"]
    assert info["license"]["identifier"] in LICENCES
    assert re.fullmatch(r"\d+\.\d+\.\d+", info["version"])


def test_servers_are_this_machine_or_use_tls() -> None:
    assert all(PUBLIC_SERVER.match(server["url"]) for server in DOCUMENT["servers"])


def test_paths_are_in_kebab_case_and_versioned() -> None:
    """Probes and the document itself have no version."""
    unversioned = {"/healthz", "/readyz", "/openapi.json"}
    for path in DOCUMENT["paths"]:
        assert PATH.match(path)
        assert path in unversioned or path == "/v1" or path.startswith("/v1/")


@pytest.mark.parametrize("operation", operations())
def test_an_operation_is_named_described_and_tagged(operation: dict[str, Any]) -> None:
    assert re.fullmatch(r"[a-z][A-Za-z]+", operation["operationId"])
    assert operation["summary"]
    assert operation["description"]
    assert set(operation["tags"]) <= {tag["name"] for tag in DOCUMENT["tags"]}


def test_names_of_operations_are_unique() -> None:
    names = [each.name for each in OPERATIONS]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize("operation", operations())
def test_an_operation_documents_what_it_refuses(operation: dict[str, Any]) -> None:
    """406 wherever something is answered, 415 wherever something is sent; the rest is UKHSA's."""
    wanted = {"400", "404", "406", "422", "500", "default"}
    if "requestBody" in operation:
        wanted |= {"408", "413", "415", "503"}

    assert wanted <= set(operation["responses"])


def test_no_header_or_parameter_has_a_name_of_our_own_with_x() -> None:
    """The prefix has been deprecated since RFC 6648."""
    names = [
        name
        for at, value in everything(DOCUMENT)
        if at.endswith("/headers") and isinstance(value, dict)
        for name in value
    ]
    for operation in operations():
        names += [each["name"] for each in operation.values[0].get("parameters", [])]

    assert names
    assert not [name for name in names if name.lower().startswith("x-")]


# Rules of the UK Health Security Agency


@pytest.mark.parametrize("operation", operations())
def test_every_refusal_is_a_problem_with_an_example(operation: dict[str, Any]) -> None:
    """RFC 9457, in its own media type, and the example fits the schema."""
    for status, response in operation["responses"].items():
        if status[0] in "23":
            continue
        content = resolved(response)["content"]
        assert list(content) == ["application/problem+json"]
        examples = content["application/problem+json"]["examples"]
        assert examples
        for example in examples.values():
            assert status in ("default", str(example["value"]["status"]))
            assert_fits(example["value"], content["application/problem+json"]["schema"])


def test_every_number_has_a_format() -> None:
    bare = [
        at
        for at, schema in schemas()
        if schema.get("type") in ("integer", "number") and "format" not in schema
    ]

    assert bare == []


def test_members_are_in_snake_case() -> None:
    """Against UKHSA, as data.police.uk and GOV.UK Notify do; the description says so.

    An envelope is DSSE's, whose member is called what it is called.
    """
    names = {name for at, schema in schemas() for name in schema.get("properties", {})}
    names.remove("payloadType")

    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)
    assert "snake_case" in DOCUMENT["info"]["description"]


# Our own


def assert_fits(value: Any, schema: dict[str, Any]) -> None:
    whole = {**schema, "components": DOCUMENT["components"]}
    jsonschema.Draft202012Validator(whole).validate(value)


@pytest.mark.parametrize("operation", operations())
def test_every_example_fits_its_schema(operation: dict[str, Any]) -> None:
    """Judged by a validator that shares no code with the service."""
    contents = [operation.get("requestBody", {}).get("content", {})]
    contents += [resolved(each).get("content", {}) for each in operation["responses"].values()]
    for content in contents:
        for media in content.values():
            for example in media.get("examples", {}).values():
                assert_fits(example["value"], media["schema"])


def test_requests_are_closed_and_answers_open() -> None:
    """A misspelt member must not score; a new member of an answer must not break anyone."""
    requests = [operation.request for operation in OPERATIONS if operation.request]
    asked = set().union(*map(needed_by, requests))
    for name, schema in DOCUMENT["components"]["schemas"].items():
        if schema.get("type") == "object" and "properties" in schema:
            assert (schema.get("additionalProperties") is False) == (name in asked), name


def needed_by(root: str) -> set[str]:
    found, waiting = set(), [root]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += named_in(DOCUMENT["components"]["schemas"][name])
    return found


def test_a_request_is_told_apart_by_its_matrix() -> None:
    """Every matrix version has its own type, and the mapping leads to it."""
    request = DOCUMENT["components"]["schemas"]["AssessmentRequest"]
    listed = [f"{each['id']}@{each['version']}" for each in get("/v1/matrices").json["matrices"]]

    assert request["discriminator"]["propertyName"] == "matrix"
    assert sorted(request["discriminator"]["mapping"]) == sorted(listed)
    for name, ref in request["discriminator"]["mapping"].items():
        of_it = DOCUMENT["components"]["schemas"][ref.rpartition("/")[2]]
        assert of_it["properties"]["matrix"]["const"] == name
        assert {"$ref": ref} in request["oneOf"]


def test_sending_again_is_said_to_be_safe() -> None:
    """UKHSA asks that retries be designed for; the SDK relies on it."""
    for path in ("/v1/assessments", "/v1/matrices/check"):
        assert "safe to send again" in DOCUMENT["paths"][path]["post"]["description"]


def test_the_figures_are_said_not_to_be_the_official_ones() -> None:
    """Said wherever a score is shown, and so in the contract."""
    assert "official MoRiLE figures are not public" in DOCUMENT["info"]["description"]


def test_an_agencys_own_matrix_is_in_the_document_of_its_service(tmp_path: Path) -> None:
    """Its submissions are typed like those of the shipped ones."""

    folder = tmp_path / "example"
    folder.mkdir()
    (folder / "1.0.0.toml").write_bytes(a_definition())
    app = create_app(Settings(matrices=(str(tmp_path),), log_level="error"))

    served = json.loads(get("/openapi.json", app=app).body)

    validate(served)
    levels = served["components"]["schemas"]["Example_1_0_0_Levels"]["properties"]
    assert list(levels) == ["physical_harm", "community_harm"]
    assert served["components"]["schemas"]["Example_1_0_0_Level_Impact"]["enum"] == [
        "none",
        "moderate",
        "severe",
    ]
