"""Which browser, and what of it and of axe is missing here."""

from pathlib import Path

CHROMIUM = "/usr/bin/chromium"
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def missing() -> str | None:
    """What `make browser` could not install here; None where nothing is missing."""
    if not Path(CHROMIUM).is_file():
        return f"{CHROMIUM} is missing; `make browser` installs it where it may"
    if not AXE.is_file():
        return "axe-core is missing; `make browser` installs it where there is npm"
    return None
