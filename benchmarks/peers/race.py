"""The race: the same nine questions through morile and through what else there is, in one run."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import msgspec
from cvss import CVSS3, CVSS4  # type: ignore[import-untyped]

from benchmarks.peers import cvss_vectors, plain_loop, zen_rules
from benchmarks.peers.in_columns import in_columns
from benchmarks.peers.model import answers, engine, request, submission
from benchmarks.results import Line, Part
from benchmarks.scoring import encoder, out_of_the_way
from benchmarks.timing import Turns, Work, timed
from morile_api.engine.answer import answer

ROWS = 10_000
DIFFERENT = 200
TURNS = 11
SECONDS = 40.0

OURS = "morile"
BULK = {"loop": "zen-engine, one call in loop mode", "batch": "zen-engine, `evaluate_batch`"}
AGAINST = (
    "The speed of morile against that of others, on nine criteria of four levels, every answer "
    "known: two sums, their product, three bands (`benchmarks/peers`). All give the same scores "
    "and bands, which is checked before; morile gives the range, gaps, vector and digest as well."
)


def peers() -> Part:
    """Rows of JSON, one call, and columns."""
    with out_of_the_way():
        return Part("Peers", AGAINST, [*_rows_of_json(), *_one_call(), *in_columns()])


def answered(body: bytes) -> bytes:
    """Bytes to bytes, with the model among the shipped matrices."""
    known = engine().catalogue
    return encoder.encode(answer(known.scorers, known.reader, body))


def _rows_of_json() -> list[Line]:
    rows = answers(ROWS)
    asked, plain = request(rows), msgspec.json.encode({"rows": rows})
    loop, batch = zen_rules.in_a_loop(), zen_rules.in_a_batch()
    _agree(asked, rows, {"loop": loop(plain), "batch": batch(plain)})
    works: dict[str, Work] = {
        OURS: partial(answered, asked),
        "loop": lambda: msgspec.json.encode(loop(plain)),
        "batch": lambda: msgspec.json.encode(batch(plain)),
        "plain": lambda: _plainly(plain),
    }
    turns = timed(works, TURNS, SECONDS)
    best = min(BULK, key=turns.median)
    said = {**BULK, "plain": "a plain Python loop over dictionaries"}
    return [
        _line(
            turns,
            name,
            f"{ROWS:,} rows of JSON, bytes to bytes: {said[name]}{', its best' * (name == best)}",
            goal=10 if name == best else None,
            rows=ROWS,
        )
        for name in said
    ]


def _plainly(body: bytes) -> bytes:
    return msgspec.json.encode(plain_loop.scored_rows(msgspec.json.decode(body)["rows"]))


def _agree(asked: bytes, rows: list[dict[str, str]], others: Mapping[str, list[Any]]) -> None:
    """All give the same scores and bands, or the race means nothing."""
    plain = plain_loop.scored_rows(rows)
    ours = [
        {
            **{key: node["score"] for key, node in each["nodes"].items()},
            **{f"{key}_band": node["band"] for key, node in each["nodes"].items()},
        }
        for each in msgspec.json.decode(answered(asked))["results"]
    ]
    if any(each != plain for each in (ours, *others.values())):
        raise RuntimeError("the peers do not give the same scores and bands")


def _one_call() -> list[Line]:
    rows = answers(DIFFERENT)
    bodies = [request([row]) for row in rows]
    threats = [submission(number, row) for number, row in enumerate(rows)]
    spelt = [msgspec.json.encode(row) for row in rows]
    zen = zen_rules.one_at_a_time()
    old = cvss_vectors.vectors("CVSS:3.1", cvss_vectors.METRICS_3, DIFFERENT)
    new = cvss_vectors.vectors("CVSS:4.0", cvss_vectors.METRICS_4, DIFFERENT)
    turns = timed(
        {
            OURS: lambda: list(map(answered, bodies)),
            "offline": lambda: list(map(engine().assess, threats)),
            "CVSS3": lambda: [_third(each) for each in old],
            "CVSS4": lambda: [_fourth(each) for each in new],
            "zen": lambda: [msgspec.json.encode(zen(each)) for each in spelt],
            "plain": lambda: [
                msgspec.json.encode(plain_loop.scored(msgspec.json.decode(each))) for each in spelt
            ],
        },
        TURNS,
        SECONDS,
    )
    line: Callable[..., Line] = partial(_line, turns, rows=DIFFERENT)
    return [
        line("CVSS3", "one call, bytes to bytes: `cvss`, CVSS3 scores and severities", goal=1.5),
        line("CVSS4", "one call, bytes to bytes: `cvss`, CVSS4 score and severity"),
        line("zen", "one call, bytes to bytes: zen-engine"),
        line("plain", "one call, bytes to bytes: a plain Python function"),
        line("CVSS3", "`Offline().assess` of a dict: `cvss`, CVSS3", goal=1.5, ours="offline"),
    ]


def _third(vector: str) -> object:
    made = CVSS3(vector)
    return made.scores(), made.severities()


def _fourth(vector: str) -> object:
    made = CVSS4(vector)
    return made.base_score, made.severity


def _line(
    turns: Turns,
    other: str,
    work: str,
    rows: int,
    goal: float | None = None,
    ours: str = OURS,
) -> Line:
    mine, theirs = (rows / turns.median(name) for name in (ours, other))
    beside = f"{mine:,.0f} against {theirs:,.0f} a second; peak there {turns.peaks[other]:,.0f} MiB"
    ratio, held = turns.ratio(other, ours), turns.peaks[ours]
    return Line(work, ratio, goal, at_least=True, beside=beside, peak=held)
