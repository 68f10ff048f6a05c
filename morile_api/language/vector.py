"""The vector: a submission's answers as one shareable line, with one canonical form."""

from collections.abc import Iterator, Mapping

from morile_api.language.answer import Answer, written
from morile_api.language.faults import BadSubmission, Code, Fault
from morile_api.language.matrix import UNKNOWN, Criterion, Matrix
from morile_api.language.spelt import read_spelt, wrong_in

LONGEST_VECTOR = 20_000
"""Characters; the longest vector of 64 criteria with 63 named levels each is far longer than any
a person would send, and this is enough for every level of a matrix of ordinary size."""


def print_vector(matrix: Matrix, answers: Mapping[str, Answer]) -> str:
    """The one canonical line for a full set of answers (criterion key -> answer)."""
    parts = [matrix.id]
    for criterion in matrix.criteria:
        scale = [level.key for level in matrix.scale_of(criterion).levels]
        parts.append(f"{criterion.code}:{written(answers[criterion.key], scale)}")
    return "/".join(parts)


def parse_vector(matrix: Matrix, line: str, pointer: str = "/vector") -> dict[str, Answer]:
    """The answers of a vector, criterion key -> answer, in the matrix's order.

    Criteria may stand in any order and levels too; printing gives the canonical form.

    Raises:
        BadSubmission: with every fault, none of which repeats the line.
    """
    name, _, rest = line.partition("/")
    if name != matrix.id:
        detail = f"a vector of another matrix, or none; it must begin with {matrix.id}/"
        raise BadSubmission([Fault(pointer, Code.OTHER_MATRIX, detail)])
    found: dict[str, Answer] = {}
    faults: list[Fault] = []
    by_code = {criterion.code: criterion for criterion in matrix.criteria}
    for place, part in enumerate(rest.split("/") if rest else [], start=1):
        code, colon, said = part.partition(":")
        criterion = by_code.get(code)
        if criterion is None or not colon:
            detail = f"part {place} is not CODE:level with a code of {', '.join(by_code)}"
            faults.append(Fault(pointer, Code.BAD_VECTOR, detail))
        elif criterion.key in found:
            detail = f"part {place}: {code} stands twice; give it once"
            faults.append(Fault(pointer, Code.REPEATED_CRITERION, detail))
        else:
            scale = [level.key for level in matrix.scale_of(criterion).levels]
            wrong = [
                Fault(pointer, kind, f"part {place}, {code}: {detail}")
                for kind, detail in wrong_in(said, scale)
            ]
            faults += wrong
            found[criterion.key] = Answer(()) if wrong else read_spelt(said, scale)
    faults += _missing(matrix.criteria, found, pointer)
    if faults:
        raise BadSubmission(faults)
    return {criterion.key: found[criterion.key] for criterion in matrix.criteria}


def _missing(criteria: list[Criterion], found: dict[str, Answer], pointer: str) -> Iterator[Fault]:
    for criterion in criteria:
        if criterion.key not in found:
            detail = f"{criterion.code} ({criterion.key}) is missing; say {UNKNOWN} for a gap"
            yield Fault(pointer, Code.MISSING_CRITERION, detail)
