"""The sink: lines to a file descriptor, without ever waiting for somebody to read them.

A pipe that nobody reads is full after 64 KiB; whoever writes to it then hangs, and a service has
several writers: its own log, the server's log in the serving process, and the server's log in the
process above it, which writes a line when it stops.
"""

import os
import select

AT_ONCE = 4096
"""Bytes a pipe takes whole once it says that it takes any (POSIX grants 512, Linux 4096)."""


def put(descriptor: int, lines: bytes) -> bytes:
    """Write whole lines for as long as they are taken at once.

    Args:
        descriptor: of a pipe, a file or a terminal.
        lines: each ending in a line feed.

    Returns:
        What was not taken, to be tried again.

    Raises:
        OSError: nobody will ever read it, or there is no room.
    """
    while lines and _takes_any(descriptor):
        cut = lines.rfind(b"\n", 0, AT_ONCE) + 1 or AT_ONCE
        lines = lines[os.write(descriptor, lines[:cut]) :]
    return lines


def _takes_any(descriptor: int) -> bool:
    if not hasattr(select, "poll"):
        return True
    asked = select.poll()
    asked.register(descriptor, select.POLLOUT)
    return bool(asked.poll(0))
