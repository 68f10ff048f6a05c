"""Files that bear their name once they are whole, and what is no file."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from morile._whole_file import is_apart, whole_file


def test_two_runs_with_one_name_do_not_mix(tmp_path: Path) -> None:
    """Each writes a file of its own; the one that ends last is whole."""
    path = tmp_path / "scored.csv"

    with whole_file(path) as first:
        first.write(b"first, ")
        first.flush()
        with whole_file(path) as second:
            second.write(b"second")
        assert path.read_bytes() == b"second"
        first.write(b"to its end")

    assert path.read_bytes() == b"first, to its end"
    assert list(tmp_path.iterdir()) == [path]


def _write_half(path: Path) -> None:
    with whole_file(path) as out:
        out.write(b"half")
        raise RuntimeError


def test_nothing_is_left_of_half_a_file(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        _write_half(tmp_path / "scored.csv")

    assert list(tmp_path.iterdir()) == []


def test_a_link_stays_and_the_file_it_leads_to_is_written(tmp_path: Path) -> None:
    """Such as `latest.csv`, which a colleague's link leads to."""
    (tmp_path / "there").mkdir()
    file, link = tmp_path / "there" / "scored.csv", tmp_path / "latest.csv"
    file.write_bytes(b"before")
    link.symlink_to(file)

    with whole_file(link) as out:
        out.write(b"after")

    assert link.is_symlink()
    assert file.read_bytes() == b"after"


def test_a_link_to_a_file_that_is_not_there_yet_stays_too(tmp_path: Path) -> None:
    link = tmp_path / "latest.csv"
    link.symlink_to("scored.csv")

    with whole_file(link) as out:
        out.write(b"after")

    assert link.is_symlink()
    assert (tmp_path / "scored.csv").read_bytes() == b"after"


def test_a_pipe_is_written_into_and_never_replaced(tmp_path: Path) -> None:
    """The reader at its other end gets the results, and the pipe is there for the next run."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    with ThreadPoolExecutor(1) as readers:
        reading = readers.submit(pipe.read_bytes)
        with whole_file(pipe) as out:
            out.write(b"results")
        assert reading.result(timeout=30) == b"results"

    assert is_apart(pipe)
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_file_keeps_who_may_read_it(tmp_path: Path) -> None:
    """What was for its owner only is so when it is written anew, also while it is written."""
    path = tmp_path / "scored.csv"
    path.write_bytes(b"before")
    path.chmod(0o600)

    with whole_file(path) as out:
        [part] = set(tmp_path.iterdir()) - {path}
        assert part.stat().st_mode & 0o777 == 0o600
        out.write(b"after")

    assert path.stat().st_mode & 0o777 == 0o600


def test_a_name_as_long_as_any_may_be_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 255)

    with whole_file(path) as out:
        out.write(b"whole")

    assert path.read_bytes() == b"whole"


def test_files_and_names_of_nothing_are_not_apart(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    assert not is_apart(tmp_path / "file")
    assert not is_apart(tmp_path / "absent")
