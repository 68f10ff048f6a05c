"""Pages where callers need a token: people sign in at the proxy, as configured in docs/deploy.

The proxy is the real one, and the service; what stands in for the sign-on of an agency knows one
cookie. It needs nginx; where that is absent the tests say so and are skipped.
"""

import http.client
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlencode

import pytest

from tests.tokens import AUDIENCE, FORCE, ISSUER, OTHER_FORCE, a_set, a_token
from tests.wire.proxies import DEPLOY, NGINX, ended, where
from tests.wire.server import Server, free_port, serving

pytestmark = [pytest.mark.server, pytest.mark.slow]

SESSION = "session=of-a-person"
GRID = "priority-grid-4x4@1.0.0"
CHANGED = {
    **{"first": f"{GRID}/IM:4/LI:3", "second": f"{GRID}/IM:2/LI:3", "IM": "2"},
    **{"IM.reason": "Nobody was hurt", "role": "chair", "ref": "TV-1", "threat_type": "fraud"},
}


class SignOn(BaseHTTPRequestHandler):
    """Says for which token a session stands, as sign-ons for `auth_request` do."""

    def do_GET(self) -> None:
        """2xx with the token, or 401; everything else is the page where one signs in."""
        known = self.headers.get("Cookie") == SESSION
        self.send_response(202 if known else 401 if self.path == "/oauth2/auth" else 200)
        if known:
            self.send_header("X-Auth-Request-Access-Token", a_token())
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The proxy in front of a service that asks for tokens, ports aside as shipped."""
    program = where(NGINX)
    if program is None:
        pytest.skip("nginx is not installed")
    folder = tmp_path_factory.mktemp("sign-on")
    (folder / "jwks.json").write_bytes(a_set())
    with ExitStack() as running:
        keys = str(folder / "jwks.json")
        service = running.enter_context(
            serving(folder, jwks=keys, issuer=ISSUER, audience=AUDIENCE)
        )
        sign_on = running.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), SignOn))
        threading.Thread(target=sign_on.serve_forever, daemon=True).start()
        running.callback(sign_on.shutdown)
        port = free_port()
        text = (DEPLOY / "nginx-sign-on.conf").read_text("utf-8")
        for stated, mine in ((8080, port), (8081, service.port), (4180, sign_on.server_port)):
            text = text.replace(f"127.0.0.1:{stated}", f"127.0.0.1:{mine}")
        text = text.replace("/run/morile-nginx.pid", str(folder / "nginx.pid"))
        (folder / "nginx.conf").write_text(text, "utf-8")
        log = folder / "proxy.log"
        command = [program, "-c", str(folder / "nginx.conf"), "-e", "stderr", "-g", "daemon off;"]
        with log.open("wb") as file:
            process = subprocess.Popen(command, stdout=file, stderr=file)
        running.callback(ended, process)
        _listens(port)
        yield Server(port, process, log, NGINX)


def _listens(port: int) -> None:
    """Wait until the proxy takes connections."""
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the proxy does not start")


def asked(
    front: Server, path: str, form: dict[str, str] | None = None, **headers: str
) -> tuple[int, http.client.HTTPMessage, str]:
    """Status, headers and text of what a browser is answered."""
    connection = http.client.HTTPConnection("127.0.0.1", front.port, timeout=40)
    said = {
        "Accept": "text/html,*/*",
        **{name.replace("_", "-"): it for name, it in headers.items()},
    }
    if form is None:
        connection.request("GET", path, headers=said)
    else:
        said["Content-Type"] = "application/x-www-form-urlencoded"
        said["Origin"] = f"http://127.0.0.1:{front.port}"
        connection.request("POST", path, urlencode(form), said)
    reply = connection.getresponse()
    found = reply.status, reply.headers, reply.read().decode()
    connection.close()
    return found


@pytest.mark.parametrize("path", ["/", "/compare", "/prioritise", "/docs"])
def test_who_is_not_signed_in_is_sent_to_sign_in(front: Server, path: str) -> None:
    status, headers, _ = asked(front, path)

    assert status == 302
    assert "/oauth2/sign_in" in headers["Location"]


@pytest.mark.parametrize("path", ["/", "/compare", "/prioritise", "/docs"])
def test_who_is_signed_in_reads_every_page(front: Server, path: str) -> None:
    status, _, text = asked(front, path, Cookie=SESSION)

    assert status == 200
    assert "<h1>" in text


def test_a_form_is_sent_through_it(front: Server) -> None:
    """The token that the sign-on adds says for whom; 4 times 3 became 2 times 3."""
    status, _, text = asked(front, "/compare", {**CHANGED, "organisation": FORCE}, Cookie=SESSION)
    refused, _, why = asked(
        front, "/compare", {**CHANGED, "organisation": OTHER_FORCE}, Cookie=SESSION
    )

    assert status == 200
    assert "<h1>Moderation</h1>" in text
    assert refused == 422
    assert '<a href="#organisation">' in why


def test_nobody_brings_a_token_of_their_own(front: Server) -> None:
    """Without a session it does not count, and with one that of the session is taken."""
    theirs = f"Bearer {a_token(organisation=OTHER_FORCE)}"
    alone, _, _ = asked(front, "/", Authorization=theirs)
    form = {**CHANGED, "organisation": OTHER_FORCE}
    together, _, _ = asked(front, "/compare", form, Cookie=SESSION, Authorization=theirs)

    assert (alone, together) == (302, 422)
