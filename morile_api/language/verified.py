"""What verifying an answer says: who signed it, what was made again, and what nobody proves."""

import msgspec


class Verified(msgspec.Struct, frozen=True):
    """An answer that holds.

    Attributes:
        signed_by: thumbprint of the key; null where nobody signed, and the scores are known to
            follow from the vectors but not who gave them.
        matrices: of the vectors, each with its version.
        digests: of those definitions here, with which every score was computed again.
        engine_version: that which computed, here as there.
        service_version: of the service that signed; null where nobody did.
        whole: whether the answer says how many results it has; lines without a trailer do not.
        assessed: results computed again, all as stated.
        refused: results without a score.
        marking: the highest that the answer carries.
        unproven: members of results that were neither signed nor computed again.
    """

    signed_by: str | None
    matrices: tuple[str, ...]
    digests: tuple[str, ...]
    engine_version: str
    service_version: str | None
    whole: bool
    assessed: int
    refused: int
    marking: str | None
    unproven: tuple[str, ...]
