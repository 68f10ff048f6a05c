"""Each rule by which one schema lets through less than another."""

from typing import Any

import pytest

from morile_api.web.schema_changes import Sides, narrowings, resolving

TEXT = {"type": "string"}
NUMBER = {"type": "number"}


def narrower(
    wide: dict[str, Any], narrow: dict[str, Any], components: dict[str, Any] | None = None
) -> list[tuple[str, str]]:
    """Where `wide` lets through less than `narrow`, and by which keyword."""
    resolve = resolving(components or {})
    found = narrowings(wide, narrow, Sides(resolve, resolve))
    return [(each.pointer, each.keyword) for each in found]


def an_object(
    required: tuple[str, ...] = (), closed: bool = True, **members: Any
) -> dict[str, Any]:
    made = {"type": "object", "properties": members, "required": list(required)}
    return {**made, "additionalProperties": False} if closed else made


SAME: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, TEXT),
    ({}, {}),
    (TEXT, TEXT),
    (NUMBER, {"type": "integer"}),
    ({"type": ["string", "null"]}, TEXT),
    (TEXT, {"const": "a", "type": "string"}),
    ({"enum": ["a", "b"]}, {"enum": ["a"]}),
    ({"enum": ["a", "b"]}, {"const": "b"}),
    ({**NUMBER, "minimum": 0}, {**NUMBER, "minimum": 1}),
    ({**NUMBER, "maximum": 5}, {**NUMBER, "maximum": 5}),
    ({**NUMBER, "multipleOf": 2}, {**NUMBER, "multipleOf": 4}),
    ({**TEXT, "maxLength": 9}, {"type": "null"} | {"type": "string", "maxLength": 3}),
    ({**TEXT, "pattern": "^a$"}, {**TEXT, "pattern": "^a$"}),
    ({"type": "array", "items": TEXT}, {"type": "array", "items": {**TEXT, "maxLength": 3}}),
    ({"type": "array", "uniqueItems": True}, {"type": "array", "uniqueItems": True}),
    (an_object(a=TEXT, b=TEXT), an_object(a=TEXT)),
    (an_object(a=TEXT), an_object(("a",), a=TEXT)),
    (an_object(closed=False), an_object(closed=False, a=TEXT)),
    ({"type": "object", "additionalProperties": TEXT}, an_object(a=TEXT)),
    ({"anyOf": [TEXT, NUMBER]}, NUMBER),
    ({"anyOf": [TEXT, NUMBER]}, {"anyOf": [NUMBER, TEXT]}),
    ({"type": ["string", "null"]}, {"anyOf": [TEXT, {"type": "null"}]}),
    ({"anyOf": [{"anyOf": [TEXT, NUMBER]}, {"type": "null"}]}, {"oneOf": [NUMBER]}),
    ({**TEXT, "minLength": 1}, {"anyOf": [{**TEXT, "minLength": 2}]}),
]


@pytest.mark.parametrize(("wide", "narrow"), SAME, ids=range(len(SAME)))
def test_what_lets_through_as_much_or_more_is_no_narrower(
    wide: dict[str, Any], narrow: dict[str, Any]
) -> None:
    assert narrower(wide, narrow) == []


LESS: list[tuple[str, dict[str, Any], dict[str, Any], tuple[str, str]]] = [
    ("another type", TEXT, NUMBER, ("", "type")),
    ("one type of two", TEXT, {"type": ["string", "null"]}, ("", "type")),
    ("a type where there was none", TEXT, {}, ("", "type")),
    ("whole numbers only", {"type": "integer"}, NUMBER, ("", "type")),
    ("a choice less", {"enum": ["a"]}, {"enum": ["a", "b"]}, ("", "enum")),
    ("a choice where there was none", {**TEXT, "enum": ["a"]}, TEXT, ("", "enum")),
    ("another constant", {"const": "a"}, {"const": "b"}, ("", "enum")),
    ("a higher least", {**NUMBER, "minimum": 1}, {**NUMBER, "minimum": 0}, ("", "minimum")),
    ("a new least", {**TEXT, "minLength": 1}, TEXT, ("", "minLength")),
    ("a lower most", {**NUMBER, "maximum": 4}, {**NUMBER, "maximum": 5}, ("", "maximum")),
    ("a new most", {"type": "array", "maxItems": 4}, {"type": "array"}, ("", "maxItems")),
    ("a step", {**NUMBER, "multipleOf": 1}, NUMBER, ("", "multipleOf")),
    ("a longer step", {**NUMBER, "multipleOf": 2}, {**NUMBER, "multipleOf": 3}, ("", "multipleOf")),
    ("a new pattern", {**TEXT, "pattern": "a"}, TEXT, ("", "pattern")),
    ("another pattern", {**TEXT, "pattern": "a"}, {**TEXT, "pattern": "b"}, ("", "pattern")),
    ("a new format", {**TEXT, "format": "date"}, TEXT, ("", "format")),
    (
        "items that must differ",
        {"type": "array", "uniqueItems": True},
        {"type": "array"},
        ("", "uniqueItems"),
    ),
    (
        "narrower items",
        {"type": "array", "items": TEXT},
        {"type": "array", "items": {"type": ["string", "null"]}},
        ("/*", "type"),
    ),
    (
        "narrower items than any",
        {"type": "array", "items": TEXT},
        {"type": "array"},
        ("/*", "type"),
    ),
    (
        "a member that must be there",
        an_object(("a",), a=TEXT),
        an_object(a=TEXT),
        ("/a", "required"),
    ),
    ("a member that is gone", an_object(), an_object(a=TEXT), ("/a", "properties")),
    ("a narrower member", an_object(a=TEXT), an_object(a={}), ("/a", "type")),
    (
        "a member of a member",
        an_object(a=an_object()),
        an_object(a=an_object(b=TEXT)),
        ("/a/b", "properties"),
    ),
    ("no further members", an_object(), an_object(closed=False), ("", "additionalProperties")),
    (
        "narrower further members",
        {"type": "object", "additionalProperties": TEXT},
        {"type": "object", "additionalProperties": {}},
        ("/*", "type"),
    ),
    (
        "an alternative less",
        {"anyOf": [TEXT, {"type": "null"}]},
        {"anyOf": [TEXT, NUMBER]},
        ("", "anyOf"),
    ),
    ("a text no alternative takes", {"anyOf": [NUMBER, {"type": "null"}]}, TEXT, ("", "anyOf")),
    ("a narrower only alternative", {"oneOf": [{**TEXT, "maxLength": 3}]}, TEXT, ("", "maxLength")),
    ("something nobody judges", {"not": TEXT}, {}, ("", "not")),
]


@pytest.mark.parametrize(
    ("wide", "narrow", "found"), [each[1:] for each in LESS], ids=[each[0] for each in LESS]
)
def test_what_lets_through_less_is_told_with_its_place(
    wide: dict[str, Any], narrow: dict[str, Any], found: tuple[str, str]
) -> None:
    assert narrower(wide, narrow) == [found]


def test_references_are_followed_and_what_stands_beside_them_counts() -> None:
    components = {"Text": {"type": "string", "maxLength": 5}}
    ref = {"$ref": "#/components/schemas/Text"}

    assert narrower(ref, {**TEXT, "maxLength": 6}, components) == [("", "maxLength")]
    assert narrower({**ref, "description": "x"}, ref, components) == []


def test_a_schema_that_holds_itself_comes_to_an_end() -> None:
    tree = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Tree"}}}
    ref = {"$ref": "#/components/schemas/Tree"}

    assert narrower(ref, ref, {"Tree": tree}) == []


def test_exclusive_alternatives_beside_members_are_compared_together() -> None:
    """Levels or a vector: the alternatives say of either that the other is null."""
    levels, vector = {"anyOf": [an_object(a=TEXT), {"type": "null"}]}, {"type": ["string", "null"]}

    def submission(shape: dict[str, Any]) -> dict[str, Any]:
        one = {"required": ["levels"], "properties": {"levels": {"type": "object"}}}
        other = {
            "required": ["vector"],
            "properties": {"vector": TEXT, "levels": {"type": "null"}},
        }
        return {**an_object(levels=shape, vector=vector), "oneOf": [one, other]}

    same = submission(levels)
    less = submission({"anyOf": [an_object(), {"type": "null"}]})

    assert narrower(same, same) == []
    assert narrower(less, same) != []
    assert narrower(same, less) == []


def test_a_submission_that_may_be_given_in_one_way_only_is_narrower() -> None:
    both = an_object(levels=TEXT, vector=TEXT)
    one = {**both, "oneOf": [{"required": ["levels"]}]}

    assert narrower(one, both) == [("/levels", "required")]
    assert narrower(both, one) == []
