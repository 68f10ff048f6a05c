"""Style guide, section 9: whoever changes a module knows where its tests are."""

import ast
from pathlib import Path

from tests.house.sources import PACKAGES, ROOT, place, syntax


def _does_something(path: Path) -> bool:
    return any(
        isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_")
        for node in syntax(path).body
    )


def _unit_test_of(package: str, module: Path) -> Path:
    inside = module.relative_to(PACKAGES[package])
    name = f"test_{module.stem.strip('_')}.py"
    return ROOT / "tests" / "unit" / package / inside.parent / name


def test_every_module_with_a_public_function_has_its_unit_tests() -> None:
    """`morile_api/engine/band.py` is tested in `tests/unit/morile_api/engine/test_band.py`."""
    missing = [
        f"{place(module)} wants {place(wanted)}"
        for package, folder in PACKAGES.items()
        for module in sorted(folder.rglob("*.py"))
        if _does_something(module)
        if not (wanted := _unit_test_of(package, module)).is_file()
    ]

    assert missing == []
