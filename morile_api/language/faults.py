"""Faults: what is wrong with an input, where, and the exceptions that carry them."""

from enum import StrEnum

import msgspec


class Code(StrEnum):
    """Stable names of everything that can be wrong; clients switch on these (docs/faults.md)."""

    # The request as a whole
    NOT_JSON = "not-json"
    NOT_UTF8 = "not-utf8"
    NOT_ARROW = "not-arrow"
    TOO_DEEP = "too-deep"
    DUPLICATE_MEMBER = "duplicate-member"
    WRONG_TYPE = "wrong-type"
    MISSING_MEMBER = "missing-member"
    UNKNOWN_MEMBER = "unknown-member"
    NOT_A_CHOICE = "not-a-choice"
    WRONG_FORM = "wrong-form"
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    OUT_OF_RANGE = "out-of-range"
    # A submission
    NO_SUCH_LEVEL = "no-such-level"
    NO_SUCH_CRITERION = "no-such-criterion"
    MISSING_CRITERION = "missing-criterion"
    REPEATED_LEVEL = "repeated-level"
    LEVELS_OR_VECTOR = "levels-or-vector"
    MARKING_TOO_HIGH = "marking-too-high"
    BAD_VECTOR = "bad-vector"
    OTHER_MATRIX = "other-matrix"
    REPEATED_CRITERION = "repeated-criterion"
    FUTURE_DATE = "future-date"
    NOT_YOUR_ORGANISATION = "not-your-organisation"
    # Submissions that are compared
    REPEATED_SUBMISSION = "repeated-submission"
    REPEATED_REFERENCE = "repeated-reference"
    MIXED_PERIODS = "mixed-periods"
    # Slots and how they are given
    EITHER_OR = "either-or"
    REPEATED_CHOICE = "repeated-choice"
    # Agreed changes, and answers carried to another matrix
    FROM_DIFFERS = "from-differs"
    NOTHING_CHANGED = "nothing-changed"
    TOO_MANY_CHANGES = "too-many-changes"
    NO_CROSSWALK = "no-crosswalk"
    # What a caller names and nobody has
    NO_SUCH_MATRIX = "no-such-matrix"
    NO_SUCH_VOCABULARY = "no-such-vocabulary"
    # A table: CSV
    NOT_A_TABLE = "not-a-table"
    MISSING_COLUMN = "missing-column"
    UNKNOWN_COLUMN = "unknown-column"
    # A matrix definition
    NOT_TOML = "not-toml"
    BAD_FIGURE = "bad-figure"
    REPEATED_KEY = "repeated-key"
    UNORDERED_POINTS = "unordered-points"
    NO_SUCH_NAME = "no-such-name"
    BAD_BANDS = "bad-bands"
    UNREACHABLE_BAND = "unreachable-band"
    BAD_WEIGHTS = "bad-weights"
    BAD_GRID = "bad-grid"
    CYCLE = "cycle"
    UNUSED = "unused"
    NOT_MONOTONE = "not-monotone"
    OVERFLOW = "overflow"
    TOO_LARGE = "too-large"
    BAD_ODDS = "bad-odds"
    CHANGED_RELEASE = "changed-release"
    WRONG_PLACE = "wrong-place"
    # Keys, signatures, and answers that are verified
    BAD_KEY = "bad-key"
    NO_SIGNATURE = "no-signature"
    UNKNOWN_KEY = "unknown-key"
    BAD_SIGNATURE = "bad-signature"
    NOT_AS_SIGNED = "not-as-signed"
    NOT_AS_COMPUTED = "not-as-computed"
    OUT_OF_ORDER = "out-of-order"
    OTHER_DEFINITION = "other-definition"
    OTHER_ENGINE = "other-engine"


class Fault(msgspec.Struct, frozen=True):
    """One thing that is wrong: where (an RFC 6901 JSON Pointer), which kind, and the remedy."""

    pointer: str
    code: str
    detail: str


class MorileError(Exception):
    """What every error of this project is; never raised itself."""


class BadMatrix(MorileError):
    """A matrix definition is refused; `faults` has every reason, `where` the file."""

    def __init__(self, faults: list[Fault], where: str = "") -> None:
        """Keep every fault; the text lists them all, one a line."""
        self.faults = faults
        self.where = where
        super().__init__(listed(faults, f"{where or 'The definition'} is refused"))


class UnknownMatrix(MorileError):
    """No matrix of that name and version is loaded; `known` lists those that are."""

    def __init__(self, known: list[str], pointer: str = "/matrix") -> None:
        """Name what there is; what was asked for is not repeated."""
        self.known = known
        self.faults = [
            Fault(pointer, Code.NO_SUCH_MATRIX, f"no such matrix; there are {', '.join(known)}")
        ]
        super().__init__(self.faults[0].detail)


class UnknownVocabulary(MorileError):
    """No vocabulary of that name is loaded; `known` lists those that are."""

    def __init__(self, known: list[str]) -> None:
        """Name what there is; what was asked for is not repeated."""
        self.known = known
        detail = f"no such vocabulary; there are {', '.join(known)}"
        self.faults = [Fault("", Code.NO_SUCH_VOCABULARY, detail)]
        super().__init__(detail)


class BadSubmission(MorileError):
    """A request or one of its submissions is refused; `faults` has every reason."""

    def __init__(self, faults: list[Fault]) -> None:
        """Keep every fault; the text lists them all, one a line."""
        self.faults = faults
        super().__init__(listed(faults, "Refused"))


class BadKey(MorileError):
    """A file of keys is refused; `faults` has every reason, `where` the file."""

    def __init__(self, faults: list[Fault], where: str = "") -> None:
        """Keep every fault; the text lists them all, one a line."""
        self.faults = faults
        self.where = where
        super().__init__(listed(faults, f"{where or 'The key'} is refused"))


class NotVerified(MorileError):
    """An answer, or what is signed, does not hold; `faults` has everything that is wrong."""

    def __init__(self, faults: list[Fault]) -> None:
        """Keep every fault; the text lists them all, one a line."""
        self.faults = faults
        super().__init__(listed(faults, "Not verified"))


def counted(count: int, noun: str) -> str:
    """A number of things: `1 cell`, `2 cells`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def listed(faults: list[Fault], opening: str) -> str:
    """Every fault on a line of its own, under an opening that counts them."""
    count = counted(len(faults), "fault")
    lines = [f"{fault.pointer or '(whole)'}: {fault.detail} [{fault.code}]" for fault in faults]
    return "\n  ".join([f"{opening}: {count}", *lines])


def escaped(name: str) -> str:
    """A member name as one reference token of a JSON Pointer (RFC 6901, section 3)."""
    return name.replace("~", "~0").replace("/", "~1")
