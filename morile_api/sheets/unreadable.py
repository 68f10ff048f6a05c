"""What a row of a sheet is read as: a submission, or the reasons why it is none."""

from typing import Any

import msgspec

from morile_api.language.faults import Fault


class Unreadable(msgspec.Struct, frozen=True):
    """Stands where a submission should: its source was at fault, so it is refused unsent.

    The pointers of its faults begin at the submission.
    """

    ref: str | None
    faults: list[Fault]


Row = dict[str, Any] | Unreadable
"""A submission as in the API, or what stands in its place."""
