"""An upload: the file and the fields of a form, read in memory and kept nowhere."""

import base64
import binascii

import msgspec
from multipart import (  # type: ignore[import-untyped]
    MultipartError,
    PushMultipartParser,
    parse_options_header,
)

from morile_api.web.pages.asked import Fields, UnreadableForm, the_one

FILE, KEPT, NAME = "file", "kept", "name"
"""The file as a browser sends it; and as the page of its results gives it back, with its name."""

MOST_BYTES = 4 << 20
"""Of a file: more than the largest workbook that a template makes, filled in to the last row."""

MOST_PARTS = 32
LONGEST_NAME = 200


class Uploaded(msgspec.Struct, frozen=True):
    """A file: its bytes, and what its owner calls it."""

    data: bytes
    name: str

    @property
    def kept(self) -> str:
        """The bytes as a hidden field of a page carries them."""
        return base64.b64encode(self.data).decode()


def read_upload(content_type: str, body: bytes) -> tuple[Fields, Uploaded | None]:
    """The fields of a form, and its file if one was chosen.

    Args:
        content_type: of the request, with the boundary of the parts.
        body: of the request.

    Raises:
        UnreadableForm: it is no form that our page sends.
    """
    fields: Fields = {}
    file: Uploaded | None = None
    for name, filename, data in _parts(content_type, body):
        if name == FILE:
            file = Uploaded(data, (filename or "")[:LONGEST_NAME]) if data else None
            continue
        try:
            fields.setdefault(name, []).append(data.decode())
        except UnicodeDecodeError:
            raise UnreadableForm from None
    return fields, file or _kept(fields)


def _parts(content_type: str, body: bytes) -> list[tuple[str, str | None, bytes]]:
    """Name, file name and content of every part."""
    _, options = parse_options_header(content_type)
    found: list[tuple[str, str | None, bytes]] = []
    try:
        with PushMultipartParser(options.get("boundary", ""), max_segment_count=MOST_PARTS) as read:
            named, content = ("", None), bytearray()
            for event in read.parse(body):
                if event is None:
                    found.append((*named, bytes(content)))
                elif isinstance(event, (bytes, bytearray)):
                    content += event
                else:
                    named, content = (event.name, event.filename), bytearray()
    except (MultipartError, ValueError):
        raise UnreadableForm from None
    return found


def _kept(fields: Fields) -> Uploaded | None:
    """The file that the page of its results carries."""
    said = the_one(fields, KEPT)
    if said is None:
        return None
    try:
        data = base64.b64decode(said, validate=True)
    except (binascii.Error, ValueError):
        raise UnreadableForm from None
    return Uploaded(data, (the_one(fields, NAME) or "")[:LONGEST_NAME])
