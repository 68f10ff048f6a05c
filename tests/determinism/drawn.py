"""Drawn: 10,000 vectors for every shipped matrix by a fixed rule, scored; the hash of what came.

Run in each environment, `python -m tests.determinism.drawn`; the hashes are held to one another.
"""

import json
import sys
from hashlib import sha256

from morile_api.catalogue import load
from morile_api.engine.answer import answer
from morile_api.language.answer import WEAKEST_FIRST
from morile_api.language.matrix import UNKNOWN, Matrix
from tests.builders import ENCODER, as_json

VECTORS = 10_000
GAP, SEVERAL, UNSURE = 40, 80, 64
"""Of 256: answers that are unknown, that are several levels beside, that state a confidence."""


def a_vector(matrix: Matrix, number: int) -> str:
    """The vector of a number; from hashes, so that no Python draws another."""
    parts = [matrix.id]
    for criterion in matrix.criteria:
        drawn = sha256(f"{matrix.id}/{criterion.key}/{number}".encode()).digest()
        keys = [level.key for level in matrix.scale_of(criterion).levels]
        first, last = sorted((drawn[1] % len(keys), drawn[2] % len(keys)))
        said = keys[drawn[1] % len(keys)]
        if drawn[0] < GAP:
            said = UNKNOWN
        elif drawn[0] < SEVERAL and first < last:
            said = "|".join(keys[first : last + 1])
        if drawn[3] < UNSURE:
            said += f"~{WEAKEST_FIRST[drawn[4] % len(WEAKEST_FIRST)]}"
        parts.append(f"{criterion.code}:{said}")
    return "/".join(parts)


def hashes() -> dict[str, str]:
    """By matrix, SHA-256 of the whole answer: digests, scores, ranges, contributions, sentences."""
    catalogue = load()
    found = {}
    for name, scorer in catalogue.scorers.items():
        matrix = scorer.matrix.definition
        threats = [
            {
                "ref": str(number),
                "organisation": "NCA",
                "threat_type": "fraud",
                "vector": a_vector(matrix, number),
            }
            for number in range(VECTORS)
        ]
        request = as_json({"matrix": name, "explain": True, "submissions": threats})
        said = answer(catalogue.scorers, catalogue.reader, request)
        if said.summary.assessed != VECTORS:
            raise ValueError(f"{name}: {said.summary.refused} drawn vectors are refused")
        found[name] = sha256(ENCODER.encode(said)).hexdigest()
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(hashes()))
