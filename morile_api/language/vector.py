"""The vector: a submission's answers as one shareable line, with one canonical form."""

from collections.abc import Iterator, Mapping

from morile_api.language.answer import Answer, written
from morile_api.language.faults import BadSubmission, Code, Fault
from morile_api.language.matrix import UNKNOWN, Criterion, Matrix
from morile_api.language.spelt import read_spelt, wrong_in

LONGEST_VECTOR = 250_000
"""Characters: 64 criteria with 63 levels of 60 characters each, so that every vector that an
assessment may carry can be sent back."""

NAMED_PARTS = 10
"""Places named of parts that are no answers: a line of nothing else could fill a reply."""


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
    strange: list[int] = []
    again: dict[str, int] = {}
    by_code = {criterion.code: criterion for criterion in matrix.criteria}
    for place, part in enumerate(rest.split("/") if rest else [], start=1):
        code, colon, said = part.partition(":")
        criterion = by_code.get(code)
        if criterion is None or not colon:
            strange.append(place)
        elif criterion.key in found:
            again.setdefault(code, place)
        else:
            scale = [level.key for level in matrix.scale_of(criterion).levels]
            wrong = [
                Fault(pointer, kind, f"part {place}, {code}: {detail}")
                for kind, detail in wrong_in(said, scale)
            ]
            faults += wrong
            found[criterion.key] = Answer(()) if wrong else read_spelt(said, scale)
    faults += _misplaced(strange, again, list(by_code), pointer)
    faults += _missing(matrix.criteria, found, pointer)
    if faults:
        raise BadSubmission(faults)
    return {criterion.key: found[criterion.key] for criterion in matrix.criteria}


def _misplaced(
    strange: list[int], again: dict[str, int], codes: list[str], pointer: str
) -> Iterator[Fault]:
    """Parts that are no answers, in one fault; answers that stand again, one a criterion."""
    if strange:
        named = ", ".join(map(str, strange[:NAMED_PARTS]))
        more = len(strange) - NAMED_PARTS
        which = f"part {named} is" if len(strange) == 1 else f"parts {named} are"
        if more > 0:
            which = f"parts {named} and {more} more are"
        detail = f"{which} not CODE:level with a code of {', '.join(codes)}"
        yield Fault(pointer, Code.BAD_VECTOR, detail)
    for code, place in again.items():
        detail = f"part {place}: {code} stands twice; give it once"
        yield Fault(pointer, Code.REPEATED_CRITERION, detail)


def _missing(criteria: list[Criterion], found: dict[str, Answer], pointer: str) -> Iterator[Fault]:
    for criterion in criteria:
        if criterion.key not in found:
            detail = f"{criterion.code} ({criterion.key}) is missing; say {UNKNOWN} for a gap"
            yield Fault(pointer, Code.MISSING_CRITERION, detail)
