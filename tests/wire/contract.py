"""Trying a service against its contract with schemathesis: every check, in every phase."""

import tomllib
from collections import Counter
from typing import Any

import msgspec
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, events, from_schema

import tests.wire.ndjson  # noqa: F401
from tests.house.sources import ROOT

LONGEST_LIST = 20
"""The longest list is tried too: one of 10,000 submissions would be larger than a body may be."""

PHASES = {"EXAMPLES", "COVERAGE", "FUZZING", "STATEFUL_TESTING"}


class Tried(msgspec.Struct):
    """What came of it: cases tried in each phase, checks made, and everything that went wrong."""

    cases: Counter[str]
    checks: Counter[str]
    wrong: list[str]


def configuration() -> SchemathesisConfig:
    """That of the repository, which anyone can use from the command line too."""
    return SchemathesisConfig.from_path(ROOT / "schemathesis.toml")


JUDGEMENTS = {
    "createAgreement",
    "createModeration",
    "createPriorities",
    "createReplay",
    "createSensitivity",
}
"""By far the longest bodies, nine in ten of all boundaries."""


def through_a_server() -> SchemathesisConfig:
    """The same for a running service.

    Boundaries of the longest bodies are tried without a server, and are the same behind one.
    """
    chosen = tomllib.loads((ROOT / "schemathesis.toml").read_text("utf-8"))
    for each in chosen["operations"]:
        if each["include-operation-id"] in JUDGEMENTS:
            each["phases"] = {"coverage": {"enabled": False}}
    return SchemathesisConfig.from_dict(chosen)


def with_token(token: str) -> SchemathesisConfig:
    """The same for a service whose callers need a token.

    Boundaries of bodies are tried without tokens, some 40,000 of them, and are the same with one.
    """
    chosen = tomllib.loads((ROOT / "schemathesis.toml").read_text("utf-8"))
    generation = {**chosen["generation"], "max-examples": 2}
    auth = {"openapi": {"bearer": {"bearer": token}}}
    phases = {"coverage": {"enabled": False}}
    return SchemathesisConfig.from_dict(
        {**chosen, "generation": generation, "auth": auth, "phases": phases}
    )


def tried(schema: Any) -> Tried:
    """Every phase of schemathesis over a loaded schema."""
    found = Tried(Counter(), Counter(), [])
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            found.cases[event.phase.name] += len(event.recorder.cases)
            found.checks.update(
                check.name for checks in event.recorder.checks.values() for check in checks
            )
            found.wrong += [
                f"{check.name}: {check.failure_info.failure}"
                for checks in event.recorder.checks.values()
                for check in checks
                if check.failure_info
            ]
        elif isinstance(event, events.PhaseFinished):
            if event.status not in (Status.SUCCESS, Status.SKIP):
                found.wrong.append(f"{event.phase.name}: {event.status}")
        elif isinstance(event, events.NonFatalError | events.FatalError):
            found.wrong.append(str(event))
    return found
