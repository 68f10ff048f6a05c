"""Pages: the project's Markdown, read as headings, links and blocks of code."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
LINK = re.compile(r"(?<!!)\[(?:[^\]\[]|\[[^\]]*\])*\]\(([^)\s]+)\)")


class Block(NamedTuple):
    """A fenced block: its language, what else its opening line says, the heading it is under."""

    page: str
    line: int
    language: str
    info: str
    text: str
    heading: str

    @property
    def place(self) -> str:
        return f"{self.page}:{self.line}"


def pages() -> list[Path]:
    """Every page that a reader of the repository meets."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@cache
def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def blocks(name: str) -> list[Block]:
    """The fenced blocks of a page, in order."""
    text = text_of(name)
    found = []
    for fence in FENCE.finditer(text):
        language, _, info = fence["info"].strip().partition(" ")
        above = HEADING.findall(_without_code(text[: fence.start()]))
        line = text.count("\n", 0, fence.start()) + 1
        heading = above[-1] if above else ""
        found.append(Block(name, line, language, info.strip(), fence["text"], heading))
    return found


def prose(name: str) -> str:
    """The page without its code."""
    return _without_code(text_of(name))


def anchors(name: str) -> set[str]:
    """What a link into the page may name: its headings, as GitHub spells them."""
    found: list[str] = []
    for heading in HEADING.findall(prose(name)):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").lower()
        anchor = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        found.append(anchor if anchor not in found else f"{anchor}-{found.count(anchor)}")
    return set(found)


def links(name: str) -> list[str]:
    """The targets of every link of the page."""
    return LINK.findall(re.sub(r"`[^`\n]*`", "", prose(name)))


def tables(name: str) -> list[list[list[str]]]:
    """Every table of the page, as rows of cells; the first row holds the titles."""
    found: list[list[list[str]]] = []
    above: list[str] = []
    for line in prose(name).splitlines():
        cells = _cells(line)
        if cells and not above:
            found.append([])
        # The second line of a table only says how its columns are set.
        if cells and not all(re.fullmatch(r":?-+:?", cell) for cell in cells):
            found[-1].append(cells)
        above = cells
    return found


def records(name: str, first: str) -> list[dict[str, str]]:
    """The rows of every table of the page whose first column has that title, by column."""
    return [
        dict(zip(titles, row, strict=True))
        for titles, *rows in tables(name)
        for row in rows
        if titles[0] == first
    ]


def _cells(line: str) -> list[str]:
    if not line.startswith("|"):
        return []
    cells = re.split(r"(?<!\\)\|", line.strip().strip("|"))
    return [cell.strip().replace("\\|", "|") for cell in cells]


def _without_code(text: str) -> str:
    return FENCE.sub("", text)
