"""Verifying an answer offline: who signed it, with which matrix, and every score made again."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

import msgspec

from morile_api.engine.scorer import Scorer
from morile_api.language.asked import Reader
from morile_api.language.faults import Code, Fault, NotVerified
from morile_api.language.marking import highest_of
from morile_api.language.signed import ASSESSMENTS
from morile_api.language.verified import Verified
from morile_api.language.version import ENGINE_VERSION
from morile_api.provenance.computed import UNPROVEN, recomputed
from morile_api.provenance.keys import Keyring
from morile_api.provenance.seal import Opened, opened
from morile_api.provenance.statement import ENVELOPE, RESULTS, SERVICE_VERSION, lines_of, stated
from morile_api.provenance.told import Told, told


class Against(msgspec.Struct, frozen=True, eq=False):
    """What an answer is held against.

    Attributes:
        scorers: matrices that are trusted, by id.
        reader: of requests over them.
        keys: any of which may have signed; None where a signature is not asked for.
        matrix: the only one that is taken, such as `thematic@1.1.0`; any of `scorers` if None.
    """

    scorers: Mapping[str, Scorer]
    reader: Reader
    keys: Keyring | None = None
    matrix: str | None = None


def verify(data: bytes, against: Against) -> Verified:
    """What can be said for an answer.

    Args:
        data: the JSON answer to a request, or the lines that answer a stream.
        against: keys and matrices.

    Raises:
        NotVerified: with every fault, and which is believed of it is nothing.
    """
    answer = told(data)
    faults: list[Fault] = []
    signed = _signed(answer, against.keys, faults)
    faults += _of_matrices(answer, against)
    faults += _of_the_whole(answer, against.reader.types.words.markings)
    faults += recomputed(answer.results, against.scorers, against.reader)
    if faults:
        raise NotVerified(faults)
    return _verified(answer, against, signed)


def _signed(answer: Told, keys: Keyring | None, faults: list[Fault]) -> Opened | None:
    """The envelope's payload where its signature holds and covers this answer."""
    head = answer.head or {}
    at = f"/{ENVELOPE}"
    if ENVELOPE not in head:
        if keys is not None:
            detail = "nobody signed this, or the signature was taken off; ask for the signed one"
            faults.append(Fault(at, Code.NO_SIGNATURE, detail))
        return None
    if keys is None:
        detail = "signed, and no keys were given to check it with; give those of whoever signed"
        faults.append(Fault(f"{at}/signatures/0/keyid", Code.UNKNOWN_KEY, detail))
        return None
    try:
        found = opened(head[ENVELOPE], ASSESSMENTS, keys, at)
    except NotVerified as error:
        faults += error.faults
        return None
    faults += _covered(answer, head, found.payload)
    return found


def _covered(answer: Told, head: Mapping[str, Any], payload: bytes) -> Iterator[Fault]:
    """Every member of the answer that is not what was signed."""
    said = msgspec.json.decode(payload)
    if not isinstance(said, dict):
        yield Fault(f"/{ENVELOPE}/payload", Code.WRONG_TYPE, "expected an object")
        return
    digest = f"sha256:{sha256(lines_of(answer.results)).hexdigest()}"
    mine = stated(head, digest, said.get(SERVICE_VERSION))
    for name in dict.fromkeys([*mine, *said]):
        if name not in mine or name not in said or _text(mine[name]) != _text(said[name]):
            detail = "not what was signed: altered, added or dropped"
            if name == RESULTS:
                detail = (
                    "not the list that was signed: a result was altered, added, dropped or moved"
                )
            yield Fault(f"/{name}", Code.NOT_AS_SIGNED, detail)


def _text(value: Any) -> bytes:
    return msgspec.json.encode(value, order="sorted")


def _of_matrices(answer: Told, against: Against) -> Iterator[Fault]:
    """Whether matrix and engine are those that are trusted and wanted here."""
    wanted = against.matrix
    if answer.head is not None:
        name = _name_in(answer.head)
        if answer.head["engine_version"] != ENGINE_VERSION:
            detail = f"computed by another engine than this, {ENGINE_VERSION}; verify it with that"
            yield Fault("/engine_version", Code.OTHER_ENGINE, detail)
        if name in against.scorers:
            yield from _of_mark(answer.head["matrix"], against.scorers[name])
        else:
            there_are = ", ".join(against.scorers)
            yield Fault("/matrix", Code.NO_SUCH_MATRIX, f"not here; here are {there_are}")
        if wanted not in (None, name):
            yield Fault("/matrix", Code.OTHER_MATRIX, f"not the one asked for, {wanted}")
        wanted = name
    for place, each in enumerate(answer.results):
        if wanted is not None and each.get("vector", wanted).partition("/")[0] != wanted:
            detail = f"a vector of another matrix than {wanted}"
            yield Fault(f"/{RESULTS}/{place}/vector", Code.OTHER_MATRIX, detail)


def _name_in(head: Mapping[str, Any]) -> str:
    return f"{head['matrix']['id']}@{head['matrix']['version']}"


def _of_mark(mark: Mapping[str, Any], scorer: Scorer) -> Iterator[Fault]:
    if mark["digest"] != scorer.matrix.digest:
        detail = f"another definition than the {scorer.matrix.id} that is trusted here"
        yield Fault("/matrix/digest", Code.OTHER_DEFINITION, detail)
    if mark["status"] != scorer.mark.status:
        detail = f"the definition here says {scorer.mark.status}"
        yield Fault("/matrix/status", Code.NOT_AS_COMPUTED, detail)


def _of_the_whole(answer: Told, markings: Sequence[str]) -> Iterator[Fault]:
    """Whether results stand in order and are as many, and as marked, as the answer says."""
    for place, each in enumerate(answer.results):
        if each["index"] != place:
            detail = f"expected index {place}: results were dropped, added or moved before here"
            yield Fault(f"/{RESULTS}/{place}/index", Code.OUT_OF_ORDER, detail)
            break
    if answer.head is None:
        return
    # The trailer of a stream holds its counts itself.
    at, counts = (
        ("/summary", answer.head["summary"]) if "summary" in answer.head else ("", answer.head)
    )
    for name, count in _counts(answer).items():
        if counts[name] != count:
            detail = f"there are {count}: results were dropped or added, or this was altered"
            yield Fault(f"{at}/{name}", Code.NOT_AS_COMPUTED, detail)
    carried = highest_of([each.get("marking") for each in answer.results], markings)
    if highest_of([carried, answer.head.get("marking")], markings) != answer.head.get("marking"):
        detail = "lower than the highest of its results"
        yield Fault("/marking", Code.NOT_AS_COMPUTED, detail)


def _counts(answer: Told) -> dict[str, int]:
    total = len(answer.results)
    assessed = sum(each["status"] == "assessed" for each in answer.results)
    return {"total": total, "assessed": assessed, "refused": total - assessed}


def _verified(answer: Told, against: Against, signed: Opened | None) -> Verified:
    head, counts = answer.head or {}, _counts(answer)
    vectors = [each["vector"] for each in answer.results if each["status"] == "assessed"]
    names = list(dict.fromkeys(vector.partition("/")[0] for vector in vectors))
    if "matrix" in head:
        names = [_name_in(head)]
    members = {member for each in answer.results for member in each}
    markings = against.reader.types.words.markings
    stated_marks = [head.get("marking"), *(each.get("marking") for each in answer.results)]
    return Verified(
        signed_by=signed.key if signed else None,
        matrices=tuple(names),
        digests=tuple(against.scorers[name].matrix.digest for name in names),
        engine_version=ENGINE_VERSION,
        service_version=msgspec.json.decode(signed.payload)[SERVICE_VERSION] if signed else None,
        whole=answer.head is not None,
        assessed=counts["assessed"],
        refused=counts["refused"],
        marking=highest_of(stated_marks, markings),
        unproven=() if signed else tuple(each for each in UNPROVEN if each in members),
    )
