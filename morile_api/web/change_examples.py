"""Examples of change in the contract: agreed changes to a submission, and another definition."""

import msgspec

from morile_api.catalogue import Catalogue
from morile_api.engine.change.moderate import moderate
from morile_api.engine.change.replay import replay
from morile_api.language.matrix import Matrix
from morile_api.web.examples import Value, answered, example_requests, plain, plainest

CHANGED = 2
"""Answers that an example changes."""


def moderation_requests(catalogue: Catalogue) -> dict[str, Value]:
    """New intelligence that raises answers, and a disruption that lowers them."""
    request = _scored(catalogue)
    name, submission = request["matrix"], request["submissions"][0]
    definition = catalogue.entry(name).scorer.matrix.definition
    up = _changes(definition, submission, -1, "A partner agency's referral says so.")
    down = _changes(definition, submission, 0, "The leading members are in prison.")
    disruption = {"kind": "disruption", "step": "major", "ref": "EXAMPLE-OPERATION"}
    asked = {"matrix": name, "submission": submission}
    return {
        "new-intelligence": {**asked, "changes": up, "prompt": {"kind": "new-intelligence"}},
        "disruption": {**asked, "changes": down, "prompt": disruption},
    }


def replay_requests(catalogue: Catalogue) -> dict[str, Value]:
    """The same version, which moves nobody, and another matrix that asks some of the same."""
    request = _scored(catalogue)
    asked = {"matrix": request["matrix"], "submissions": request["submissions"]}
    found = {"same-version": {**asked, "to": request["matrix"]}}
    ours = _scales(catalogue.entry(request["matrix"]).scorer.matrix.definition)
    for name, entry in catalogue.entries.items():
        theirs = _scales(entry.scorer.matrix.definition)
        shared = [key for key in ours if ours[key] == theirs.get(key)]
        if name != request["matrix"] and shared and "another-matrix" not in found:
            crosswalk = [{"from": key, "to": key} for key in shared]
            found["another-matrix"] = {**asked, "to": name, "crosswalk": crosswalk}
    return found


def moderation_answers(catalogue: Catalogue) -> dict[str, Value]:
    """The engine's own answers to the moderations."""
    verb = catalogue.verbs["moderations"]
    return {
        name: plain(moderate(catalogue.scorers, verb, msgspec.json.encode(request)))
        for name, request in moderation_requests(catalogue).items()
    }


def replay_answers(catalogue: Catalogue) -> dict[str, Value]:
    """The engine's own answers to the replays."""
    verb = catalogue.verbs["replays"]
    return {
        name: plain(replay(catalogue.scorers, verb, msgspec.json.encode(request)))
        for name, request in replay_requests(catalogue).items()
    }


def _scored(catalogue: Catalogue) -> Value:
    """An example that has a score although it has gaps, if there is one: for themes by choice."""
    requests = example_requests(catalogue).values()
    scored = [
        each for each in requests if answered(catalogue, each)["results"][0]["score"] is not None
    ]
    entries = catalogue.entries

    def place(request: Value) -> tuple[bool, int]:
        definition = entries[request["matrix"]].scorer.matrix.definition
        return definition.applies_to != "theme", len(definition.criteria)

    return min(scored, key=place, default=plainest(catalogue))


def _changes(definition: Matrix, submission: Value, end: int, reason: str) -> list[Value]:
    """Changes of the first answers that are not there yet to the lowest (0) or highest (-1)."""
    levels = submission["levels"]
    ends = {key: scale[end] for key, scale in _scales(definition).items()}
    changed = [key for key in ends if levels[key] != ends[key]][:CHANGED]
    return [
        {
            "criterion": key,
            "from": levels[key],
            "to": ends[key],
            "reason": reason,
            "role": "regional threat assessment moderator",
            "date": "2026-10-15",
        }
        for key in changed
    ]


def _scales(definition: Matrix) -> dict[str, list[str]]:
    return {c.key: [lv.key for lv in definition.scale_of(c).levels] for c in definition.criteria}
