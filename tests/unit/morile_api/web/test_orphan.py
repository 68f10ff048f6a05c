"""A process whose parent has gone ends, in good order."""

import subprocess
import sys

CHILD = """
import os, signal, time
from morile_api.web.orphan import end_with

def ended(*_):
    print("ended", flush=True)
    os._exit(0)

signal.signal(signal.SIGTERM, ended)
end_with(os.getppid())
print("up", flush=True)
time.sleep(30)
print("forgotten", flush=True)
"""
PARENT = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", sys.argv[1]])
sys.stdin.readline()
"""


def test_a_process_ends_soon_after_its_parent_and_not_before() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"up\n"
        said, _ = parent.communicate(b"go\n", timeout=25)

    assert said == b"ended\n"
