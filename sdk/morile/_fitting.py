"""Fitting: which matrix the columns of a table were made for."""

from collections.abc import Sequence

from morile._aside import say
from morile._exits import Misused
from morile.client import Client
from morile.offline import Offline
from morile_api.language.faults import BadSubmission
from morile_api.language.matrix import Matrix
from morile_api.sheets.told import Columned


def fitting(table: Columned, client: Client | Offline, but: str | None = None) -> str:
    """The id of the one matrix that the columns fit.

    Args:
        table: with a column for each criterion.
        client: what knows the matrices.
        but: one that is not meant, though it may fit.

    Raises:
        Misused: they fit several.
        BadSubmission: they fit none; with what is wrong for the one that comes nearest.
    """
    known = [client.matrix(f"{each.id}@{each.version}").definition for each in client.matrices()]
    faults = {each.id: table.faults_for(each) for each in known}
    fit = [name for name, wrong in faults.items() if not wrong and name != but]
    if len(fit) == 1:
        return fit[0]
    if fit:
        raise Misused(f"the columns fit {' and '.join(fit)}: name one with --matrix")
    near = nearest(table, known)
    say(f"the columns fit no matrix; {near.id} comes nearest (name another with --matrix)")
    raise BadSubmission(faults[near.id])


def nearest(table: Columned, known: Sequence[Matrix]) -> Matrix:
    """The matrix that shares most columns with a table.

    Raises:
        Misused: none shares any.
    """
    found = max(known, key=lambda each: shared(table, each))
    if not shared(table, found):
        names = ", ".join(each.id for each in known)
        raise Misused(f"no columns are criteria of a matrix; name one with --matrix: {names}")
    return found


def shared(table: Columned, matrix: Matrix) -> int:
    """How many columns are criteria of a matrix."""
    return len({criterion.key for criterion in matrix.criteria}.intersection(table.columns))
