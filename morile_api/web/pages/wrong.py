"""What is wrong with a form, as the summary at the top of its page lists it."""

import msgspec

AT_FAULT = 422
"""The status of a page that asks for its form once more."""


class Wrong(msgspec.Struct, frozen=True):
    """One line of an error summary: what is wrong, and the id of where to put it right."""

    says: str
    at: str
