"""Compatibility: whether a changed contract breaks callers of the one before it.

Requests: whatever was accepted must still be. Answers: whatever may come must have been announced;
members that nobody named may come at any time.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from morile_api.language.faults import escaped
from morile_api.web.schema_changes import Narrower, Sides, narrowings, resolving
from morile_api.web.schemas import Schema

Value = dict[str, Any]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class Break(msgspec.Struct, frozen=True):
    """One way in which a changed contract breaks callers: where, and what to put back."""

    pointer: str
    detail: str


def breaks(old: Value, new: Value) -> list[Break]:
    """Everything in a changed contract that breaks callers of the old one.

    Args:
        old: the OpenAPI document that callers rely on.
        new: the changed one.
    """
    found: list[Break] = []
    for path, item in old["paths"].items():
        for method in METHODS:
            at = f"/paths/{escaped(path)}/{method}"
            if method not in item:
                continue
            changed = new["paths"].get(path, {}).get(method)
            if changed is None:
                found.append(Break(at, "the operation is gone"))
            else:
                found += _Comparison(old, new).of_operation(item[method], changed, at)
    found += _of_names(old, new)
    return list(dict.fromkeys(found))


def _of_names(old: Value, new: Value) -> Iterator[Break]:
    """Generated clients name their types after the components."""
    now = new["components"]["schemas"]
    for name in old["components"]["schemas"]:
        if name not in now:
            yield Break(f"/components/schemas/{name}", "the schema is gone or has another name")


class _Comparison:
    """Two documents, with the ways their references are resolved."""

    def __init__(self, old: Value, new: Value) -> None:
        self._parts = old["components"], new["components"]
        self._security = old.get("security", []), new.get("security", [])
        self._old = resolving(old["components"]["schemas"])
        self._new = resolving(new["components"]["schemas"])

    def of_operation(self, old: Value, new: Value, at: str) -> Iterator[Break]:
        """What breaks callers of one operation."""
        if old.get("operationId") != new.get("operationId"):
            yield Break(f"{at}/operationId", "generated clients name their methods after it")
        if new.get("security", self._security[1]) != old.get("security", self._security[0]):
            yield Break(f"{at}/security", "callers would have to authenticate differently")
        yield from self._of_parameters(old, new, f"{at}/parameters")
        yield from self._of_body(old.get("requestBody"), new.get("requestBody"), at)
        yield from self._of_responses(old["responses"], new["responses"], f"{at}/responses")

    def _of_parameters(self, old: Value, new: Value, at: str) -> Iterator[Break]:
        before = {(each["in"], each["name"]): each for each in old.get("parameters", [])}
        after = {(each["in"], each["name"]): each for each in new.get("parameters", [])}
        for key, was in before.items():
            place = f"{at}/{'.'.join(key)}"
            if key not in after:
                yield Break(place, "the parameter is gone")
                continue
            yield from self._accepted(was["schema"], after[key]["schema"], place)
        for key, now in after.items():
            if now.get("required") and not before.get(key, {}).get("required"):
                yield Break(f"{at}/{'.'.join(key)}", "the parameter must be given now")

    def _of_body(self, old: Value | None, new: Value | None, at: str) -> Iterator[Break]:
        at = f"{at}/requestBody"
        if new and new.get("required") and not (old and old.get("required")):
            yield Break(at, "a body must be sent now")
        if old and not new:
            yield Break(at, "no body is taken any more")
        if not (old and new):
            return
        for kind, was in old["content"].items():
            if kind not in new["content"]:
                yield Break(f"{at}/{escaped(kind)}", "the media type is gone")
            else:
                now = new["content"][kind]["schema"]
                yield from self._accepted(was["schema"], now, f"{at}/{escaped(kind)}")

    def _of_responses(self, old: Value, new: Value, at: str) -> Iterator[Break]:
        for status, reply in new.items():
            if status.startswith("2") and status not in old:
                yield Break(f"{at}/{status}", "a success that callers do not know")
            if status not in old:
                continue
            was, now = self._reply(old[status], 0), self._reply(reply, 1)
            yield from self._of_reply(was, now, f"{at}/{status}")
        for status in old:
            if status.startswith("2") and status not in new:
                yield Break(f"{at}/{status}", "the answer is gone")

    def _of_reply(self, old: Value, new: Value, at: str) -> Iterator[Break]:
        for name in old.get("headers", {}):
            if name not in new.get("headers", {}):
                yield Break(f"{at}/headers/{name}", "the header is gone")
        for kind, was in old.get("content", {}).items():
            now = new.get("content", {}).get(kind)
            if now is None:
                yield Break(f"{at}/{escaped(kind)}", "the media type is gone")
                continue
            place = f"{at}/{escaped(kind)}"
            sides = Sides(self._old, self._new)
            for each in narrowings(was["schema"], now["schema"], sides, place):
                yield _announced(each)

    def _reply(self, reply: Value, document: int) -> Value:
        ref = reply.get("$ref")
        parts: Value = self._parts[document]
        found: Value = parts["responses"][ref.rpartition("/")[2]] if ref else reply
        return found

    def _accepted(self, old: Schema, new: Schema, at: str) -> Iterator[Break]:
        sides = Sides(self._new, self._old)
        for each in narrowings(new, old, sides, at):
            yield Break(each.pointer, f"accepts less than before: {each.keyword} {each.detail}")


def _announced(each: Narrower) -> Break:
    said = f"what may come now was not announced: {each.keyword} was {each.detail}"
    return Break(each.pointer, said)


def main(arguments: Sequence[str]) -> int:
    """Say how a changed contract breaks callers.

    Args:
        arguments: files of the old and of the new document.

    Returns:
        The exit code: 1 when anything breaks, 2 for the wrong number of arguments.
    """
    if len(arguments) != 2:
        sys.stderr.write("usage: python -m morile_api.web.compatibility OLD NEW\n")
        return 2
    old, new = (json.loads(Path(each).read_text("utf-8")) for each in arguments)
    found = breaks(old, new)
    for each in found:
        sys.stdout.write(f"{each.pointer}: {each.detail}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
