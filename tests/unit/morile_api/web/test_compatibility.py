"""Which changes of a contract break callers of the one before it, rule by rule."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from morile_api.web.compatibility import breaks, main
from morile_api.web.document import FOLDER

Document = dict[str, Any]

OLD: Document = {
    "openapi": "3.1.0",
    "paths": {
        "/v1/things": {
            "get": {
                "operationId": "list",
                "parameters": [
                    {"name": "size", "in": "query", "schema": {"enum": ["small", "large"]}}
                ],
                "responses": {
                    "200": {
                        "description": "x",
                        "headers": {"ETag": {"schema": {"type": "string"}}},
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}
                        },
                    },
                    "404": {"$ref": "#/components/responses/Missing"},
                },
            },
            "post": {
                "operationId": "make",
                "requestBody": {
                    "required": False,
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/Wish"}}
                    },
                },
                "responses": {"201": {"description": "x"}},
            },
        }
    },
    "components": {
        "schemas": {
            "Thing": {
                "type": "object",
                "required": ["name"],
                "properties": {
                    "name": {"type": "string"},
                    "note": {"type": "string"},
                    "kind": {"type": "string", "enum": ["a", "b"]},
                },
            },
            "Wish": {
                "type": "object",
                "required": ["name"],
                "additionalProperties": False,
                "properties": {
                    "name": {"type": "string", "maxLength": 9},
                    "kind": {"type": "string", "enum": ["a", "b"]},
                },
            },
            "Problem": {"type": "object", "properties": {"title": {"type": "string"}}},
        },
        "responses": {
            "Missing": {
                "description": "x",
                "content": {
                    "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
                },
            }
        },
    },
}

GET, POST = "/paths/~1v1~1things/get", "/paths/~1v1~1things/post"


def changed(change: Callable[[Document], object]) -> Document:
    new = deepcopy(OLD)
    change(new)
    return new


def of_thing(document: Document) -> Document:
    found: Document = document["components"]["schemas"]["Thing"]
    return found


def of_wish(document: Document) -> Document:
    found: Document = document["components"]["schemas"]["Wish"]
    return found


def get(document: Document) -> Document:
    found: Document = document["paths"]["/v1/things"]["get"]
    return found


def post(document: Document) -> Document:
    found: Document = document["paths"]["/v1/things"]["post"]
    return found


HARMLESS: list[tuple[str, Callable[[Document], object]]] = [
    ("nothing", lambda new: None),
    ("another description", lambda new: get(new).update(description="new")),
    ("a new path", lambda new: new["paths"].update({"/v1/more": {"get": get(new)}})),
    ("a new method", lambda new: new["paths"]["/v1/things"].update(put=post(new))),
    ("a new component", lambda new: new["components"]["schemas"].update(New={})),
    ("a new error", lambda new: get(new)["responses"].update({"429": {"description": "x"}})),
    ("an error less", lambda new: get(new)["responses"].pop("404")),
    (
        "a parameter one may give",
        lambda new: get(new)["parameters"].append({"name": "more", "in": "query", "schema": {}}),
    ),
    (
        "a choice more for a parameter",
        lambda new: get(new)["parameters"][0]["schema"]["enum"].append("huge"),
    ),
    ("a member one may send", lambda new: of_wish(new)["properties"].update(more={})),
    ("a member one need not send", lambda new: of_wish(new).update(required=[])),
    ("a choice more to send", lambda new: of_wish(new)["properties"]["kind"]["enum"].append("c")),
    ("a longer text to send", lambda new: of_wish(new)["properties"]["name"].update(maxLength=99)),
    ("open where it was closed", lambda new: of_wish(new).pop("additionalProperties")),
    ("a member more in an answer", lambda new: of_thing(new)["properties"].update(more={})),
    ("a member an answer always has", lambda new: of_thing(new)["required"].append("note")),
    ("a choice less in an answer", lambda new: of_thing(new)["properties"]["kind"]["enum"].pop()),
    (
        "a shorter text in an answer",
        lambda new: of_thing(new)["properties"]["name"].update(maxLength=5),
    ),
    ("a media type more", lambda new: post(new)["requestBody"]["content"].update({"a/b": {}})),
]


@pytest.mark.parametrize(
    "change", [each for _, each in HARMLESS], ids=[name for name, _ in HARMLESS]
)
def test_a_caller_does_not_notice(change: Callable[[Document], object]) -> None:
    assert breaks(OLD, changed(change)) == []


IN_BODY = f"{POST}/requestBody/application~1json"
IN_REPLY = f"{GET}/responses/200/application~1json"

BREAKING: list[tuple[str, Callable[[Document], object], str]] = [
    ("a path less", lambda new: new["paths"].pop("/v1/things"), GET),
    ("a method less", lambda new: new["paths"]["/v1/things"].pop("post"), POST),
    ("another operation id", lambda new: get(new).update(operationId="x"), f"{GET}/operationId"),
    ("authentication", lambda new: get(new).update(security=[{"b": []}]), f"{GET}/security"),
    (
        "authentication of all",
        lambda new: new.update(security=[{"b": []}]),
        f"{GET}/security",
    ),
    (
        "a parameter less",
        lambda new: get(new).update(parameters=[]),
        f"{GET}/parameters/query.size",
    ),
    (
        "a parameter one must give",
        lambda new: get(new)["parameters"][0].update(required=True),
        f"{GET}/parameters/query.size",
    ),
    (
        "a new parameter one must give",
        lambda new: get(new)["parameters"].append(
            {"name": "new", "in": "query", "required": True, "schema": {}}
        ),
        f"{GET}/parameters/query.new",
    ),
    (
        "a choice less for a parameter",
        lambda new: get(new)["parameters"][0]["schema"]["enum"].pop(),
        f"{GET}/parameters/query.size",
    ),
    (
        "a body one must send",
        lambda new: post(new)["requestBody"].update(required=True),
        f"{POST}/requestBody",
    ),
    ("no body any more", lambda new: post(new).pop("requestBody"), f"{POST}/requestBody"),
    (
        "another media type to send",
        lambda new: post(new)["requestBody"].update(content={"text/csv": {"schema": {}}}),
        IN_BODY,
    ),
    (
        "a member one must send",
        lambda new: of_wish(new)["required"].append("kind"),
        f"{IN_BODY}/kind",
    ),
    (
        "a member one may not send",
        lambda new: of_wish(new)["properties"].pop("kind"),
        f"{IN_BODY}/kind",
    ),
    (
        "a choice less to send",
        lambda new: of_wish(new)["properties"]["kind"]["enum"].pop(),
        f"{IN_BODY}/kind",
    ),
    (
        "a shorter text to send",
        lambda new: of_wish(new)["properties"]["name"].update(maxLength=5),
        f"{IN_BODY}/name",
    ),
    ("an answer less", lambda new: post(new).update(responses={}), f"{POST}/responses/201"),
    (
        "a success nobody knows",
        lambda new: post(new)["responses"].update({"202": {}}),
        f"{POST}/responses/202",
    ),
    (
        "another media type of an answer",
        lambda new: get(new)["responses"]["200"].update(content={}),
        IN_REPLY,
    ),
    (
        "a header less",
        lambda new: get(new)["responses"]["200"].pop("headers"),
        f"{GET}/responses/200/headers/ETag",
    ),
    (
        "a member an answer may lack",
        lambda new: of_thing(new).update(required=[]),
        f"{IN_REPLY}/name",
    ),
    (
        "a member gone from an answer",
        lambda new: of_thing(new)["properties"].pop("note"),
        f"{IN_REPLY}/note",
    ),
    (
        "a choice more in an answer",
        lambda new: of_thing(new)["properties"]["kind"]["enum"].append("c"),
        f"{IN_REPLY}/kind",
    ),
    (
        "another type in an answer",
        lambda new: of_thing(new)["properties"]["note"].update(type="integer"),
        f"{IN_REPLY}/note",
    ),
    (
        "another problem",
        lambda new: new["components"]["schemas"]["Problem"]["properties"]["title"].update(
            type="null"
        ),
        f"{GET}/responses/404/application~1problem+json/title",
    ),
    (
        "another name of a component",
        lambda new: (
            (
                new["components"]["schemas"].pop("Problem")
                and new["components"]["responses"].update(
                    Missing={
                        "description": "x",
                        "content": {"application/problem+json": {"schema": {}}},
                    }
                )
            )
            or new["components"]["schemas"]
        ),
        "/components/schemas/Problem",
    ),
]


@pytest.mark.parametrize(
    ("change", "pointer"), [each[1:] for each in BREAKING], ids=[each[0] for each in BREAKING]
)
def test_a_caller_is_broken_and_the_place_is_told(
    change: Callable[[Document], object], pointer: str
) -> None:
    assert pointer in [each.pointer for each in breaks(OLD, changed(change))]


def test_the_two_sides_have_opposite_rules() -> None:
    """What harms a sender helps a reader."""
    fewer = changed(lambda new: of_wish(new)["properties"]["kind"]["enum"].pop())
    more = changed(lambda new: of_thing(new)["properties"]["kind"]["enum"].append("c"))

    assert "accepts less than before" in breaks(OLD, fewer)[0].detail
    assert "was not announced" in breaks(OLD, more)[0].detail
    assert breaks(fewer, OLD) == []
    assert breaks(more, OLD) == []


def test_our_own_contract_is_compatible_with_itself_and_not_without_a_level() -> None:
    contract = json.loads(max(FOLDER.glob("*.json")).read_bytes())
    without = deepcopy(contract)
    without["components"]["schemas"]["Disruption_1_0_0_Level_Effect"]["enum"].remove("none")

    assert breaks(contract, contract) == []
    assert breaks(contract, without) != []
    assert breaks(without, contract) == []


def test_the_command_lists_what_breaks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text(json.dumps(OLD), "utf-8")
    new.write_text(json.dumps(changed(lambda it: it["paths"].pop("/v1/things"))), "utf-8")

    assert main([str(old), str(old)]) == 0
    assert main([str(old), str(new)]) == 1
    assert f"{GET}: the operation is gone" in capsys.readouterr().out
    assert main([]) == 2
