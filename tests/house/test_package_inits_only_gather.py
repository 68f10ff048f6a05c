"""Style guide, section 3: what a package does stands in its modules."""

import ast

from tests.house.sources import place, python_files, syntax

FOLDERS = ("morile_api", "sdk", "benchmarks", "tests")
ASSIGNED = {"__all__", "__version__"}


def _only_gathers(node: ast.stmt) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom():
            return True
        case ast.Expr(value=ast.Constant(value=str())):
            return True
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name in ASSIGNED
        case _:
            return False


def test_an_init_holds_its_docstring_imports_and_what_it_exports() -> None:
    """Nothing else: `import` must not be what makes something happen."""
    offenders = [
        f"{place(path)}:{node.lineno}"
        for path in python_files(*FOLDERS)
        if path.name == "__init__.py"
        for node in syntax(path).body
        if not _only_gathers(node)
    ]

    assert offenders == []
