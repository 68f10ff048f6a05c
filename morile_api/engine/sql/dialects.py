"""Dialects: how one thing is said in the SQL of each warehouse."""

from collections.abc import Sequence
from typing import Literal, get_args

import msgspec

Dialect = Literal["duckdb", "spark"]

DIALECTS: tuple[Dialect, ...] = get_args(Dialect)


class Speech(msgspec.Struct, frozen=True):
    """The words of a dialect; whole numbers are 64 bits wide in each.

    Attributes:
        quote: around an identifier.
        number: of a whole number, as a template.
        numbers: a list of whole numbers, of which one is looked up by an index from 1.
        words: a list of texts.
        split: the parts of a text between bars.
        has: whether a list holds a word.
        within: whether all of a list are in another.
        distinct: how many different words a list holds.
        size: how many words it holds.
        divided: whole-number division of what is not negative.
    """

    quote: str
    number: str
    numbers: str
    words: str
    split: str
    has: str
    within: str
    distinct: str
    size: str
    divided: str

    def name(self, identifier: str) -> str:
        """An identifier; a quotation mark within it is doubled."""
        return f"{self.quote}{identifier.replace(self.quote, self.quote * 2)}{self.quote}"

    def whole(self, value: int) -> str:
        """A whole number."""
        return self.number.format(value)

    def looked_up(self, values: Sequence[int], index: str) -> str:
        """The value at an index that counts from 0."""
        listed = ", ".join(map(self.whole, values))
        return self.numbers.format(listed, f"{index} + 1")

    def texts(self, values: Sequence[str]) -> str:
        """A list of texts of ours, which hold no quotation marks."""
        return self.words.format(", ".join(f"'{each}'" for each in values))


SPEECHES: dict[Dialect, Speech] = {
    "duckdb": Speech(
        quote='"',
        number="CAST({} AS BIGINT)",
        numbers="([{}])[{}]",
        words="[{}]",
        split="string_split({}, '|')",
        has="list_contains({}, '{}')",
        within="list_has_all({1}, {0})",
        distinct="len(list_distinct({}))",
        size="len({})",
        divided="({}) // ({})",
    ),
    "spark": Speech(
        quote="`",
        number="{}L",
        numbers="element_at(array({}), CAST({} AS INT))",
        words="array({})",
        split="split({}, '[|]')",
        has="array_contains({}, '{}')",
        within="size(array_except({}, {})) = 0",
        distinct="size(array_distinct({}))",
        size="size({})",
        divided="({}) div ({})",
    ),
}
