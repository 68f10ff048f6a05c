"""Design, section 2: `import morile` costs little until something is used."""

import subprocess
import sys

HEAVY = {"httpx2", "numpy", "litestar"}


def test_importing_morile_loads_no_http_no_arrays_and_no_framework() -> None:
    """In a process of its own, because this one has loaded them already."""
    code = "import sys, morile; print(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)

    assert HEAVY & set(loaded.stdout.decode().split()) == set()
