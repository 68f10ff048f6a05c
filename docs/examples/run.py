"""The main job on the sample, twice: in this process, and over HTTP through a real server.

Run by `make run`. It starts a service on a free port of this machine, scores the same threats with
and without it, shows the ranking, compares the answers byte for byte, and stops the service.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import morile

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SAMPLE = HERE / "threats.csv"
REQUEST = HERE / "threats.json"
RESULTS = ROOT / "build"
COMMAND = Path(sys.executable).with_name("morile")

LONGEST_START_S = 60
LONGEST_STOP_S = 15

# Settings of whoever runs this must not change what it shows.
ENVIRONMENT = {name: it for name, it in os.environ.items() if not name.startswith("MORILE_")}


def main() -> int:
    """Score the sample both ways; 1 if the answers differ."""
    print("Scoring the sample in this process ...", flush=True)
    offline = scored("--to", "json")
    with service() as address:
        print(f"Scoring the sample through a service at {address} ...\n", flush=True)
        online = scored("--to", "json", "--url", address)
        with morile.Client(address) as client:
            api = client.answer(REQUEST.read_bytes())
    show()
    sizes = f"{len(offline)} bytes in this process, {len(online)} and {len(api)} over HTTP"
    equal = offline == online == api
    print(f"\n{'Equal, byte for byte' if equal else 'THE ANSWERS DIFFER'}: {sizes}.")
    RESULTS.mkdir(exist_ok=True)
    results = RESULTS / "threats-scored.csv"
    scored("-o", str(results))
    print(f"Results: {results.relative_to(ROOT).as_posix()}")
    return 0 if equal else 1


def scored(*options: str) -> bytes:
    """What `morile score` prints for the sample; its complaint, if it fails, is shown."""
    command = [str(COMMAND), "score", str(SAMPLE), *options]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"morile score failed with {done.returncode}:\n{done.stderr.decode()}")
    return done.stdout


def show() -> None:
    """The ranking, as wide as the terminal."""
    subprocess.run(
        [str(COMMAND), "score", str(SAMPLE), "--to", "table"], env=ENVIRONMENT, check=True
    )


@contextmanager
def service() -> Iterator[str]:
    """The address of a service that runs until the block is left, however it is left."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    settings = ENVIRONMENT | {"MORILE_HOST": "127.0.0.1", "MORILE_PORT": str(port)}
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen([str(COMMAND), "serve"], env=settings, stdout=log, stderr=log)
        try:
            if not answers(address, server):
                log.seek(0)
                sys.exit(f"The service did not start:\n{log.read().decode()}")
            yield address
        finally:
            server.terminate()
            try:
                server.wait(LONGEST_STOP_S)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def answers(address: str, server: subprocess.Popen[bytes]) -> bool:
    """Wait until the service answers; False if it ends or takes too long."""
    ends = time.monotonic() + LONGEST_START_S
    with morile.Client(address, retries=0, timeout_s=2) as client:
        while server.poll() is None and time.monotonic() < ends:
            try:
                client.matrices()
            except morile.Unreachable:
                time.sleep(0.1)
            else:
                return True
    return False


if __name__ == "__main__":
    sys.exit(main())
