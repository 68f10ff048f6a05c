"""Style guide, section 6: no float touches a score."""

import ast
from collections.abc import Iterator

from tests.house.sources import place, python_files, syntax

# JSON and Python spell a printed decimal as a float; these two do so, after the rounding.
SPELLS = {"printed", "from_steps"}

# Chances, shares and statistics beside a score; no score is made in these.
NO_SCORES = {
    "bernoulli",
    "budget",
    "leave_one_out",
    "misordered",
    "sensitivity",
    "top_chance",
}
ROUNDS = {"true_divide", "divide", "average", "mean"}

# What is divided here are fractions and decimals, which stay exact.
DIVIDES_FRACTIONS = {"largest_remainder", "reservation", "varying"}


def _touched_by_floats(tree: ast.Module, divides: bool) -> Iterator[int]:
    spelling = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name in SPELLS
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in spelling:
            continue
        match node:
            case ast.Constant(value=float()) | ast.Name(id="float"):
                yield node.lineno
            case ast.BinOp(op=ast.Div()) | ast.AugAssign(op=ast.Div()) if not divides:
                yield node.lineno
            case ast.Attribute(value=ast.Name(id="np" | "numpy"), attr=name):
                if name in ROUNDS or name.startswith("float"):
                    yield node.lineno


def test_the_engine_holds_no_float_and_no_division_that_makes_one() -> None:
    """`//` and `divmod` are exact; `/`, `1.0`, `float` and `np.float64` are not."""
    offenders = [
        f"{place(path)}:{line}"
        for path in python_files("morile_api/engine")
        if path.stem not in NO_SCORES
        for line in _touched_by_floats(syntax(path), path.stem in DIVIDES_FRACTIONS)
    ]

    assert offenders == []
