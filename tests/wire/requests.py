"""Requests to the service, with defaults that can be assessed."""

from typing import Any

import msgspec

MATRIX = "disruption@1.0.0"
ORGANISATION = "E23000029"
THREAT_TYPE = "county-lines"
LEVEL = "moderate"


def a_submission(**changes: Any) -> dict[str, Any]:
    """A submission of the five-step disruption scale: one criterion, five levels."""
    submission = {
        "ref": "TV-1",
        "organisation": ORGANISATION,
        "threat_type": THREAT_TYPE,
        "levels": {"outcome": LEVEL},
    }
    return {**submission, **changes}


def a_request(*submissions: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A request with these submissions, or with one."""
    return {"matrix": MATRIX, "submissions": list(submissions) or [a_submission()], **changes}


def a_body(*submissions: dict[str, Any], **changes: Any) -> bytes:
    """The bytes of such a request."""
    return msgspec.json.encode(a_request(*submissions, **changes))
