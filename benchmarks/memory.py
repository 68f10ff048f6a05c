"""Memory: what a process holds at the most, from a moment on that one chooses. Linux tells."""

from pathlib import Path

RESET_PEAK = "5"
"""What /proc/<process>/clear_refs takes for: the peak begins again with what is held now."""


def begin(process: int | str = "self") -> float:
    """Let the peak of a process begin again; what it holds now, in MiB."""
    Path(f"/proc/{process}/clear_refs").write_text(RESET_PEAK, "ascii")
    return _held(process, "VmRSS:")


def peak(process: int | str = "self") -> float:
    """The most resident memory of a process since `begin`, in MiB."""
    return _held(process, "VmHWM:")


def _held(process: int | str, name: str) -> float:
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    line = next(each for each in status.splitlines() if each.startswith(name))
    return int(line.split()[1]) / 1024
