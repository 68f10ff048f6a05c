"""An upload, read in memory."""

import base64

import pytest

from morile_api.web.pages.asked import UnreadableForm
from morile_api.web.pages.upload import MOST_PARTS, Uploaded, read_upload

KIND = "multipart/form-data; boundary=edge"


def body(*parts: tuple[str, bytes]) -> bytes:
    """Parts by what their disposition says after `form-data; `."""
    lines = [
        b"--edge\r\nContent-Disposition: form-data; " + said.encode() + b"\r\n\r\n" + data + b"\r\n"
        for said, data in parts
    ]
    return b"".join(lines) + b"--edge--\r\n"


def test_fields_and_the_file_come_apart() -> None:
    sent = body(('name="slots"', b"3"), ('name="file"; filename="a.csv"', b"ref\r\nx\r\n"))

    assert read_upload(KIND, sent) == ({"slots": ["3"]}, Uploaded(b"ref\r\nx\r\n", "a.csv"))


def test_a_form_without_a_file_has_none() -> None:
    """Browsers send an empty part with an empty name."""
    assert read_upload(KIND, body(('name="file"; filename=""', b"")))[1] is None


def test_the_file_that_a_page_carries_is_the_file() -> None:
    file = Uploaded(b"PK\x03\x04\xff", "threats.xlsx")
    sent = body(('name="kept"', file.kept.encode()), ('name="name"', file.name.encode()))

    assert read_upload(KIND, sent)[1] == file
    assert base64.b64decode(file.kept) == file.data


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"--other--\r\n",
        body(('name="slots"', b"\xff")),
        body(('name="kept"', b"not base64!")),
        body(*([('name="slots"', b"1")] * (MOST_PARTS + 1))),
        b'--edge\r\nContent-Disposition: form-data; name="slots"\r\n\r\n3',
    ],
)
def test_what_no_page_sends_is_refused(sent: bytes) -> None:
    with pytest.raises(UnreadableForm):
        read_upload(KIND, sent)
