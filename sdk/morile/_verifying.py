"""The command `morile verify`: an answer that was saved, held against keys and matrices."""

from argparse import Namespace
from typing import TYPE_CHECKING

from morile import _texts
from morile._aside import say
from morile._exits import OK, SOME_REFUSED, Misused
from morile._outputs import encoder, opened_output
from morile.verification import verify
from morile_api.language.faults import BadKey, Fault, NotVerified, counted

if TYPE_CHECKING:
    from morile_api.language.verified import Verified

NOBODY = "nobody signed this: the scores follow from the vectors, but not who gave them"


def verify_file(asked: Namespace) -> int:
    """Verify a file.

    Args:
        asked: file, keys, matrix, matrices and json, from the command line.

    Returns:
        The exit code: whether it was refused.

    Raises:
        MorileError: a file cannot be read.
        Misused: the extra it needs is not installed.
    """
    data = _texts.read_bytes(asked.file)
    keys = _texts.read_bytes(asked.keys) if asked.keys else None
    try:
        found = verify(data, keys, matrix=asked.matrix, matrices=asked.matrices)
    except NotVerified as error:
        _tell(_texts.name_of(asked.file), error.faults)
        say(f"not verified: {counted(len(error.faults), 'fault')}")
        return SOME_REFUSED
    except BadKey as error:
        _tell(_texts.name_of(asked.keys), error.faults)
        return SOME_REFUSED
    except (ValueError, ModuleNotFoundError) as error:
        raise Misused(str(error)) from error
    with opened_output(None) as out:
        out.write(encoder.encode(found) + b"\n" if asked.json else said(found).encode())
    return OK


def said(found: "Verified") -> str:
    """What holds of an answer, in words."""
    signed = f"by the key {found.signed_by}" if found.signed_by else NOBODY
    versions = f"engine {found.engine_version}"
    if found.service_version:
        versions += f", service {found.service_version}"
    lines = [
        "verified",
        f"signed: {signed}",
        *(
            f"matrix: {name}, {digest}"
            for name, digest in zip(found.matrices, found.digests, strict=True)
        ),
        f"computed again: {counted(found.assessed, 'assessment')}, all as stated; {versions}",
        f"refused: {found.refused}",
    ]
    if found.marking:
        lines.append(f"marking: {found.marking}")
    if not found.whole:
        lines.append("whole: not known; these lines do not say how many there were")
    if found.unproven:
        lines.append(f"not proven by anything: {', '.join(found.unproven)}")
    return "\n".join([*lines, ""])


def _tell(name: str, faults: list[Fault]) -> None:
    for fault in faults:
        say(f"{name}: {fault.pointer or '(whole)'}: {fault.detail} [{fault.code}]")
