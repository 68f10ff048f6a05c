"""Which matrix the columns of a table were made for."""

from functools import cache

import pytest

import morile
from morile._exits import Misused
from morile._fitting import fitting, nearest, shared
from morile_api.language.matrix import Matrix
from tests.tables import a_table

GRID = "priority-grid-4x4@1.0.0"
START = "ref,organisation,threat_type"


@cache
def offline() -> morile.Offline:
    return morile.Offline()


def definitions() -> list[Matrix]:
    return [offline().matrix(f"{it.id}@{it.version}").definition for it in offline().matrices()]


def test_a_table_with_all_questions_of_one_matrix_fits_it() -> None:
    assert fitting(a_table(f"{START},impact,likelihood\n"), offline()) == GRID


def test_a_table_that_fits_none_is_refused_for_the_nearest() -> None:
    with pytest.raises(morile.BadSubmission, match="column impact is missing"):
        fitting(a_table(f"{START},inpact,likelihood\n"), offline())


def test_the_nearest_shares_most_columns() -> None:
    table = a_table(f"{START},impact,volume,trend\n")

    found = nearest(table, definitions())

    assert (found.id, shared(table, found)) == ("thematic@1.0.0", 2)


def test_a_table_that_shares_none_comes_near_to_none() -> None:
    with pytest.raises(Misused, match=GRID):
        nearest(a_table(f"{START},colour\n"), definitions())
