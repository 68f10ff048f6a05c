"""The model in zen-engine: one node of expressions, and every way there is to ask it.

Its other form, a decision table, would need 262,144 rules here.
"""

from collections.abc import Callable
from typing import Any

import msgspec
from zen import ZenEngine

from benchmarks.peers.model import CUTS, HARM, LIKELIHOOD, POINTS

KEY = "nine"


def _points(criterion: str) -> str:
    *levels, (_, highest) = POINTS.items()
    chain = " : ".join(f'{criterion} == "{level}" ? {points}' for level, points in levels)
    return f"({chain} : {highest})"


def _band(node: str) -> str:
    moderate, high = CUTS[node]
    return f'$.{node} >= {high} ? "high" : $.{node} >= {moderate} ? "moderate" : "low"'


def _expressions() -> list[dict[str, str]]:
    said = {
        "harm": " + ".join(map(_points, HARM)),
        "likelihood": " + ".join(map(_points, LIKELIHOOD)),
        "risk": "$.harm * $.likelihood",
        **{f"{node}_band": _band(node) for node in CUTS},
    }
    return [{"id": key, "key": key, "value": value} for key, value in said.items()]


def _graph(looped: bool) -> dict[str, Any]:
    """The decision: of one row, or of all the rows of a body at once."""
    place = "rows" if looped else None
    content = {
        "expressions": _expressions(),
        "passThrough": False,
        "inputField": place,
        "outputPath": place,
        "executionMode": "loop" if looped else "single",
    }
    kinds = {"in": "inputNode", "score": "expressionNode", "out": "outputNode"}
    at = {"x": 0, "y": 0}
    nodes: list[dict[str, Any]] = [
        {"id": name, "type": kind, "name": name, "position": at} for name, kind in kinds.items()
    ]
    nodes[1]["content"] = content
    edges = [
        {"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"}
        for a, b in (("in", "score"), ("score", "out"))
    ]
    return {"nodes": nodes, "edges": edges}


def one_at_a_time() -> Callable[[bytes], Any]:
    """A call for a row as JSON."""
    decision = ZenEngine().create_decision(msgspec.json.encode(_graph(looped=False)).decode())
    return lambda row: decision.evaluate(row)["result"]


def in_a_loop() -> Callable[[bytes], list[Any]]:
    """One call for a body of rows, which the engine reads itself."""
    decision = ZenEngine().create_decision(msgspec.json.encode(_graph(looped=True)).decode())
    return lambda body: list(decision.evaluate(body)["result"]["rows"])


class _Rows(msgspec.Struct):
    rows: list[msgspec.Raw]


def in_a_batch() -> Callable[[bytes], list[Any]]:
    """One call for a batch of rows, cut out of the body unread."""
    loader: Any = {"type": "static", "content": {KEY: _graph(looped=False)}}
    engine = ZenEngine({"loader": loader})
    decoder = msgspec.json.Decoder(_Rows)

    def run(body: bytes) -> list[Any]:
        asked: Any = [{"key": KEY, "context": bytes(row)} for row in decoder.decode(body).rows]
        return [each["data"]["result"] for each in engine.evaluate_batch(asked)]

    return run
