"""Bad requests: none of them may be scored, fail the service, hang, or come back in its words.

Each is wrong for certain, however its filling is drawn, so that whatever is scored is a wrong
accept. The word that fills them is the caller's own.
"""

import json
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

import msgspec

from benchmarks.soak.good import CANARY
from benchmarks.soak.wire import ARROW, NDJSON, SCORING, STREAMING, Reply, get, post

MATRIX = "disruption@1.0.0"
DEEPEST = 20_000
LONGEST = 20_000
VERBS = ("agreement", "moderations", "priorities", "replays", "sensitivities", "matrices/check")

Value = Any
Maker = Callable[[Random, str], bytes]


class Bad(msgspec.Struct, frozen=True):
    """A request that must be refused, and what is wrong with it, as its kind."""

    kind: str
    request: bytes


def drawn(dice: Random) -> Bad:
    """One of all kinds."""
    kind = dice.choice(list(KINDS))
    return Bad(kind, KINDS[kind](dice, f"{CANARY}{dice.getrandbits(40):x}"))


def accepted(reply: Reply) -> bool:
    """Whether anything of a request was done that should have been refused whole."""
    if not 200 <= reply.status < 300:
        return False
    if b"application/x-ndjson" in reply.head:
        return b'"assessed":0,' not in reply.body
    if reply.status == 207:
        summary: Mapping[str, int] = msgspec.json.decode(reply.body)["summary"]
        return summary["assessed"] > 0
    return True


def _submission(**changes: Value) -> dict[str, Value]:
    sound = {"ref": "A-1", "organisation": "E23000029", "threat_type": "county-lines"}
    return {**sound, "levels": {"outcome": "moderate"}, **changes}


def _asked(*submissions: Value, **changes: Value) -> bytes:
    said = {"matrix": MATRIX, "submissions": list(submissions or [_submission()]), **changes}
    return json.dumps(said).encode()


def _one(**changes: Value) -> bytes:
    return post(SCORING, _asked(_submission(**changes)))


def _cut_short(dice: Random, word: str) -> bytes:
    whole = _asked(_submission(ref=word[:60]))
    return post(SCORING, whole[: dice.randrange(len(whole))])


def _broken_byte(dice: Random, word: str) -> bytes:
    """A control character or a byte that UTF-8 never holds is wrong wherever it stands."""
    whole = bytearray(_asked(_submission(ref=word[:60])))
    whole.insert(dice.randrange(1, len(whole)), dice.choice([0, 1, 0x1F, 0xC0, 0xFF]))
    return post(SCORING, bytes(whole))


def _beside(dice: Random, word: str) -> bytes:
    tail = dice.choice([word, "{}", ",", "]", "// x", "NaN", "\ufeff"])
    return post(SCORING, _asked() + tail.encode())


def _deep(dice: Random, word: str) -> bytes:
    opening = dice.choice(["[", '{"a":', '[{"b":'])
    return post(SCORING, (opening * dice.randrange(50, DEEPEST) + word).encode())


def _number(dice: Random, _: str) -> bytes:
    """Where a level should be named."""
    said = dice.choice(["NaN", "-Infinity", "1e999", "9" * dice.randrange(2, 5_000), "3.5", "true"])
    return post(SCORING, _asked().replace(b'"moderate"', said.encode()))


def _member(dice: Random, word: str) -> bytes:
    place = dice.choice(["request", "submission", "levels"])
    if place == "request":
        return post(SCORING, _asked(**{word: dice.random()}))
    if place == "submission":
        return _one(**{word: word})
    return _one(levels={"outcome": "moderate", word: "moderate"})


def _value(dice: Random, word: str) -> bytes:
    """A member that may not hold what it holds."""
    name = dice.choice(["organisation", "threat_type", "information_date", "marking", "levels"])
    return _one(**{name: dice.choice([word, [word], {word: word}, dice.random(), True])})


def _level(dice: Random, word: str) -> bytes:
    said = dice.choice(
        [word, [word], {"level": word}, {"level": "moderate", word: 1}, [], None, [["moderate"]]]
    )
    return _one(levels={"outcome": said})


def _long(dice: Random, word: str) -> bytes:
    return _one(ref=word * dice.randrange(20, LONGEST // len(word)))


def _twice(dice: Random, word: str) -> bytes:
    name = dice.choice(["matrix", "submissions"])
    return post(SCORING, b'{"%s":"%s",' % (name.encode(), word.encode()) + _asked()[1:])


def _vector(dice: Random, word: str) -> bytes:
    said = dice.choice([word, f"{MATRIX}/OU:{word}", f"{word}@1.0.0/OU:major", f"{MATRIX}/XX:1"])
    submission = _submission(vector=said)
    del submission["levels"]
    return post(SCORING, _asked(submission))


def _too_secret(dice: Random, word: str) -> bytes:
    return _one(marking=dice.choice(["SECRET", "TOP SECRET"]), assessor=word[:60])


def _another_matrix(dice: Random, word: str) -> bytes:
    name = dice.choice([word, f"{word}@1.0.0", "disruption@9.9.9", "../../etc/passwd", "", 7])
    return post(SCORING, _asked(matrix=name))


def _another_verb(dice: Random, word: str) -> bytes:
    said = dice.choice([{word: 1}, [word], {"matrix": word}, {"matrix": MATRIX, "submissions": 1}])
    return post(f"/v1/{dice.choice(VERBS)}", json.dumps(said).encode())


def _path(dice: Random, word: str) -> bytes:
    return get(
        dice.choice(["/", "/v1/", "/v1/vocabularies/", "/matrices/", "/docs/"]) + word + "/x"
    )


def _query(dice: Random, word: str) -> bytes:
    return get(dice.choice(["/v1?", "/v1/matrices?", "/healthz?", "/?", "/compare?"]) + word + "=1")


def _media(dice: Random, word: str) -> bytes:
    kind = dice.choice(["text/plain", word, "application/json; charset=utf-16", "text/html", ""])
    return post(SCORING, _asked(), kind)


def _header(dice: Random, word: str) -> bytes:
    more = dice.choice(
        [
            "Content-Encoding: gzip",
            f"Host: {word}",
            f"Accept: {word}/x",
            "Transfer-Encoding: chunked",
            f"Transfer-Encoding: {word}",
            f"X-Long: {word * 1_000}",
            f"Content-Length: {dice.randrange(1 << 70)}9",
            *(["\r\n".join(f"X-{number}: {word}" for number in range(150))]),
        ]
    )
    return post(SCORING, _asked(), more=[more, "Connection: close"])


def _framing(dice: Random, word: str) -> bytes:
    """What is no HTTP; the connection is closed, with an answer or without."""
    noise = dice.randbytes(dice.randrange(1, 60)).replace(b"\n", b"")
    starts = [
        b"\x16\x03\x01\x02" + noise,
        b"GET /v1 HTTP/9.9\r\nHost: a",
        b"GET /" + word.encode() + b"\0 HTTP/1.1\r\nHost: a",
        b"TRACE /v1 HTTP/1.1\r\nHost: a\r\nConnection: close",
        word.encode() + b" / HTTP/1.1\r\nHost: a\r\nConnection: close",
        b"GET /v1 HTTP/1.1\r\nHost: a\r\nHost: " + word.encode() + b"\r\nConnection: close",
        b"GET /v1 HTTP/1.1\r\nHost : " + word.encode(),
        b"PRI * HTTP/2.0\r\n\r\nSM",
        b"POST /v1/assessments HTTP/1.1\r\nHost: a\r\nContent-Length: -5",
    ]
    return dice.choice(starts) + b"\r\n\r\n"


def _stream(dice: Random, word: str) -> bytes:
    """A header that is refused, or lines each of which is."""
    head = dice.choice([f'{{"matrix":"{MATRIX}"}}', f'{{"matrix":"{word}"}}', word, ""])
    lines = [dice.choice([word, "{", f'{{"{word}":1}}', "[]", '{"ref":"\\ud800"}'])] * 3
    return post(STREAMING, "\n".join([head, *lines, ""]).encode(), NDJSON)


def _tables(dice: Random, word: str) -> bytes:
    size = dice.choice([0, 8, 1 << 20, (1 << 31) - 1]).to_bytes(4, "little")
    said = b"\xff\xff\xff\xff" + size + dice.randbytes(dice.randrange(1, 400)) + word.encode()
    return post(STREAMING, said, ARROW)


def _form(dice: Random, word: str) -> bytes:
    kind = "application/x-www-form-urlencoded"
    more = dice.choice(["Sec-Fetch-Site: cross-site", f"Origin: https://{word}.example"])
    return post("/compare", f"first={word}".encode(), kind, [more])


def _token(dice: Random, word: str) -> bytes:
    """Of no use where access is open, and a bad path all the same."""
    said = dice.choice(["Bearer", "Basic", word])
    return f"GET /v1/{word} HTTP/1.1\r\nHost: a\r\nAuthorization: {said} {word}\r\n\r\n".encode()


KINDS: dict[str, Maker] = {
    each.__name__.removeprefix("_").replace("_", " "): each
    for each in (
        *(_cut_short, _broken_byte, _beside, _deep, _number, _member, _value, _level, _long),
        *(_twice, _vector, _too_secret, _another_matrix, _another_verb, _path, _query, _media),
        *(_header, _framing, _stream, _tables, _form, _token),
    )
}
"""By what is wrong."""
