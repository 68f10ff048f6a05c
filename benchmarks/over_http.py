"""One submission over HTTP: the service beside its floor, a raw function and a plain rival."""

import http.client
from collections.abc import Callable, Mapping
from contextlib import ExitStack

import msgspec

from benchmarks.load import Job, Load, load
from benchmarks.mixes import body
from benchmarks.results import Line, Part
from benchmarks.servers import serving
from benchmarks.timing import Turns, in_turn

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
TURN_SECONDS = 1.2
TURNS = 9


def over_http() -> Part:
    """Requests a second, in turn, for each way and two numbers of connections."""
    bodies = [body("realistic", 1, seed=seed) for seed in range(DIFFERENT)]
    lines = []
    with ExitStack() as stack:
        ports = {
            name: stack.enter_context(serving(target, factory=factory))
            for name, (target, factory) in APPLICATIONS.items()
        }
        _agree(ports, bodies)
        for connections in CONCURRENCY:
            loads: list[Load] = []
            works = {
                name: _work(Job(port, connections, TURN_SECONDS, bodies), loads)
                for name, port in ports.items()
            }
            turns = in_turn(works, TURNS, 90)
            lines += _lines(turns, connections, max(each.busy for each in loads))
    against = (
        "Requests a second of the service against those of each of three others, on one granian "
        f"worker each; {DIFFERENT} different submissions of the realistic mix; "
        "the client is a process of its own on the same two cores."
    )
    return Part("One submission over HTTP", against, lines)


def _agree(ports: Mapping[str, int], bodies: list[bytes]) -> None:
    """All that score give the same answer, or the race means nothing."""
    for each in bodies:
        answers = {name: _answer(port, each) for name, port in ports.items() if name != "bare"}
        if any(answer != answers[SERVICE] for answer in answers.values()):
            raise RuntimeError("the applications do not give the same answers")


def _answer(port: int, request: bytes) -> object:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {"Content-Type": "application/json"}
    connection.request("POST", "/v1/assessments", request, headers)
    answer: object = msgspec.json.decode(connection.getresponse().read())
    connection.close()
    return answer


def _work(job: Job, loads: list[Load]) -> Callable[[], float]:
    def run() -> float:
        loads.append(load(job))
        return loads[-1].rate

    return run


def _lines(turns: Turns, connections: int, busy: float) -> list[Line]:
    ours = turns.median(SERVICE)
    return [
        Line(
            work=f"{connections} connection{'s' if connections > 1 else ''}: against {said}",
            ratio=turns.ratio(SERVICE, name),
            goal=goal,
            at_least=True,
            beside=f"{ours:,.0f} against {turns.median(name):,.0f} requests/s; "
            f"client at most {busy:.0%} busy".replace("%", " %"),
        )
        for name, (said, goal) in RIVALS.items()
    ]
