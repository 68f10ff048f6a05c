"""Several assessors' submissions for tests, and their agreement."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from morile_api.engine.agreement.alpha import Units, units_of
from morile_api.engine.agreement.compare import agreement_answer
from morile_api.engine.agreement.panel import Panel, panel_of
from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.scorer import Scorer, scorer_of
from morile_api.language.agreement import AgreementAnswer
from morile_api.language.by_matrix import Verb, read_verb, verb_of
from morile_api.language.comparison import agreement_requests
from morile_api.language.faults import BadSubmission, Fault
from morile_api.language.matrix import Matrix
from morile_api.language.submission import shared_words
from tests.builders import DIGEST, a_matrix, a_request, a_threat, as_json, shipped_catalogue

CRITERIA = {"PH": "physical_harm", "CO": "community_harm"}
LEVELS = {"n": "none", "m": "moderate", "s": "severe", "?": "unknown"}


def a_said(ref: str, assessor: str, said: str = "", **more: Any) -> dict[str, Any]:
    """One submission to the matrix of `a_matrix`, in short: `PHn COs` is none and severe.

    A criterion that is left out is missing; `PH?` is unknown, `PHms` moderate or severe.
    """
    levels: dict[str, object] = {}
    for code, keys in re.findall(r"([A-Z]+)([nms?]+)", said):
        named = [LEVELS[key] for key in keys]
        levels[CRITERIA[code]] = named if len(named) > 1 else named[0]
    return a_threat(more={"ref": ref, "assessor": assessor, "levels": levels, **more})


def said_by(table: dict[str, Sequence[str]], **more: Any) -> list[dict[str, Any]]:
    """Submissions from what each assessor said of T1, T2 ...; an empty text is none at all."""
    return [
        a_said(f"T{number}", assessor, said, **more)
        for assessor, row in table.items()
        for number, said in enumerate(row, start=1)
        if said
    ]


THREE_THREATS = said_by(
    {"A": ["PHn COn", "PHm COn", "PHs COs"], "B": ["PHn COn", "PHs COn", "PHs COm"]}
)
"""Of three threats one is agreed on; on T2 the bands differ too: 2.5 is low and 8 is high."""


@cache
def a_scorer() -> Scorer:
    """Of the matrix of `a_matrix`."""
    return scorer_of(compile_matrix(a_matrix(), DIGEST))


def a_verb(*matrices: Matrix, limit: int = 10_000) -> Verb:
    """Requests for agreement over these matrices, and always a second one beside them."""
    words = shared_words(shipped_catalogue().vocabularies)
    mine = [*(matrices or [a_matrix()]), a_matrix(name="beside")]
    return verb_of(agreement_requests(mine, words, limit), words)


@cache
def _usual_verb() -> Verb:
    return a_verb()


def agreed(submissions: Sequence[Any], **more: Any) -> AgreementAnswer:
    """The agreement of submissions to the matrix of `a_matrix`."""
    body = as_json(a_request(*submissions, **more))
    return agreement_answer({"example@1.0.0": a_scorer()}, _usual_verb(), body)


def agreed_with(matrix: Matrix, submissions: Sequence[Any], **more: Any) -> AgreementAnswer:
    """The agreement of submissions to another matrix."""
    body = as_json(a_request(*submissions, matrix=matrix.id, **more))
    scorer = scorer_of(compile_matrix(matrix, DIGEST))
    return agreement_answer({matrix.id: scorer}, a_verb(matrix), body)


def faults_of(request: object) -> list[Fault]:
    """Why a request for agreement is refused; none when it is answered."""
    body = request if isinstance(request, bytes) else as_json(request)
    try:
        agreement_answer({"example@1.0.0": a_scorer()}, _usual_verb(), body)
    except BadSubmission as error:
        return error.faults
    return []


def a_panel(submissions: Sequence[Any], compare: Any = "assessors") -> Panel:
    """The panel that submissions to the matrix of `a_matrix` make."""
    request = read_verb(_usual_verb(), as_json(a_request(*submissions, compare=compare)))
    return panel_of(a_scorer(), request.submissions, compare)


def units(*threats: Sequence[int]) -> Units:
    """The answers to one question: for each threat, the numbers of the levels that were said."""
    threat = [number for number, said in enumerate(threats) for _ in said]
    levels = [level for said in threats for level in said]
    return units_of(len(threats), _whole(threat), _whole(levels))


def _whole(values: Sequence[int]) -> NDArray[np.int64]:
    return np.array(values, dtype=np.int64)
