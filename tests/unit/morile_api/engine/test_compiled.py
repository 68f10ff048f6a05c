"""What a definition compiles to."""

from morile_api.engine.compiled import table
from morile_api.engine.compiling.compile import compile_matrix
from tests.builders import DIGEST, a_matrix


def test_a_table_holds_the_same_integers_for_one_threat_and_for_many() -> None:
    """Two forms of one thing."""
    both = table([3, -1, 2**62])

    assert both.one == (3, -1, 2**62)
    assert both.many.tolist() == [3, -1, 2**62]
    assert both.many.dtype == "int64"


def test_a_compiled_matrix_knows_its_name_and_its_criteria() -> None:
    """The name is that of the definition, with its version."""
    compiled = compile_matrix(a_matrix(), DIGEST)

    assert compiled.id == "example@1.0.0"
    assert compiled.size == 2
