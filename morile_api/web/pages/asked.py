"""What was asked of a page: its query or form, read once and strictly."""

from collections.abc import Iterable
from urllib.parse import parse_qsl

from morile_api.language.faults import MorileError

MOST_FIELDS = 4_096
"""64 criteria with 63 levels each, all ticked, and what stands beside them; more is no form."""

Fields = dict[str, list[str]]


class UnreadableForm(MorileError):
    """A query or form that none of our pages sends."""


def read_fields(text: bytes) -> Fields:
    """The fields of a query or a form, percent-encoded, each with all its values in order.

    Raises:
        UnreadableForm: it cannot be read.
    """
    fields: Fields = {}
    try:
        pairs = parse_qsl(
            text.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except (ValueError, UnicodeDecodeError):
        raise UnreadableForm from None
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


def only(fields: Fields, names: Iterable[str]) -> None:
    """Refuse fields that a form does not have.

    Raises:
        UnreadableForm: there are others than these.
    """
    if not fields.keys() <= set(names):
        raise UnreadableForm


def the_one(fields: Fields, name: str) -> str | None:
    """The value of a field that stands at most once; None where it is left out or blank.

    Raises:
        UnreadableForm: it stands twice.
    """
    values = fields.get(name, [])
    if len(values) > 1:
        raise UnreadableForm
    return values[0].strip() or None if values else None
