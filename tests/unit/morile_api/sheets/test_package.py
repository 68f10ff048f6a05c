"""The package: what is no workbook is named, and what would fill the memory is not opened."""

import io
import zipfile
from pathlib import Path

import pytest

from morile import BadSubmission
from morile_api.sheets import package
from morile_api.sheets.package import checked
from tests.workbooks import blank, repacked

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
SHEET = "xl/worksheets/sheet2.xml"


def archive(**parts: bytes) -> bytes:
    text = io.BytesIO()
    with zipfile.ZipFile(text, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name.replace("__", "/").replace("_", "."), part)
    return text.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(BadSubmission) as refused:
        checked(data)
    [fault] = refused.value.faults
    assert fault.code == "not-a-table"
    return fault.detail


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"ref,organisation\nA-1,NCA\n", "is damaged, or no workbook"),
        (b"PK\x03\x04 and no more", "is damaged, or no workbook"),
        (OLE, "old format of Excel; save it as .xlsx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "has a password; take it off"),
        (archive(mimetype=b"application/x", content_xml=b"<x/>"), "OpenDocument"),
        (archive(xl__workbook_bin=b"x"), "binary workbook"),
        (archive(word__document_xml=b"<x/>"), "is damaged, or no workbook"),
        (blank()[:-300], "is damaged, or no workbook"),
        (blank()[:2000] + b"\0" * 400 + blank()[2400:], "is damaged, or no workbook"),
    ],
)
def test_what_is_no_workbook_that_can_be_read_is_named_with_the_remedy(
    data: bytes, said: str
) -> None:
    assert said in refusal(data)


def test_a_sound_workbook_gives_the_names_of_its_parts() -> None:
    package = checked(blank())

    assert SHEET in package.names
    assert not package.has_shapes


def test_a_bomb_is_unpacked_no_further_than_is_allowed() -> None:
    """A hundred megabytes of spaces pack into a hundred kilobytes."""
    bomb = repacked(blank(), lambda name, part: part + b" " * (100 << 20) * (name == SHEET))

    assert len(bomb) < 1 << 20
    assert "larger than 64 MiB when unpacked" in refusal(bomb)


def _with(text: bytes) -> bytes:
    """A sheet with this before its end."""
    return repacked(
        blank(),
        lambda name, part: (
            part.replace(b"</sheetData>", b"</sheetData>" + text) if name == SHEET else part
        ),
    )


@pytest.mark.parametrize(
    "text",
    [
        b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        b"<mergeCells><mergeCell ref = 'A1:XFD1048576'/></mergeCells>",
        b'<x:mergeCells><x:mergeCell y=">" ref="$A$1:$XFD$9999"/></x:mergeCells>',
        b'<hyperlinks><hyperlink ref="A:XFD" location="A1"/></hyperlinks>',
        b'<hyperlinks><hyperlink ref="&#65;1:XFD1048576" location="A1"/></hyperlinks>',
    ],
)
def test_ranges_that_would_become_millions_of_cells_are_refused(text: bytes) -> None:
    """The library makes an object for each cell of a merged range."""
    assert "merged cells or links over whole sheets" in refusal(_with(text))


def test_a_few_merged_cells_are_allowed() -> None:
    """They are refused row by row, if they are in the table at all."""
    checked(_with(b'<mergeCells><mergeCell ref="W1:Z40"/></mergeCells>'))


@pytest.mark.parametrize("text", [b'<!DOCTYPE x [<!ENTITY a "aa">]>', b"\0"])
def test_text_that_defines_entities_or_hides_in_another_encoding_is_refused(text: bytes) -> None:
    """No workbook of a spreadsheet program does."""
    assert "is damaged, or no workbook" in refusal(_with(text))


def test_cells_and_parts_are_counted_before_the_library_sees_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cells = b"".join(b'<c r="A%d"/>' % number for number in range(40))
    assert checked(_with(cells)).names
    monkeypatch.setattr(package, "MOST_CELLS", 39)
    assert "more than 39 cells" in refusal(_with(cells))
    monkeypatch.setattr(package, "MOST_PARTS", 3)
    assert "more than 3 parts" in refusal(blank())


def test_an_archive_with_a_password_is_known_by_its_flag(tmp_path: Path) -> None:
    """The first bit of a part's flags says that it is encrypted."""
    data = bytearray(blank())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)

    assert "has a password" in refusal(bytes(data))


def test_shapes_are_noticed() -> None:
    """They cannot be carried into a copy, which must be said."""
    drawn = repacked(blank(), lambda name, part: part)
    text = io.BytesIO(drawn)
    with zipfile.ZipFile(text, "a") as package:
        package.writestr("xl/drawings/drawing1.xml", "<xdr:wsDr><xdr:sp macro=''/></xdr:wsDr>")

    assert checked(text.getvalue()).has_shapes
