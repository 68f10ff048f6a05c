"""Agreement: one answer from several assessors' submissions of the same threats."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, cast, get_args

import msgspec
import numpy as np

from morile_api.engine.agreement.apart import RULE, standings
from morile_api.engine.agreement.calibration import calibration
from morile_api.engine.agreement.differing import spreads
from morile_api.engine.agreement.drift import drift
from morile_api.engine.agreement.panel import (
    IS_UNKNOWN,
    MISSING,
    ONE_LEVEL,
    SEVERAL_LEVELS,
    Panel,
    panel_faults,
    panel_of,
)
from morile_api.engine.agreement.reliability import reliabilities
from morile_api.engine.agreement.swaps import discussions
from morile_api.engine.figures import printed
from morile_api.engine.scorer import Scorer
from morile_api.language.agreement import (
    AgreementAnswer,
    AgreementSummary,
    AnswerCount,
    CriterionAgreement,
    Standing,
)
from morile_api.language.by_matrix import Verb, read_verb
from morile_api.language.comparison import Compare, submission_of
from morile_api.language.faults import Fault
from morile_api.language.marking import highest_of
from morile_api.language.version import ENGINE_VERSION


def agreement_answer(scorers: Mapping[str, Scorer], verb: Verb, body: bytes) -> AgreementAnswer:
    """The answer to one request for agreement, from its bytes.

    Args:
        scorers: by matrix id; all those the verb knows.
        verb: the requests for agreement over these matrices.
        body: the JSON text.

    Raises:
        BadSubmission: with every fault; a request is taken whole or not at all.
        UnknownMatrix: it names a matrix that is not there.
    """

    def further(name: str, value: dict[str, object]) -> list[Fault]:
        return _faults_of_meaning(scorers[name], verb.requests[name], value)

    request = read_verb(verb, body, further)
    name = str(request.__struct_config__.tag)
    return agree(scorers[name], request, verb.words.markings)


def _faults_of_meaning(
    scorer: Scorer, request: type[msgspec.Struct], value: dict[str, object]
) -> list[Fault]:
    """Faults of the submissions that fit their type, beside others that do not."""
    said, compare = value.get("submissions"), value.get("compare", "assessors")
    if not isinstance(said, list) or compare not in get_args(Compare):
        return []
    kind = submission_of(request)
    fitting: dict[int, Any] = {}
    for place, each in enumerate(said):
        with suppress(msgspec.ValidationError):
            fitting[place] = msgspec.convert(each, kind)
    return panel_faults(scorer, list(fitting.values()), list(fitting), cast("Compare", compare))


def agree(scorer: Scorer, request: Any, markings: Sequence[str]) -> AgreementAnswer:
    """How far the submissions of a request agree.

    Args:
        scorer: of the matrix the request names.
        request: decoded.
        markings: all protective markings, lowest first.

    Raises:
        BadSubmission: with every fault.
    """
    matrix = scorer.matrix
    panel = panel_of(scorer, request.submissions, request.compare)
    criteria = [criterion.key for criterion in matrix.definition.criteria]
    found = reliabilities(matrix, panel, int(request.draws), int(request.seed))
    return AgreementAnswer(
        matrix=scorer.mark,
        engine_version=ENGINE_VERSION,
        compare=request.compare,
        draws=int(request.draws),
        seed=int(request.seed),
        marking=highest_of([each.marking for each in request.submissions], markings),
        summary=_summary(request, panel),
        overall=found.overall,
        band=found.band,
        criteria=[
            CriterionAgreement(key, found.criteria[number], _counted(panel, number))
            for number, key in enumerate(criteria)
        ],
        discuss_first=discussions(matrix, panel.sheet, len(panel.refs)),
        apart_rule=RULE,
        standings=_raters(panel, criteria, request.compare),
        organisations=_organisations(panel, criteria, request.compare),
        threats=spreads(matrix, panel),
        calibration=calibration(panel, criteria),
        drift=drift(panel, criteria) if request.compare == "periods" else None,
    )


def _summary(request: Any, panel: Panel) -> AgreementSummary:
    given = [each for each in request.submissions if not each.reference]
    return AgreementSummary(
        submissions=len(request.submissions),
        references=len(panel.references.threat),
        threats=len(panel.refs),
        compared=len(panel.compared),
        assessors=len({(each.organisation, each.assessor) for each in given}),
        periods=len(panel.raters) if request.compare == "periods" else None,
    )


def _counted(panel: Panel, criterion: int) -> AnswerCount:
    counts = np.bincount(panel.sheet.kinds[criterion], minlength=4).tolist()
    answered = sum(counts) - counts[MISSING]
    return AnswerCount(
        one_level=counts[ONE_LEVEL],
        several_levels=counts[SEVERAL_LEVELS],
        unknown=counts[IS_UNKNOWN],
        missing=counts[MISSING],
        unknown_percentage=printed(100 * counts[IS_UNKNOWN], answered, 1) if answered else None,
    )


def _raters(panel: Panel, criteria: list[str], compare: Compare) -> list[Standing]:
    """Assessors, the furthest from the others first, or periods in the order of time."""
    found = standings(panel.sheet, panel.rater, panel.raters, criteria)
    return found if compare == "periods" else _furthest_first(found)


def _organisations(panel: Panel, criteria: list[str], compare: Compare) -> list[Standing]:
    if compare == "periods" or len(panel.organisations) < 2:
        return []
    found = standings(panel.sheet, panel.organisation, panel.organisations, criteria)
    return _furthest_first(found)


def _furthest_first(found: list[Standing]) -> list[Standing]:
    """Of equally far the one that stands earlier in the request; those not compared last."""
    return sorted(found, key=lambda each: -1 if each.mean_steps is None else -abs(each.mean_steps))
