"""A systemd of its own, in name spaces of its own, that starts the shipped unit as it is.

Of this machine it has the files, to read, and the network; processes, mounts and control groups are
its own, and end with it. Root may make such name spaces; who may not is told why not.
"""

import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from tests.house.sources import ROOT
from tests.wire.server import Server, children

MANAGER = Path("/lib/systemd/systemd")
UNIT = ROOT / "docs" / "deploy" / "morile@.service"
UP_S, ENDED_S = 20, 10

TARGET = "[Unit]\nDescription=The unit that is tried\nWants=morile@{port}.service\n"

BESIDE = """[Service]
Environment=PYTHONPATH=/opt/sources:/opt/sources/sdk LD_LIBRARY_PATH=/opt/python/lib
{settings}
StandardError=append:/run/log-of-the-service
"""
"""Where the package lies here, its settings, and a log without a journal; else it is as shipped."""

BEGIN = """
set -e
mount --make-rprivate /
mount -t proc proc /proc
umount -R /sys/fs/cgroup
mount -t cgroup2 cgroup2 /sys/fs/cgroup
mount -t tmpfs -o mode=755 tmpfs /run
mount -t tmpfs -o mode=755 tmpfs /opt
mkdir -p /opt/python /opt/sources /opt/keys /opt/morile/bin /opt/morile/lib/{version}/site-packages
mount --bind {base} /opt/python
mount --bind {sources} /opt/sources
mount --bind {keys} /opt/keys
mount --bind {packages} /opt/morile/lib/{version}/site-packages
ln -s /opt/python/bin/{version} /opt/morile/bin/python
echo 'home = /opt/python/bin' > /opt/morile/pyvenv.cfg
export container=test SYSTEMD_UNIT_PATH={units} SYSTEMD_LOG_TARGET=null
exec {manager} --system --unit=tried.target --show-status=no
"""


class CannotManage(Exception):
    """No systemd can be started on this machine, or not by us; the message says what is missing."""


class Managed(msgspec.Struct, frozen=True):
    """A systemd that runs, what it was started by, and the port that the unit serves."""

    manager: int
    port: int
    process: "subprocess.Popen[bytes]"

    @property
    def unit(self) -> str:
        """The unit's name."""
        return f"morile@{self.port}.service"

    def run(self, *words: str) -> str:
        """What a command says where this systemd and its processes are."""
        inside = ["nsenter", "-t", str(self.manager), "-m", "-p", *words]
        done = subprocess.run(inside, capture_output=True, text=True)
        return (done.stdout + done.stderr).strip()

    def shown(self, name: str) -> str:
        """A property of the unit."""
        return self.run("systemctl", "show", "--value", "-p", name, self.unit)

    def server(self, log: Path) -> Server:
        """The service as tests know it; its log is copied to a file."""
        log.write_text(self.run("cat", "/run/log-of-the-service"), "utf-8")
        return Server(self.port, self.process, log)


@contextmanager
def managed(folder: Path, port: int, keys: Path, **settings: str) -> Iterator[Managed]:
    """A systemd that starts the unit for a port.

    Args:
        folder: for its files.
        port: of the service.
        keys: a folder that the service finds as /opt/keys.
        settings: by name without `MORILE_`.

    Raises:
        CannotManage: not on this machine.
    """
    group = _group()
    script = _written(folder, port, keys, settings)
    apart = ["unshare", "--cgroup", "--pid", "--fork", "--kill-child", "--mount", "--uts", "--ipc"]
    words = ["sh", "-c", 'echo $$ > "$0/cgroup.procs" && exec "$@"', str(group), *apart, "sh", "-e"]
    with (folder / "systemd.log").open("wb") as log:
        process = subprocess.Popen([*words, str(script)], stdout=log, stderr=log)
    try:
        yield Managed(_up(process, folder / "systemd.log"), port, process)
    finally:
        process.kill()
        process.wait()
        _gone(group)


def _group() -> Path:
    mounts = [line.split() for line in Path("/proc/mounts").read_text("utf-8").splitlines()]
    roots = [Path(each[1]) for each in mounts if each[2] == "cgroup2"]
    if not roots or not MANAGER.exists() or shutil.which("nsenter") is None:
        raise CannotManage("no systemd, no nsenter or no unified control groups here")
    group = roots[0] / f"morile-{time.monotonic_ns()}"
    try:
        group.mkdir()
    except OSError as error:
        raise CannotManage(f"no control group can be made here: {error.strerror}") from None
    return group


def _written(folder: Path, port: int, keys: Path, settings: dict[str, str]) -> Path:
    units = folder / "units"
    beside = units / f"{UNIT.name}.d"
    beside.mkdir(parents=True)
    shutil.copy(UNIT, units)
    # A machine's own would begin all that it begins with.
    for name in ("sysinit", "basic", "shutdown", "network", "multi-user"):
        (units / f"{name}.target").write_text("[Unit]\nDefaultDependencies=no\n", "ascii")
    (units / "tried.target").write_text(TARGET.format(port=port), "ascii")
    said = " ".join(f"MORILE_{name.upper()}={text}" for name, text in settings.items())
    text = BESIDE.format(settings=f"Environment={said}" if said else "")
    (beside / "tried.conf").write_text(text, "ascii")
    script = folder / "begin"
    script.write_text(
        BEGIN.format(
            version=f"python{sys.version_info[0]}.{sys.version_info[1]}",
            base=sys.base_prefix,
            sources=ROOT,
            keys=keys,
            packages=sysconfig.get_path("purelib"),
            units=units,
            manager=MANAGER,
        ),
        "ascii",
    )
    return script


def _up(process: "subprocess.Popen[bytes]", log: Path) -> int:
    """The systemd that answers; its number out here."""
    until = time.monotonic() + UP_S
    while process.poll() is None and time.monotonic() < until:
        for each in children(process.pid):
            asked = Managed(each, 0, process).run("systemctl", "is-system-running")
            if asked in ("running", "degraded"):
                return each
        time.sleep(0.1)
    said = log.read_text("utf-8").strip().splitlines()
    raise CannotManage(f"no systemd comes up in name spaces here: {said[-1:]}")


def _gone(group: Path) -> None:
    """Take its control groups away, the innermost first, once nobody is in them."""
    until = time.monotonic() + ENDED_S
    while group.exists() and time.monotonic() < until:
        for each in sorted(group.rglob("*/"), reverse=True):
            with suppress(OSError):
                each.rmdir()
        with suppress(OSError):
            group.rmdir()
        time.sleep(0.1)
