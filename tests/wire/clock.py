"""A clock that jumps, for one process and those it starts: the time of day, and nothing else.

A small library that the linker puts before the C library's: whoever asks for the time of day, in
whichever language, is told it with so many seconds added. Clocks that nobody can set stay as they
are.
"""

import shutil
import struct
import subprocess
from pathlib import Path

SOURCE = """
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile const int64_t *added;

__attribute__((constructor)) static void begin(void) {
    int file = open(getenv("CLOCK"), O_RDONLY);
    void *page = mmap(NULL, sizeof *added, PROT_READ, MAP_SHARED, file, 0);
    if (page == MAP_FAILED) abort();
    close(file);
    added = page;
}

int clock_gettime(clockid_t clock, struct timespec *told) {
    int done = syscall(SYS_clock_gettime, clock, told);
    if (done == 0 && added && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        told->tv_sec += *added;
    return done;
}

int gettimeofday(struct timeval *told, void *zone) {
    struct timespec now;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &now);
    told->tv_sec = now.tv_sec;
    told->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *told) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (told) *told = now.tv_sec;
    return now.tv_sec;
}
"""

COMPILER = shutil.which("cc")


class Clock:
    """The time of day of processes that have its environment; `set` moves it at once."""

    def __init__(self, folder: Path) -> None:
        """Build the library; the clock is right until it is set."""
        assert COMPILER is not None
        source, library = folder / "clock.c", folder / "clock.so"
        source.write_text(SOURCE, "ascii")
        subprocess.run([COMPILER, "-shared", "-fPIC", "-O1", "-o", library, source], check=True)
        self._added = folder / "added"
        self._added.write_bytes(bytes(8))
        self.environment = {"LD_PRELOAD": str(library), "CLOCK": str(self._added)}

    def set(self, seconds: int) -> None:
        """So many seconds from the right time, to either side."""
        with self._added.open("r+b") as file:
            file.write(struct.pack("=q", seconds))
