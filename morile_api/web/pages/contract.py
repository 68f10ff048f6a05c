"""The documentation page: the OpenAPI document as people read it, operation by operation."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from morile_api.web.pages.calls import curl_of, python_of

Value = dict[str, Any]

OF_ONE_MATRIX = re.compile(r"_[0-9]+_[0-9]+_[0-9]+(_|$)")
"""In the name of a schema: the version of the matrix that it is made from."""

MOST_CHOICES = 8
"""Choices that are listed; of more only their number is told."""


class Example(msgspec.Struct, frozen=True):
    """One example of a body."""

    name: str
    text: str


class Row(msgspec.Struct, frozen=True):
    """One member of a body, or one parameter: its name, type and meaning."""

    name: str
    kind: str
    required: bool
    says: str


class Answer(msgspec.Struct, frozen=True):
    """One response: its status, what it means, and the name of what its body is."""

    status: str
    says: str
    body: str | None
    problems: list[str]
    example: Example | None


class Called(msgspec.Struct, frozen=True):
    """One operation as the page shows it."""

    name: str
    tag: str
    method: str
    path: str
    summary: str
    description: str
    parameters: list[Row]
    request: str | None
    example: Example | None
    curl: str
    python: str
    answers: list[Answer]


class Problem(msgspec.Struct, frozen=True):
    """One type of problem: what it is called, when it comes and what to do."""

    type: str
    status: int
    title: str
    detail: str
    example: str


class Schema(msgspec.Struct, frozen=True):
    """One kind of body, or of a part of one."""

    name: str
    says: str
    rows: list[Row]


class Contract:
    """An OpenAPI document, taken apart."""

    def __init__(self, text: bytes) -> None:
        """Read the document as it is served."""
        self.document: Value = msgspec.json.decode(text)
        self._parts: Value = self.document["components"]

    @property
    def about(self) -> str:
        """What the service is, in Markdown."""
        return str(self.document["info"]["description"])

    def tags(self) -> list[tuple[str, str]]:
        """Kinds of operations, each with what it is about."""
        return [(each["name"], each["description"]) for each in self.document["tags"]]

    def operations(self) -> list[Called]:
        """Every operation, in the order of the document."""
        return [
            self._operation(method, path, it)
            for path, item in self.document["paths"].items()
            for method, it in item.items()
        ]

    def problems(self) -> list[Problem]:
        """Every type of problem, each once, by status."""
        found = {
            example["value"]["type"]: _problem(example)
            for response in self._parts["responses"].values()
            for content in response.get("content", {}).values()
            for example in content.get("examples", {}).values()
        }
        return sorted(found.values(), key=lambda each: (each.status, each.type))

    def schemas(self) -> list[Schema]:
        """What bodies are made of, but for what each matrix has of its own."""
        return [
            Schema(name, _plain(it.get("description", "")), list(self._members(it)))
            for name, it in self._parts["schemas"].items()
            if not OF_ONE_MATRIX.search(name)
        ]

    def _operation(self, method: str, path: str, it: Value) -> Called:
        sent = it.get("requestBody", {}).get("content", {})
        kind = next(iter(sent), None)
        content = sent[kind] if kind else {}
        answers = [self._answer(status, each) for status, each in it["responses"].items()]
        example = _shortest(content)
        return Called(
            name=it["operationId"],
            tag=it["tags"][0],
            method=method.upper(),
            path=path,
            summary=it["summary"],
            description=it["description"],
            parameters=[
                Row(each["name"], _kind(each["schema"]), True, each["description"])
                for each in it.get("parameters", [])
            ],
            request=_named(content.get("schema", {})),
            example=example,
            curl=curl_of(method, path, kind, it),
            python=python_of(method, path, kind, it),
            answers=[self._paired(each, it, example) for each in answers],
        )

    def _paired(self, answer: Answer, it: Value, request: Example | None) -> Answer:
        """The answer with the example that answers the example of the request."""
        examples = _content(it["responses"].get(answer.status, {})).get("examples", {})
        if request is None or request.name not in examples:
            return answer
        text = _written(examples[request.name]["value"])
        return msgspec.structs.replace(answer, example=Example(request.name, text))

    def _answer(self, status: str, it: Value) -> Answer:
        response = self._parts["responses"][it["$ref"].rpartition("/")[2]] if "$ref" in it else it
        content = _content(response)
        types = [
            example["value"]["type"]
            for example in content.get("examples", {}).values()
            if isinstance(example["value"], dict)
            and str(example["value"].get("type", "")).startswith("/problems/")
        ]
        example = None if types else _shortest(content)
        body = _named(content.get("schema", {}))
        return Answer(status, response["description"], body, types, example)

    def _members(self, it: Value) -> Iterator[Row]:
        required = it.get("required", [])
        for name, member in it.get("properties", {}).items():
            says = _plain(member.get("description", ""))
            yield Row(name, _kind(member), name in required, says)


def _content(response: Value) -> Value:
    """The one kind of body that a response has; nothing where it has none."""
    found: Value = next(iter(response.get("content", {}).values()), {})
    return found


def _problem(example: Value) -> Problem:
    it = example["value"]
    detail = it.get("detail") or "`errors` lists every fault, each with its place and its code."
    return Problem(it["type"], it["status"], it["title"], detail, _written(it))


def _shortest(content: Value) -> Example | None:
    """The example that is quickest to read."""
    written = {name: _written(each["value"]) for name, each in content.get("examples", {}).items()}
    if not written:
        return None
    name = min(written, key=lambda each: len(written[each]))
    return Example(name, written[name])


def _written(value: Any) -> str:
    if isinstance(value, str):
        return value
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def _named(schema: Value) -> str | None:
    """The name of what a body is."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    for part in (*schema.get("oneOf", []), *schema.get("anyOf", []), schema.get("items", {})):
        if part and (name := _named(part)):
            return name
    return None


def _kind(schema: Value) -> str:
    """A type in words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "const" in schema:
        return msgspec.json.encode(schema["const"]).decode()
    if "enum" in schema:
        listed = [str(each) for each in schema["enum"]]
        return " | ".join(listed) if len(listed) <= MOST_CHOICES else f"one of {len(listed)} words"
    for member in ("anyOf", "oneOf"):
        if member in schema:
            kinds = list(dict.fromkeys(_kind(each) for each in schema[member]))
            return (
                " or ".join(kinds) if len(kinds) <= MOST_CHOICES else f"one of {len(kinds)} kinds"
            )
    kind = schema.get("type", "any value")
    if kind == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"object of {_kind(schema['additionalProperties'])}"
    return " or ".join(kind) if isinstance(kind, list) else str(kind)


def _plain(text: str) -> str:
    return " ".join(text.split("Attributes:")[0].split())
