"""Certificates: what a client trusts, what it shows, and that neither can be switched off."""

import http.server
import inspect
import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import morile

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificates"),
]


class Quiet(http.server.BaseHTTPRequestHandler):
    """Answers every question with a list of no matrices."""

    def do_GET(self) -> None:
        body = b'{"matrices":[]}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing."""


def certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """A certificate for this machine that signs itself, and its key."""
    made, key = folder / f"{name}.pem", folder / f"{name}-key.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", f"/CN={name}", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", str(key), "-out", str(made)),
        ],
        check=True,
        capture_output=True,
    )
    return made, key


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path]]:
    folder = tmp_path_factory.mktemp("certificates")
    return {name: certificate(folder, name) for name in ("server", "caller", "other")}


@contextmanager
def service(certificates: dict[str, tuple[Path, Path]], asks_callers: bool) -> Iterator[str]:
    """The address of a service over TLS, which may ask callers for a certificate it knows."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificates["server"])
    if asks_callers:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(certificates["caller"][0])

    class Server(http.server.ThreadingHTTPServer):
        def handle_error(self, *_: Any) -> None:
            """Nothing: callers without a certificate are meant to fail."""

    with Server(("127.0.0.1", 0), Quiet) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"https://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def asked(address: str, **options: Any) -> list[morile.MatrixSummary]:
    with morile.Client(address, retries=0, timeout_s=5, **options) as client:
        return client.matrices()


def test_a_certificate_of_an_authority_unknown_here_is_refused_with_the_remedy(
    certificates: dict[str, tuple[Path, Path]],
) -> None:
    with (
        service(certificates, asks_callers=False) as address,
        pytest.raises(morile.Unreachable, match="MORILE_CA_BUNDLE"),
    ):
        asked(address)


def test_an_authority_that_is_named_is_trusted(
    certificates: dict[str, tuple[Path, Path]],
) -> None:
    with service(certificates, asks_callers=False) as address:
        assert asked(address, ca_bundle=certificates["server"][0]) == []
        with pytest.raises(morile.Unreachable, match="not trusted"):
            asked(address, ca_bundle=certificates["other"][0])


def test_a_certificate_is_shown_to_a_service_that_asks(
    certificates: dict[str, tuple[Path, Path]],
) -> None:
    cert, key = certificates["caller"]
    trust = {"ca_bundle": certificates["server"][0]}

    with service(certificates, asks_callers=True) as address:
        assert asked(address, client_cert=cert, client_key=key, **trust) == []
        with pytest.raises(morile.Unreachable):
            asked(address, **trust)


def test_nothing_switches_verification_off() -> None:
    names = set(inspect.signature(morile.Client).parameters)

    assert names.isdisjoint({"verify", "insecure", "check_hostname", "trust_all"})
