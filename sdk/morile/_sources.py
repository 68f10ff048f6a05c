"""Sources: where the command's submissions come from, and what is told of each besides."""

from collections.abc import Iterator

from morile._bulk import Submission
from morile_api.language.faults import BadSubmission
from morile_api.language.reading import refuse_duplicates, untyped
from morile_api.sheets.told import Told
from morile_api.sheets.unreadable import Unreadable


class Lines:
    """NDJSON: one submission a line."""

    def __init__(self, data: bytes) -> None:
        """Keep the text; UTF-8."""
        self._data = data
        self.told: list[Told] = []

    def submissions(self) -> Iterator[Submission]:
        """A submission for every line that is not blank."""
        for number, line in enumerate(self._data.split(b"\n"), start=1):
            if not line.strip():
                continue
            try:
                value = untyped(line)
                refuse_duplicates(line)
            except BadSubmission as error:
                self.told.append(Told(number))
                yield Unreadable(None, error.faults)
            else:
                self.told.append(told_of(number, value))
                yield value

    def place(self, at: int, pointer: str) -> str:
        """The line, and the pointer within it."""
        return f"line {self.told[at].place}{', ' + pointer if pointer else ''}"


class Whole:
    """A request of the API, read after it has been answered."""

    def __init__(self, body: bytes) -> None:
        """Tell of every submission."""
        submissions = untyped(body)["submissions"]
        self.told = [told_of(number, value) for number, value in enumerate(submissions)]

    def place(self, at: int, pointer: str) -> str:
        """The pointer into the request."""
        return f"/submissions/{at}{pointer}"


def told_of(place: int, value: object) -> Told:
    """What a decoded submission says of itself."""
    if not isinstance(value, dict):
        return Told(place)
    said = [value.get(each) or "" for each in ("organisation", "threat_type", "marking")]
    return Told(place, *map(str, said))
