"""Verbs: agreement, priorities and replay of frames, answered as of the submissions they hold."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from morile._changes import Plain
from morile._prioritising import Rules
from morile.client import Client
from morile.frames.matching import Columns
from morile.frames.rows import submissions_of
from morile.frames.scoring import this_process
from morile.offline import Offline

if TYPE_CHECKING:
    from morile_api.language.agreement import AgreementAnswer
    from morile_api.language.comparison import Compare
    from morile_api.language.prioritised import PriorityAnswer
    from morile_api.language.replay import ReplayAnswer


def agreement(
    frame: Any,
    matrix: str,
    columns: Columns | None = None,
    *,
    compare: "Compare" = "assessors",
    draws: int | None = None,
    seed: int | None = None,
    engine: Client | Offline | None = None,
) -> "AgreementAnswer":
    """Compare the assessors, or the periods, in a frame; see `Client.agreement`.

    Args:
        frame: as for `score`, with columns `ref`, `organisation`, `threat_type` and, where they are
            known, `assessor`, `reference` and `period`; it may lack criteria.
        matrix: its full name.
        columns: by criterion or member, the column it is in, where that has another name.
        compare: as for a client, as are `draws` and `seed`.
        draws: how often the threats are drawn again.
        seed: where the draws begin.
        engine: what compares; by default this process.
    """
    asked = engine or this_process()
    definition = asked.matrix(matrix).definition
    marks = ("reference", "period")
    submissions = submissions_of(frame, definition, columns, marks, partial=True)
    return asked.agreement(submissions, matrix, compare=compare, draws=draws, seed=seed)


def priorities(
    frame: Any,
    matrix: str,
    rules: Rules | None = None,
    columns: Columns | None = None,
    *,
    engine: Client | Offline | None = None,
) -> "PriorityAnswer":
    """Rank the rows of a frame and give slots by agreed rules; see `Client.priorities`.

    Args:
        frame: as for `agreement`, with every criterion and, where rules have a capacity, `cost`.
        matrix: its full name.
        rules: as for a client.
        columns: by criterion or member, the column it is in, where that has another name.
        engine: what ranks; by default this process.
    """
    asked = engine or this_process()
    definition = asked.matrix(matrix).definition
    return asked.priorities(submissions_of(frame, definition, columns, ("cost",)), matrix, rules)


def replay(
    frame: Any,
    to: str,
    matrix: str,
    columns: Columns | None = None,
    *,
    crosswalk: Iterable[Plain] | None = None,
    explain: bool = False,
    engine: Client | Offline | None = None,
) -> "ReplayAnswer":
    """Assess the rows of a frame with another definition; see `Client.replay`.

    Args:
        frame: as for `agreement`, with every criterion.
        to: id and full version of the other definition.
        matrix: the definition that the frame is for.
        columns: by criterion or member, the column it is in, where that has another name.
        crosswalk: what becomes of each criterion, as for a client.
        explain: whether to say what each criterion adds.
        engine: what replays; by default this process.
    """
    asked = engine or this_process()
    submissions = submissions_of(frame, asked.matrix(matrix).definition, columns)
    return asked.replay(submissions, to, matrix, crosswalk=crosswalk, explain=explain)
