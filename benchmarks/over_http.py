"""One submission over HTTP: the service beside its floor, a raw function and a plain rival."""

import http.client
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from functools import partial
from statistics import median

import msgspec

from benchmarks.load import Job, load
from benchmarks.mixes import body
from benchmarks.results import Line, Part
from benchmarks.servers import Server, serving
from benchmarks.timing import Turns, in_turn, ratio

SERVICE = "morile"
APPLICATIONS = {
    "bare": ("benchmarks.rivals.bare:app", False),
    "raw": ("benchmarks.rivals.raw:app", False),
    "plain": ("benchmarks.rivals.plain:app", False),
    SERVICE: ("morile_api.web.app:create_app", True),
}
RIVALS = {
    "bare": ("a bare handler of the same framework that decodes and answers constant bytes", 0.85),
    "raw": ("a raw ASGI function that decodes, scores and encodes", 0.6),
    "plain": ("FastAPI and Pydantic with a plain scorer", 2.5),
}
CONCURRENCY = (1, 16)
DIFFERENT = 200
TURN_SECONDS = 0.6
TURNS = 15
SECONDS = 60.0
"""At the most, for one number of connections."""


class Taken(msgspec.Struct, frozen=True):
    """Of one number of connections, turn by turn: the speed of each way and what it cost.

    `held` is the most memory of the service, in MiB.
    """

    rates: Turns
    costs: dict[str, list[float]]
    busy: float
    held: float


def over_http() -> Part:
    """Requests a second, in turn, for each way and two numbers of connections."""
    bodies = [body("realistic", 1, seed=seed) for seed in range(DIFFERENT)]
    lines = []
    with ExitStack() as stack:
        servers = {
            name: stack.enter_context(serving(target, factory=factory))
            for name, (target, factory) in APPLICATIONS.items()
        }
        _agree(servers, bodies)
        for connections in CONCURRENCY:
            lines += _lines(_taken(servers, bodies, connections), connections)
    against = (
        "Requests a second of the service against those of each of three others, on one granian "
        f"worker each; {DIFFERENT} different submissions of the realistic mix; "
        "the client is a process of its own on the same two cores. Beside it the processor time "
        "of the servers for a request, which other programs on the machine disturb less."
    )
    return Part("One submission over HTTP", against, lines)


def _taken(servers: Mapping[str, Server], bodies: list[bytes], connections: int) -> Taken:
    costs: dict[str, list[float]] = {name: [] for name in servers}
    busy: list[float] = []
    servers[SERVICE].begin()

    def work(name: str) -> float:
        server = servers[name]
        before = server.busy_seconds()
        found = load(Job(server.port, connections, TURN_SECONDS, bodies))
        costs[name].append((server.busy_seconds() - before) / found.sent)
        busy.append(found.busy)
        return found.rate

    works: dict[str, Callable[[], float]] = {name: partial(work, name) for name in servers}
    rates = in_turn(works, TURNS, SECONDS)
    return Taken(rates, costs, max(busy), servers[SERVICE].peak())


def _agree(servers: Mapping[str, Server], bodies: list[bytes]) -> None:
    """All that score give the same answer, or the race means nothing."""
    for each in bodies:
        answers = {
            name: _answer(server.port, each) for name, server in servers.items() if name != "bare"
        }
        if any(answer != answers[SERVICE] for answer in answers.values()):
            raise RuntimeError("the applications do not give the same answers")


def _answer(port: int, request: bytes) -> object:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {"Content-Type": "application/json"}
    connection.request("POST", "/v1/assessments", request, headers)
    answer: object = msgspec.json.decode(connection.getresponse().read())
    connection.close()
    return answer


def _lines(taken: Taken, connections: int) -> list[Line]:
    return [
        Line(
            work=f"{connections} connection{'s' if connections > 1 else ''}: against {said}",
            ratio=taken.rates.ratio(SERVICE, name),
            goal=goal,
            at_least=True,
            beside=_beside(taken, name),
            peak=taken.held,
        )
        for name, (said, goal) in RIVALS.items()
    ]


def _beside(taken: Taken, name: str) -> str:
    ours, theirs = taken.rates.median(SERVICE), taken.rates.median(name)
    processor = ratio(taken.costs[name], taken.costs[SERVICE]).median
    microseconds = [median(taken.costs[each]) * 1e6 for each in (SERVICE, name)]
    return (
        f"{ours:,.0f} against {theirs:,.0f} requests/s; processor "
        f"{microseconds[0]:.0f} against {microseconds[1]:.0f} µs a request, {processor:.2f} ×; "
        f"client at most {taken.busy * 100:.0f} % busy"
    )
