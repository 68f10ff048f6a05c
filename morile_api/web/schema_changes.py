"""Whether one JSON Schema lets through everything another does, and each place where it does not.

What cannot be decided, such as whether one pattern holds within another, counts as a difference.
"""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

import msgspec

from morile_api.language.faults import escaped
from morile_api.web.schemas import Schema

LEAST = {
    "minimum": "number",
    "exclusiveMinimum": "number",
    "minLength": "string",
    "minItems": "array",
    "minProperties": "object",
}
MOST = {
    "maximum": "number",
    "exclusiveMaximum": "number",
    "maxLength": "string",
    "maxItems": "array",
    "maxProperties": "object",
}
NOT_COMPARED = (
    "pattern",
    "format",
    "allOf",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "prefixItems",
    "patternProperties",
    "propertyNames",
    "dependentRequired",
    "dependentSchemas",
)
"""Keywords of which two that differ are taken to let different things through."""

ALTERNATIVES = ("anyOf", "oneOf")

ANYTHING: Schema = {}
NOTHING: Schema = {"enum": []}

Resolve = Callable[[Schema], Schema]


class Narrower(msgspec.Struct, frozen=True):
    """A keyword that lets less through: where it stands, which it is, and how it differs."""

    pointer: str
    keyword: str
    detail: str


class Sides(msgspec.Struct, frozen=True):
    """How references are resolved in the document of either schema.

    `seen` are the pairs of references under way, so that recursive schemas come to an end.
    """

    wide: Resolve
    narrow: Resolve
    seen: frozenset[tuple[str, str]] = frozenset()


def resolving(components: dict[str, Schema]) -> Resolve:
    """How references into these components are resolved; what stands beside one is kept."""

    def resolve(schema: Schema) -> Schema:
        while "$ref" in schema:
            beside = {word: value for word, value in schema.items() if word != "$ref"}
            schema = {**components[schema["$ref"].rpartition("/")[2]], **beside}
        return schema

    return resolve


def narrowings(wide: Schema, narrow: Schema, sides: Sides, at: str = "") -> list[Narrower]:
    """Every place where `wide` does not let through what `narrow` does.

    Args:
        wide: the schema that should let everything through.
        narrow: the schema of what comes.
        sides: their documents.
        at: pointer to the place they stand at, with `*` for any item or member.
    """
    return list(dict.fromkeys(_narrowings(wide, narrow, sides, at)))


def _narrowings(wide: Schema, narrow: Schema, sides: Sides, at: str) -> Iterator[Narrower]:
    names = (wide.get("$ref", ""), narrow.get("$ref", ""))
    if all(names):
        if names in sides.seen:
            return
        sides = msgspec.structs.replace(sides, seen=sides.seen | {names})
    lets = sides.wide(wide)
    for comes in _spread(narrow, sides.narrow):
        yield from _of_one(lets, comes, sides, at)
        alternatives = _alternatives(lets)
        if alternatives:
            yield from _of_alternatives(alternatives, comes, sides, at)


def _alternatives(schema: Schema) -> list[Schema]:
    return [each for word in ALTERNATIVES for each in schema.get(word, [])]


def _spread(schema: Schema, resolve: Resolve) -> Iterator[Schema]:
    """The alternatives of a schema, each with what the schema says besides."""
    schema = resolve(schema)
    alternatives = _alternatives(schema)
    if not alternatives:
        yield schema
    beside = {word: each for word, each in schema.items() if word not in ALTERNATIVES}
    for each in alternatives:
        for one in _spread(each, resolve):
            both = _both(beside, one)
            if both is not None:
                yield both


def _both(one: Schema, other: Schema) -> Schema | None:
    """What lets through only what both do; nothing where their types exclude each other.

    Where both use the same keyword, the second's counts: an alternative is the more exact.
    """
    merged = {**one, **other}
    if _types(one) and _types(other):
        shared = _types(one) & _types(other)
        if not shared:
            return None
        merged["type"] = sorted(shared)
    if "required" in one:
        merged["required"] = list(dict.fromkeys([*one["required"], *merged["required"]]))
    mine, others = one.get("properties", {}), other.get("properties", {})
    members = {**mine, **others}
    for name in mine.keys() & others.keys():
        # A reference may stand in either, so both are kept and resolved when their turn comes.
        members[name] = {**others[name], **mine[name], **_type_of(others[name])}
    return {**merged, "properties": members} if members else merged


def _type_of(schema: Schema) -> Schema:
    return {"type": schema["type"]} if "type" in schema else {}


def _of_alternatives(
    wide: list[Schema], narrow: Schema, sides: Sides, at: str
) -> Iterator[Narrower]:
    tried = [_narrowings(each, narrow, sides, at) for each in wide]
    firsts = [next(each, None) for each in tried]
    if None in firsts:
        return
    if len(wide) == 1:
        yield from (each for each in [firsts[0], *tried[0]] if each)
        return
    yield Narrower(at, "anyOf", f"none of {len(wide)} alternatives lets through {_called(narrow)}")


def _called(schema: Schema) -> str:
    if "const" in schema:
        return repr(schema["const"])
    return str(schema.get("title") or schema.get("type") or "what came before")


def _of_one(wide: Schema, narrow: Schema, sides: Sides, at: str) -> Iterator[Narrower]:
    yield from _of_type(wide, narrow, at)
    yield from _of_choices(wide, narrow, at)
    yield from _of_bounds(wide, narrow, at)
    for word in NOT_COMPARED:
        if word in wide and wide[word] != narrow.get(word):
            yield Narrower(at, word, "differs, and which lets more through is not judged")
    if _may_be(narrow, "object"):
        yield from _of_members(wide, narrow, sides, at)
    if _may_be(narrow, "array") and "items" in wide:
        items = narrow.get("items", ANYTHING)
        yield from _narrowings(wide["items"], items, sides, f"{at}/*")


def _types(schema: Schema) -> set[str]:
    said = schema.get("type", [])
    return {said} if isinstance(said, str) else set(said)


def _may_be(schema: Schema, kind: str) -> bool:
    types = _types(schema)
    return not types or kind in types or (kind == "number" and "integer" in types)


def _of_type(wide: Schema, narrow: Schema, at: str) -> Iterator[Narrower]:
    lets, comes = _types(wide), _types(narrow)
    whole = {"integer"} if "number" in lets else set()
    if lets and _choices(narrow) is None and not (comes and comes <= lets | whole):
        was = ", ".join(sorted(comes)) or "anything"
        yield Narrower(at, "type", f"{', '.join(sorted(lets))}, not {was}")


def _choices(schema: Schema) -> list[Any] | None:
    if "const" in schema:
        return [schema["const"]]
    found: list[Any] | None = schema.get("enum")
    return found


def _of_choices(wide: Schema, narrow: Schema, at: str) -> Iterator[Narrower]:
    lets, comes = _choices(wide), _choices(narrow)
    if lets is None:
        return
    if comes is None:
        yield Narrower(at, "enum", "a closed list, not any value")
        return
    gone = ", ".join(str(each) for each in comes if each not in lets)
    if gone:
        yield Narrower(at, "enum", f"lacks {gone}")


def _of_bounds(wide: Schema, narrow: Schema, at: str) -> Iterator[Narrower]:
    for word, kind in chain(LEAST.items(), MOST.items()):
        if word in wide and _may_be(narrow, kind):
            lets, comes = wide[word], narrow.get(word)
            if comes is None or (lets > comes if word in LEAST else lets < comes):
                yield Narrower(at, word, f"{lets}, not {'unbounded' if comes is None else comes}")
    step, comes = wide.get("multipleOf"), narrow.get("multipleOf")
    if step is not None and _may_be(narrow, "number") and (comes is None or comes % step):
        yield Narrower(at, "multipleOf", f"{step}, not {comes or 'any'}")
    if wide.get("uniqueItems") and _may_be(narrow, "array") and not narrow.get("uniqueItems"):
        yield Narrower(at, "uniqueItems", "items must differ")


def _of_members(wide: Schema, narrow: Schema, sides: Sides, at: str) -> Iterator[Narrower]:
    for name in wide.get("required", []):
        if name not in narrow.get("required", []):
            yield Narrower(_inside(at, name), "required", "must be there, not may be left out")
    for name in {**wide.get("properties", {}), **narrow.get("properties", {})}:
        lets, comes = _member(wide, name), _member(narrow, name)
        if lets is NOTHING and comes is not NOTHING:
            yield Narrower(_inside(at, name), "properties", "no such member")
        elif comes is not NOTHING and lets is not ANYTHING:
            yield from _narrowings(lets, comes, sides, _inside(at, name))
    lets, comes = _others(wide), _others(narrow)
    if lets is NOTHING and comes is not NOTHING:
        yield Narrower(at, "additionalProperties", "no further members")
    elif comes is not NOTHING and lets is not ANYTHING:
        yield from _narrowings(lets, comes, sides, _inside(at, "*"))


def _inside(at: str, name: str) -> str:
    return f"{at}/{escaped(name)}"


def _member(schema: Schema, name: str) -> Schema:
    found: Schema | None = schema.get("properties", {}).get(name)
    return _others(schema) if found is None else found


def _others(schema: Schema) -> Schema:
    """What members have to be that are not named: anything, unless it is said."""
    said = schema.get("additionalProperties", True)
    if isinstance(said, dict):
        return said
    return ANYTHING if said else NOTHING
