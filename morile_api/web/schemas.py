"""JSON Schemas as plain values: changing every schema inside one, and which others it names."""

from collections.abc import Callable, Iterator
from typing import Any

Schema = dict[str, Any]

REF = "#/components/schemas/{name}"

BY_NAME = ("properties", "$defs", "patternProperties")
IN_ORDER = ("anyOf", "oneOf", "allOf", "prefixItems")
SINGLE = ("items", "additionalProperties", "not", "propertyNames")


def rewritten(schema: Schema, change: Callable[[Schema], Schema]) -> Schema:
    """A copy in which every schema, the innermost first, is what `change` makes of it."""
    copy: Schema = {}
    for word, value in schema.items():
        if word in BY_NAME:
            copy[word] = {name: rewritten(each, change) for name, each in value.items()}
        elif word in IN_ORDER:
            copy[word] = [rewritten(each, change) for each in value]
        elif word in SINGLE and isinstance(value, dict):
            copy[word] = rewritten(value, change)
        else:
            copy[word] = value
    return change(copy)


def reference(name: str) -> Schema:
    """A reference to a component."""
    return {"$ref": REF.format(name=name)}


def component(ref: str) -> str:
    """The name of the component that a reference names."""
    return ref.rpartition("/")[2]


def named_in(value: Any) -> Iterator[str]:
    """Names of the components that a schema, or a part of the document, refers to."""
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield component(value["$ref"])
        for each in value.values():
            yield from named_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from named_in(each)


def reachable(roots: Schema, components: dict[str, Schema]) -> set[str]:
    """Names of all components that a schema needs."""
    found: set[str] = set()
    waiting = list(named_in(roots))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += named_in(components[name])
    return found
