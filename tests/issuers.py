"""A server of keys on this machine, as an issuer's is, that can be made to misbehave."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

DRIPS_FOR_S = 30


class KeyServer:
    """What it answers is set by a test; `asked` counts the requests."""

    def __init__(self) -> None:
        self.body = b""
        self.status = 200
        self.headers: dict[str, str] = {}
        self.drips = False
        self.claims: int | None = None
        self.asked = 0
        self.url = ""


@contextmanager
def key_server() -> Iterator[KeyServer]:
    """Such a server, on a free port of loopback."""
    it = KeyServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            it.asked += 1
            self.send_response(it.status)
            for name, value in it.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(it.claims or len(it.body)))
            self.end_headers()
            if it.drips:
                self._drip()
            else:
                self.wfile.write(it.body)

        def _drip(self) -> None:
            """A byte now and then, each in time for a time-out that begins anew."""
            until = time.monotonic() + DRIPS_FOR_S
            for byte in it.body:
                if time.monotonic() > until:
                    return
                try:
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                except OSError:
                    return
                time.sleep(0.1)

        def log_message(self, *_: Any) -> None:
            """Nothing is to be said of it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    it.url = f"http://127.0.0.1:{server.server_port}/keys"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield it
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
