"""Key files that settings name."""

from pathlib import Path

import pytest

from morile_api.language.faults import BadKey, BadMatrix
from morile_api.web.key_files import key_faults, signing_keys, trusted
from tests.builders import codes
from tests.signed import a_folder, a_key, a_key_set, a_pem


def a_file(folder: Path, name: str, content: bytes) -> str:
    (folder / name).write_bytes(content)
    return str(folder / name)


def test_keys_are_read_in_order_and_the_first_signs(tmp_path: Path) -> None:
    files = [a_file(tmp_path, f"{name}.pem", a_pem(name)) for name in ("theirs", "ours")]

    names = [key.public.kid for key in signing_keys(files)]

    assert names == [a_key("theirs").public.kid, a_key("ours").public.kid]
    assert key_faults(files, None) == []


def test_without_files_nothing_is_signed_and_everything_is_taken() -> None:
    assert (signing_keys(()), trusted(None), key_faults((), None)) == ([], None, [])


def test_trusted_keys_refuse_what_they_did_not_sign(tmp_path: Path) -> None:
    check = trusted(a_file(tmp_path, "trust.json", a_key_set("ours")))
    ours, theirs = a_folder(tmp_path / "a"), a_folder(tmp_path / "b", signer="theirs")

    assert check is not None
    check(ours, ours.read_bytes())
    with pytest.raises(BadMatrix):
        check(theirs, theirs.read_bytes())


def test_every_file_at_fault_is_told_by_setting_and_place_and_none_by_name(tmp_path: Path) -> None:
    """A path may say more than a log should."""
    good = a_file(tmp_path, "good.pem", a_pem())
    public = a_file(tmp_path, "zebra.json", a_key_set())
    no_set = a_file(tmp_path, "zebra.txt", b'{"keys": []}')

    faults = key_faults([good, public, str(tmp_path / "zebra"), ""], no_set)

    assert codes(faults) == [
        ("MORILE_SIGNING_KEY", "bad-key"),
        ("MORILE_SIGNING_KEY", "no-such-name"),
        ("MORILE_SIGNING_KEY", "no-such-name"),
        ("MORILE_TRUST", "too-short"),
    ]
    assert [each.detail.partition(",")[0] for each in faults[:3]] == ["file 2", "file 3", "file 4"]
    assert not any("zebra" in each.detail for each in faults)


def test_the_same_key_twice_is_refused(tmp_path: Path) -> None:
    """Under whatever name: nothing could be rolled over to it."""
    files = [a_file(tmp_path, f"{name}.pem", a_pem("ours")) for name in ("old", "new")]

    [fault] = key_faults(files, None)

    assert (fault.pointer, fault.code) == ("MORILE_SIGNING_KEY", "repeated-key")
    assert "file 2" in fault.detail


def test_a_file_that_goes_after_the_settings_were_read_is_refused_too(tmp_path: Path) -> None:
    with pytest.raises(BadKey):
        signing_keys([str(tmp_path / "gone.pem")])
