"""Everything a service can be asked, and whatever could tempt it to connect to somebody."""

import json
from collections.abc import Iterator

from benchmarks.soak.mixed import Wrong, mixed
from benchmarks.soak.wire import ARROW, JSON, SCORING, STREAMING, ask, post
from tests.arrow import a_body as tables
from tests.arrow import members
from tests.house.sources import ROOT
from tests.tokens import a_token
from tests.wire.requests import MATRIX, a_body, a_submission
from tests.wire.server import plain

REQUESTS = 800
FAR = "198.51.100.7"
"""An address that no machine has (RFC 5737)."""

PAGES = (
    *("/", "/compare", "/prioritise", "/matrices/thematic@1.0.0", "/docs", "/docs/access.md"),
    *("/metrics", "/openapi.json", "/v1", "/v1/matrices", "/v1/matrices/thematic/1.0.0"),
    *("/v1/vocabularies/organisations", "/v1/keys", "/healthz", "/readyz", "/nowhere"),
)


def ask_everything(port: int) -> None:
    """Pages, every operation of the contract, tables, mixed requests good and bad, and lures."""
    for path in PAGES:
        assert ask(port, _got(path, "Accept: text/html, */*")).status in (200, 404)
    answered = [ask(port, each).status for each in _examples()]
    assert answered
    assert set(answered) <= {200, 207}
    table = tables(members(50, outcome=["minor"] * 50), MATRIX)
    assert ask(port, post(STREAMING, table, ARROW)).status == 200
    for each in _lures():
        assert ask(port, each).status < 500
    assert mixed(port, REQUESTS, seed=5).wrong == Wrong()


def _examples() -> Iterator[bytes]:
    [contract] = (ROOT / "openapi").glob("*.json")
    paths = json.loads(contract.read_bytes())["paths"]
    for path, operations in paths.items():
        sent = operations.get("post", {}).get("requestBody", {}).get("content", {})
        for kind, content in sent.items():
            for example in content.get("examples", {}).values():
                value = example["value"]
                text = value if isinstance(value, str) else json.dumps(value)
                yield post(path, text.encode(), kind)


def _lures() -> Iterator[bytes]:
    """Addresses wherever a caller can put one."""
    there = f"http://{FAR}/keys"
    yield post(SCORING, a_body(a_submission(ref=there, labels={"source": there})), JSON)
    yield post(SCORING, a_body(a_submission(), matrix=there), JSON)
    yield post("/v1/matrices/check", json.dumps({"toml": f'source = "{there}"'}).encode(), JSON)
    for token in (a_token(header={"jku": there, "x5u": there}), a_token(iss=there)):
        yield _got("/v1", f"Authorization: Bearer {token}")
    yield _got(f"/docs/{there}")
    yield _got(f"/?matrix={there}")
    yield _got("/v1", f"Referer: {there}", f"Origin: {there}", f"X-Forwarded-Host: {FAR}")
    yield _got(there, f"Forwarded: for={FAR};host={FAR}")
    yield plain("CONNECT", f"{FAR}:80")


def _got(path: str, *headers: str) -> bytes:
    return plain("GET", path, b"", *headers)
