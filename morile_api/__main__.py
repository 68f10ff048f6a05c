"""Starting the service: `python -m morile_api`, settings from the environment."""

import os
import socket
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.common import AbstractServer

from morile_api.language.faults import BadMatrix, Code, Fault
from morile_api.web.app import catalogue_of, create_app, gate_for
from morile_api.web.guard import Guard
from morile_api.web.held import Held, held_of
from morile_api.web.here import OPEN
from morile_api.web.log import SERVER_LOG, say
from morile_api.web.loopback import is_loopback
from morile_api.web.orphan import end_with
from morile_api.web.settings import BadSettings, Settings, read_settings

USAGE = 2
UNREADABLE = 3

LOOPBACK_ONLY = (
    "not a loopback address; without MORILE_JWKS anybody may call, so the service listens on "
    "127.0.0.1, ::1 or localhost only"
)
IN_CLEAR = (
    "Callers need tokens. This address is not of this machine only, and the service has no TLS of "
    "its own: put a proxy with TLS before it, so that nobody reads tokens and submissions."
)

FEW = (
    "Of {1} connections at once only {0} are held, for the system lets this process open few "
    "files: set ulimit -n to {2} or more."
)

BACKLOG = 16_384
CONNECTIONS = 12_000
"""At once in one process; granian keeps further ones waiting without an answer."""
FILES_BESIDE = 256
"""Open files that are not connections: sockets of the process, its log, its matrices."""
HEADERS_MS = 5_000
HEADER_BYTES = 16_384
LAST_REQUEST_S = 5
"""Given to requests in hand when the process stops, after the longest body has come in."""


def main() -> int:
    """Serve until stopped.

    Returns:
        The exit code: 2 for settings, 3 for a matrix that cannot be loaded.
    """
    try:
        settings = read_settings(os.environ)
        refuse_strangers(settings)
        refuse_taken(settings)
        held = held_of(settings)
        gate_for(settings, catalogue_of(settings, held), lambda notice: say("warning", notice))
    except BadSettings as error:
        sys.stderr.write(f"{error}\n")
        return USAGE
    except BadMatrix as error:
        sys.stderr.write(f"{error}\n")
        return UNREADABLE
    if settings.jwks is None:
        say("warning", OPEN)
    elif not is_loopback(settings.host):
        say("warning", IN_CLEAR)
    held_open = connections()
    if held_open < CONNECTIONS:
        say("warning", FEW.format(held_open, CONNECTIONS, CONNECTIONS + FILES_BESIDE))
    server_of(settings).serve(target_loader=loader_of(settings, held), wrap_loader=False)
    return 0


def refuse_strangers(settings: Settings) -> None:
    """Refuse to listen where others than this machine can reach an open service.

    Raises:
        BadSettings: the host is not a loopback address.
    """
    if settings.jwks is None and not is_loopback(settings.host):
        raise BadSettings([Fault("MORILE_HOST", Code.NOT_A_CHOICE, LOOPBACK_ONLY)])


def refuse_taken(settings: Settings) -> None:
    """Refuse an address that another program listens on.

    The server itself would share the port with a second one of its kind, and each would answer
    some of the requests, with its own version and matrices.

    Raises:
        BadSettings: host and port cannot be listened on.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        # Connections that are still closing must not keep a service from starting again.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((settings.host, settings.port))
        except OSError:
            detail = "in use by another program, or not allowed; stop it or name another port"
            raise BadSettings([Fault("MORILE_PORT", Code.NOT_A_CHOICE, detail)]) from None


def loader_of(settings: Settings, held: Held) -> Callable[[], Any]:
    """What makes the application in each serving process.

    It reads none of the files again: what was found sound at the start stays in force in every
    process that is put in the place of another, whatever lies there by then.
    """
    return partial(_application, settings, held, os.getpid())


def _application(settings: Settings, held: Held, parent: int) -> Guard:
    if os.getpid() != parent:
        end_with(parent)
    return create_app(settings, held=held)


def server_of(settings: Settings) -> AbstractServer[Any]:
    """The server, with limits that ordinary and hostile clients were tried against.

    One process: more of them behind a balancer is how the service grows, and a process that hangs
    is for whoever supervises it to notice.
    """
    return Granian(
        "morile_api.web.app:create_app",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        workers=1,
        http=HTTPModes.http1,
        websockets=False,
        backlog=BACKLOG,
        backpressure=connections(),
        http1_settings=HTTP1Settings(header_read_timeout=HEADERS_MS, max_buffer_size=HEADER_BYTES),
        log_level=LogLevels.warning,
        log_dictconfig=SERVER_LOG,
        log_access=False,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=int(settings.body_seconds) + LAST_REQUEST_S,
    )


def connections() -> int:
    """How many connections to hold: as many as there may be open files, raised to what is allowed.

    Where the system has no such limit, the full number.
    """
    try:
        import resource
    except ImportError:
        return CONNECTIONS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + FILES_BESIDE
    if soft < wanted:
        soft = min(wanted, hard) if hard != resource.RLIM_INFINITY else wanted
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return max(1, min(CONNECTIONS, soft - FILES_BESIDE))


if __name__ == "__main__":
    sys.exit(main())
