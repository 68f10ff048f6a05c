"""Printed: the paper as a PDF, by the browser of this machine, which is asked for nothing else."""

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PATIENCE_S = 120
ALONE = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--no-first-run",
    # No name of another machine means anything to it.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
)


class NoBrowser(Exception):
    """There is no browser that prints here, or it failed; the text says what would do."""


def printed(html: bytes) -> bytes:
    """The paper as a PDF.

    Args:
        html: from `written`.

    Raises:
        NoBrowser: there is none here, or it did not print.
    """
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise NoBrowser(
            "a PDF is printed by Chromium or Chrome, and neither is on the path here; write HTML "
            "(-o paper.html) and print that from any browser"
        )
    with TemporaryDirectory() as folder:
        page, result = Path(folder) / "paper.html", Path(folder) / "paper.pdf"
        page.write_bytes(html)
        command = [browser, *ALONE, f"--user-data-dir={folder}/profile", f"--print-to-pdf={result}"]
        # Its sandbox refuses to start for the superuser; the page holds no script.
        command += ["--no-sandbox"] if os.geteuid() == 0 else []
        try:
            subprocess.run(  # noqa: S603
                [*command, page.as_uri()], capture_output=True, timeout=PATIENCE_S, check=True
            )
            return result.read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise NoBrowser(
                "the browser of this machine did not print; write HTML (-o paper.html) and print "
                "that from any browser"
            ) from error
