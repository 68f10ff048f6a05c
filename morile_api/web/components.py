"""Components of the contract: the schemas of every request and answer, made from the types."""

from collections.abc import Callable, Mapping
from inspect import cleandoc
from typing import Any

import msgspec

from morile_api.catalogue import Catalogue
from morile_api.language.about import (
    CheckAnswer,
    CheckRequest,
    Health,
    MatrixDocument,
    MatrixList,
    Service,
)
from morile_api.language.agreement import AgreementAnswer
from morile_api.language.answer import WEAKEST_FIRST
from morile_api.language.assessment import AssessmentAnswer, Problem
from morile_api.language.comparison import submission_of
from morile_api.language.matrix import UNKNOWN, Matrix, Scale
from morile_api.language.moderation import ModerationAnswer, change_types
from morile_api.language.prioritised import PriorityAnswer
from morile_api.language.replay import ReplayAnswer
from morile_api.language.sensitivity import SensitivityAnswer
from morile_api.language.signed import KeySet
from morile_api.language.streamed import Record, StreamHeader
from morile_api.language.submission import (
    Assessor,
    NoMatrix,
    Reference,
    Vector,
    component_name,
    grading_codes,
)
from morile_api.language.vocabulary import (
    CONFIDENCE,
    GRADING,
    MARKINGS,
    ORGANISATIONS,
    THREAT_TYPES,
    Vocabulary,
)
from morile_api.web.schemas import REF, Schema, component, reachable, reference, rewritten

ANSWERS = (
    AgreementAnswer,
    AssessmentAnswer,
    CheckAnswer,
    Health,
    KeySet,
    MatrixDocument,
    MatrixList,
    ModerationAnswer,
    PriorityAnswer,
    Problem,
    ReplayAnswer,
    SensitivityAnswer,
    Service,
    Vocabulary,
)

RECORD = "StreamRecord"

REQUESTS = {
    "assessments": ("AssessmentRequest", "Submissions to assess with one matrix."),
    "agreement": ("AgreementRequest", "Submissions by several assessors, to compare."),
    "moderations": ("ModerationRequest", "A submission and agreed changes to its answers."),
    "priorities": ("PrioritiesRequest", "Threats to rank, and slots to give to them."),
    "replays": ("ReplayRequest", "Submissions to assess with another definition too."),
    "sensitivities": ("SensitivityRequest", "Submissions to score again under other figures."),
}
"""Requests told apart by `matrix`, by the last part of their path: their component."""

CONTRACT: Schema = {
    "title": "Contract",
    "description": "An OpenAPI 3.1 document.",
    "type": "object",
    "required": ["openapi", "info", "paths"],
    "properties": {
        "openapi": {"type": "string"},
        "info": {"type": "object"},
        "paths": {"type": "object"},
    },
}
FORMATS = {"integer": "int64", "number": "double"}
NUMBER = {"type": "number", "format": "double"}
WHOLE = {"type": "integer", "format": "int64"}
NESTED = {"type": ["string", "array"]}
"""What the cells of a grid are: words, in lists as deep as the grid has axes."""


def components_of(catalogue: Catalogue) -> dict[str, Schema]:
    """Every schema the contract names, by component name."""
    unions = {"assessments": catalogue.reader.types.union}
    unions |= {name: verb.union for name, verb in catalogue.verbs.items()}
    roots, made = msgspec.json.schema_components(
        [*unions.values(), CheckRequest, StreamHeader, *ANSWERS, Record],
        ref_template=REF,
        schema_hook=lambda _: NESTED,
    )
    asked = reachable({"anyOf": [*roots[: len(unions) + 2]]}, made)
    del made[NoMatrix.__name__]
    for name, root in zip(unions, roots, strict=False):
        request, said = REQUESTS[name]
        made[request] = {**_named(root), "description": said}
        asked.add(request)
    made = {
        name: rewritten(schema, _tidied if name in asked else _answered)
        for name, schema in made.items()
    }
    shared = _shared(catalogue.vocabularies, catalogue.reader.types.words.highest_marking)
    swap = _swapping({**shared, **_texts()})
    made = {name: rewritten(schema, swap) for name, schema in made.items()} | shared | _texts()
    for entry in catalogue.entries.values():
        _open_up(entry.scorer.matrix.definition, catalogue, made)
    made |= {"Contract": CONTRACT, RECORD: _answered(roots[-1])}
    return dict(sorted(made.items()))


def _named(union: Schema) -> Schema:
    """A union without what stands in it for a request that names no matrix."""
    mapping = {name: ref for name, ref in union["discriminator"]["mapping"].items() if name}
    return {
        "anyOf": [{"$ref": ref} for ref in mapping.values()],
        "discriminator": {**union["discriminator"], "mapping": mapping},
    }


def _tidied(schema: Schema) -> Schema:
    """What the generator leaves out: types of choices, formats of numbers, one-of for the tagged.

    A figure of a definition is a `Decimal` in the types and a plain number on the wire.
    """
    if "\n    " in schema.get("description", ""):
        schema = {**schema, "description": cleandoc(schema["description"])}
    if schema == {"type": "string", "format": "decimal"}:
        return NUMBER
    if "discriminator" in schema:
        return {"oneOf" if word == "anyOf" else word: each for word, each in schema.items()}
    if str(schema.get("type")) in FORMATS:
        return {**schema, "format": FORMATS[schema["type"]]}
    if len(schema.get("enum", [])) == 1:
        rest = {word: each for word, each in schema.items() if word != "enum"}
        return {"type": "string", "const": schema["enum"][0], **rest}
    if NUMBER in schema.get("anyOf", []):
        # Every whole number is a number too.
        kinds = [each for each in schema["anyOf"] if each != WHOLE]
        return {**schema, "anyOf": kinds} if len(kinds) > 1 else NUMBER
    return {"type": "string", **schema} if "enum" in schema else schema


def _answered(schema: Schema) -> Schema:
    """The same for what is answered, where more members and more words may come with time."""
    promised = {word: each for word, each in _tidied(schema).items() if word != "default"}
    if promised.get("additionalProperties") is False:
        del promised["additionalProperties"]
    if "enum" in promised:
        now = ", ".join(promised.pop("enum"))
        promised["description"] = f"At present one of {now}; more may come."
    return promised


def _choice(title: str, description: str, keys: list[str]) -> Schema:
    return {"title": title, "description": description, "type": "string", "enum": keys}


def _shared(vocabularies: Mapping[str, Vocabulary], highest: str) -> dict[str, Schema]:
    """Choices that many requests share, in the order of their vocabulary."""

    def said(name: str) -> str:
        about = vocabularies[name].title
        return f"{about}. What each means: `GET /v1/vocabularies/{name}`."

    markings = vocabularies[MARKINGS].keys()
    return {
        "Organisation": _choice(
            "Organisation", said(ORGANISATIONS), vocabularies[ORGANISATIONS].keys()
        ),
        "ThreatType": _choice("Threat type", said(THREAT_TYPES), vocabularies[THREAT_TYPES].keys()),
        "Marking": _choice("Marking", said(MARKINGS), markings[: markings.index(highest) + 1]),
        "Grading": _choice("Grading", said(GRADING), grading_codes(vocabularies[GRADING])),
        "Confidence": _choice("Confidence", said(CONFIDENCE), list(WEAKEST_FIRST)),
        "Unknown": {
            "title": "Unknown",
            "description": "An intelligence gap: an answer of its own, never a zero.",
            "type": "string",
            "const": UNKNOWN,
        },
    }


def _texts() -> dict[str, Schema]:
    return {
        "Reference": msgspec.json.schema(Reference),
        "Assessor": msgspec.json.schema(Assessor),
        "Vector": msgspec.json.schema(Vector),
    }


def _swapping(shared: Mapping[str, Schema]) -> Callable[[Schema], Schema]:
    """A change that puts a reference where a shared schema stands."""
    choices = {frozenset(each["enum"]): name for name, each in shared.items() if "enum" in each}
    texts = [(name, each) for name, each in shared.items() if "enum" not in each]

    def swap(schema: Schema) -> Schema:
        name = choices.get(frozenset(schema.get("enum", [])))
        for text, each in texts:
            if schema == each:
                name = text
        return reference(name) if name else schema

    return swap


def _open_up(matrix: Matrix, catalogue: Catalogue, made: dict[str, Schema]) -> None:
    """Give a matrix's submissions what their types cannot say: one of two forms, and wording."""
    levels = _either(made, catalogue.reader.types.submissions[matrix.id])
    request = made[catalogue.reader.types.requests[matrix.id].__name__]
    request["oneOf"] = [{"required": ["submissions"]}, {"required": ["columns"]}]
    columns = made[component_name(matrix, "LevelColumns")]["properties"]
    some = _either(made, submission_of(catalogue.verbs["agreement"].requests[matrix.id]))
    _either(made, submission_of(catalogue.verbs["priorities"].requests[matrix.id]))
    changes = change_types(catalogue.verbs["moderations"].requests[matrix.id])
    for criterion in matrix.criteria:
        change = made[changes[criterion.key].__name__]["properties"]
        listed = columns[criterion.key]["items"]
        members = [levels["properties"][criterion.key], listed, change["from"], change["to"]]
        graded = next(component(each["$ref"]) for each in members[0]["anyOf"] if "$ref" in each)
        answer, level = (
            graded.replace("_Graded_", "_Answer_"),
            graded.replace("_Graded_", "_Level_"),
        )
        scale = matrix.scale_of(criterion)
        made[level] = _level(level, scale)
        several = {
            "type": "array",
            "items": reference(level),
            "minItems": 1,
            "maxItems": len(scale.levels),
            "uniqueItems": True,
        }
        one = [reference(level), reference("Unknown"), several]
        made[answer] = {"title": answer, "anyOf": [*one, reference(graded)]}
        made[graded]["properties"]["level"] = {"anyOf": one}
        for member in members:
            del member["anyOf"]
            member.update(reference(answer))
        some["properties"][criterion.key]["anyOf"] = [reference(answer), {"type": "null"}]


def _either(made: dict[str, Schema], submission: type[msgspec.Struct]) -> Schema:
    """Say of a submission that it has levels or a vector; gives the schema of those levels."""
    schema = made[submission.__name__]
    schema["oneOf"] = [_only("levels", "object", "vector"), _only("vector", "string", "levels")]
    return made[component(schema["properties"]["levels"]["anyOf"][0]["$ref"])]


def _level(name: str, scale: Scale) -> Schema:
    said = "\n".join(f"- `{level.key}`: {level.means}" for level in scale.levels)
    return _choice(name, f"Lowest first:\n\n{said}", [level.key for level in scale.levels])


def _only(given: str, kind: str, other: str) -> Schema:
    """One of the two is given; the other is left out, or null."""
    members: dict[str, Any] = {given: {"type": kind}, other: {"type": "null"}}
    return {"required": [given], "properties": members}
