"""Run where there is no network but loopback: how often anything was sent to another machine.

    unshare --net sh -c 'ip link set lo up && exec "$@"' sh python -m tests.wire.cut_off FOLDER

Prints three counts of the kernel's: when the service was ready, when it had been asked everything,
and after one attempt of this script's own. The kernel counts what has nowhere to go, whoever tries
it and in whichever language: connections, datagrams, look-ups of names.
"""

import json
import socket
import sys
from contextlib import suppress
from pathlib import Path

from tests.wire.server import serving
from tests.wire.tempted import FAR, ask_everything


def unroutable() -> int:
    """What could not be sent because it was for another machine."""
    names, values = (
        line.split()
        for line in Path("/proc/net/snmp").read_text("ascii").splitlines()
        if line.startswith("Ip:")
    )
    of_six = dict(line.split() for line in Path("/proc/net/snmp6").read_text("ascii").splitlines())
    return int(values[names.index("OutNoRoutes")]) + int(of_six.get("Ip6OutNoRoutes", "0"))


def main(folder: Path) -> None:
    """Start a service, ask it everything, and print the counts."""
    with serving(folder) as server:
        counts = [unroutable()]
        ask_everything(server.port)
        counts.append(unroutable())
    with suppress(OSError):
        socket.create_connection((FAR, 80), timeout=2)
    counts.append(unroutable())
    sys.stdout.write(json.dumps(counts))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
