"""Lost: what a workbook holds that the library of spreadsheets cannot carry into a copy."""

from collections.abc import Iterator

from morile_api.sheets.book import Book

KINDS = {
    "pictures": ("xl/media/",),
    "macros": ("xl/vbaProject",),
    "threaded comments (kept as plain notes)": ("xl/threadedComments/",),
    "slicers and timelines": ("xl/slicers/", "xl/timelines/"),
    "buttons and controls": ("xl/ctrlProps/", "xl/activeX/"),
    "diagrams": ("xl/diagrams/",),
    "embedded files": ("xl/embeddings/",),
    "data models and connections": ("xl/model/", "xl/connections"),
}
"""What is lost, and how the names of its parts begin."""


def lost_from(book: Book) -> Iterator[str]:
    """What is lost, in words; what the library itself warned of comes last."""
    for what, starts in KINDS.items():
        if any(part.startswith(starts) for part in book.parts):
            yield what
    if book.has_shapes:
        yield "shapes and text boxes"
    yield from dict.fromkeys(KNOWN[each] for each in book.warned if each in KNOWN)


KNOWN = {
    "Data Validation extension is not supported and will be removed": "lists that take their "
    "choices from another sheet (of the newer kind)",
    "Conditional Formatting extension is not supported and will be removed": "conditional "
    "formats of the newer kind (bars, icons)",
    "Sparkline Group extension is not supported and will be removed": "sparklines",
    "Slicer List extension is not supported and will be removed": "slicers",
    "Unknown extension is not supported and will be removed": "newer features of a sheet",
}
"""Warnings of the library, and what they mean to whoever reads the copy."""
