"""Lost: what a copy will lack is said."""

import io
import zipfile

from morile_api.sheets.lost import KINDS, KNOWN, lost_from
from tests.workbooks import a_row, blank, book_of, filled_in


def with_part(name: str, text: str = "<x/>") -> bytes:
    data = io.BytesIO(filled_in(a_row()))
    with zipfile.ZipFile(data, "a") as package:
        package.writestr(name, text)
    return data.getvalue()


def test_a_template_loses_nothing() -> None:
    assert list(lost_from(book_of(blank()))) == []


def test_pictures_macros_and_shapes_are_named() -> None:
    assert list(lost_from(book_of(with_part("xl/media/image1.png")))) == ["pictures"]
    assert list(lost_from(book_of(with_part("xl/vbaProject.bin")))) == ["macros"]
    shapes = with_part("xl/drawings/drawing9.xml", "<xdr:wsDr><xdr:sp/></xdr:wsDr>")
    assert list(lost_from(book_of(shapes))) == ["shapes and text boxes"]


def test_every_kind_is_in_words_and_every_start_in_the_package() -> None:
    for starts in KINDS.values():
        assert all(start.startswith("xl/") for start in starts)


def test_what_the_library_warns_of_is_put_in_words() -> None:
    """An extension of a sheet that it drops while reading."""
    extension = (
        b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/>'
        b'<ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"/></extLst></worksheet>'
    )
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(filled_in(a_row()))) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/worksheets/sheet2.xml":
                text = text.replace(b"</worksheet>", extension)
            new.writestr(name, text)

    told = list(lost_from(book_of(data.getvalue())))

    assert told == [
        KNOWN["Data Validation extension is not supported and will be removed"],
        KNOWN["Sparkline Group extension is not supported and will be removed"],
    ]
