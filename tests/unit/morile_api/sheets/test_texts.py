"""Texts: UTF-8, or refused with the remedy."""

import pytest

from morile import BadSubmission
from morile_api.language.faults import Code
from morile_api.sheets.texts import refused, unmarked


def test_utf8_is_read_with_and_without_its_mark() -> None:
    assert unmarked("é".encode("utf-8-sig")) == unmarked("é".encode()) == "é".encode()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("a,b".encode("utf-16"), "UTF-16"),
        ("a,b".encode("utf-16-le"), "UTF-16"),
        ("a,b".encode("utf-32"), "UTF-16"),
        ("a\nCafé".encode("cp1252"), "line 2: not UTF-8, perhaps a Windows encoding"),
        (b"PK\x03\x04", "workbook"),
        (b"\xd0\xcf\x11\xe0", "workbook"),
    ],
)
def test_anything_else_is_refused_with_the_remedy(data: bytes, says: str) -> None:
    with pytest.raises(BadSubmission, match=says) as error:
        unmarked(data)

    assert "CSV UTF-8" in str(error.value)
    assert "Caf" not in str(error.value)


def test_a_whole_file_is_refused_without_a_pointer() -> None:
    [fault] = refused("is no table", Code.NOT_A_TABLE).faults

    assert (fault.pointer, fault.code, fault.detail) == ("", "not-a-table", "is no table")
