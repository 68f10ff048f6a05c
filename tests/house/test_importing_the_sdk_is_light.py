"""Design, section 2: `import morile` costs little until something is used."""

import subprocess
import sys

HEAVY = {"httpx2", "numpy", "litestar", "openpyxl"}


def test_importing_morile_loads_no_http_no_arrays_no_framework_and_no_spreadsheets() -> None:
    """In a process of its own, because this one has loaded them already."""
    code = "import sys, morile; print(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)

    assert HEAVY & set(loaded.stdout.decode().split()) == set()


def test_the_command_loads_no_spreadsheets_until_it_meets_one() -> None:
    """They are an extra, and take longer to load than most commands take to run."""
    code = "import sys, morile.cli; print(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)

    assert "openpyxl" not in loaded.stdout.decode().split()
