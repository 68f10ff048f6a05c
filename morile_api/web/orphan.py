"""Orphan: a serving process whose parent has gone ends too.

Nobody would put another in its place, and it would keep the port from the service that is started
anew.
"""

import os
import signal
import threading
import time

LOOK_S = 0.5


def end_with(parent: int) -> None:
    """End this process in good order soon after its parent.

    Args:
        parent: the process that started this one.
    """
    threading.Thread(target=_watch, args=(parent,), name="orphan", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_S)
    os.kill(os.getpid(), signal.SIGTERM)
