"""Working on JSON Schemas."""

from typing import Any

from morile_api.web.schemas import component, named_in, reachable, reference, rewritten

NESTED: dict[str, Any] = {
    "type": "object",
    "properties": {
        "enum": {"enum": ["a"]},
        "list": {"type": "array", "items": {"anyOf": [{"enum": ["b"]}, {"$ref": "#/x/Other"}]}},
    },
    "additionalProperties": {"enum": ["c"]},
    "default": {"enum": ["no schema"]},
}


def test_every_schema_is_changed_and_nothing_else() -> None:
    """A member may be called `enum`, and a default may look like a schema."""

    def change(schema: dict[str, Any]) -> dict[str, Any]:
        return {"const": schema["enum"][0]} if "enum" in schema else schema

    changed = rewritten(NESTED, change)

    assert changed["properties"]["enum"] == {"const": "a"}
    assert changed["properties"]["list"]["items"]["anyOf"][0] == {"const": "b"}
    assert changed["additionalProperties"] == {"const": "c"}
    assert changed["default"] == {"enum": ["no schema"]}


def test_the_original_stays_as_it_was() -> None:
    rewritten(NESTED, lambda schema: {})

    assert NESTED["properties"]["enum"] == {"enum": ["a"]}


def test_the_innermost_is_changed_first() -> None:
    seen = []

    def change(schema: dict[str, Any]) -> dict[str, Any]:
        seen.append(schema.get("type", "inner"))
        return schema

    rewritten({"type": "outer", "items": {}}, change)

    assert seen == ["inner", "outer"]


def test_a_reference_names_its_component() -> None:
    assert component(reference("Thing")["$ref"]) == "Thing"


def test_references_are_found_wherever_they_stand() -> None:
    assert list(named_in({"a": [{"$ref": "#/x/One"}], "b": {"$ref": "#/x/Two"}})) == ["One", "Two"]


def test_what_is_reachable_is_reachable_through_others_and_in_circles() -> None:
    components = {"A": reference("B"), "B": {"items": reference("A")}, "C": {}}

    assert reachable(reference("A"), components) == {"A", "B"}
