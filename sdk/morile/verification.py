"""Verification: whether an answer is what was signed, and what its vectors come to.

It works offline and needs the extra `signing` (numpy and cryptography).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from morile._loading import loaded

if TYPE_CHECKING:
    from morile_api.language.verified import Verified

NEEDS = "verifying needs the extra signing: pip install 'morile[signing]'"


def verify(
    answer: bytes,
    keys: bytes | None = None,
    *,
    matrix: str | None = None,
    matrices: Sequence[str | Path] | None = None,
) -> "Verified":
    """Check an answer of the API, or the lines of a stream, as they were saved.

    Every score, band, range and digest is computed again from its vector with the matrices here.
    With keys, the answer must be signed by one of them, and be all of what was signed. Without,
    what `Verified.signed_by` says is None: nobody has signed, and only the sums are known to hold.

    Args:
        answer: as it came, byte for byte or written anew as JSON of the same values.
        keys: a JSON Web Key Set, as `GET /v1/keys` gives it, kept from when it was fetched.
        matrix: the only matrix and version to take, such as `thematic@1.0.0`.
        matrices: folders of further matrices; by default those of MORILE_MATRICES.

    Raises:
        NotVerified: with everything that is wrong, each at its place.
        BadKey: the keys are no such set.
        BadMatrix: a matrix of these folders is at fault.
        ModuleNotFoundError: the extra `signing` is not installed.
    """
    # numpy and cryptography are slow to load, and extras.
    try:
        from morile_api.provenance.keys import keyring
        from morile_api.provenance.verify import Against
        from morile_api.provenance.verify import verify as verified
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(NEEDS, name=error.name) from error
    known = loaded(matrices, None)
    ring = None if keys is None else keyring(keys)
    return verified(answer, Against(known.scorers, known.reader, ring, matrix))
