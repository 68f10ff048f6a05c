"""Tables in the contract: what an Arrow stream holds, in words, for OpenAPI has no others."""

from morile_api.tables.asked_of import ADD, MATRIX
from morile_api.tables.stream import TRAILER
from morile_api.web.media import ARROW
from morile_api.web.schemas import Schema

MEDIA = ARROW.decode()


def tables_sent() -> Schema:
    """The body of a request."""
    return {
        "contentMediaType": MEDIA,
        "description": (
            f"An Arrow IPC stream. The metadata of its schema names the matrix in `{MATRIX}`, and "
            f"may ask in `{ADD}` for `nodes`, `vector` and `digest`, with commas between them. It "
            "has the columns `ref`, `organisation` and, but for units, `threat_type`; perhaps "
            "`assessor`, `information_date` and `marking`; and one for each criterion, or "
            "`vector`. They hold text, plain or dictionary-encoded; of a criterion perhaps lists "
            "of texts, of `information_date` perhaps date32."
        ),
    }


def tables_answered() -> Schema:
    """The body of an answer."""
    return {
        "contentMediaType": MEDIA,
        "description": (
            "An Arrow IPC stream, a row for each row sent, in order: `ref`, `marking` where it was "
            "sent, `score`, `band`, `lowest`, `highest`, `bands`, `gaps`, `faults` and what was "
            f"asked for. Its last batch has no rows and in its metadata `{TRAILER}`: the same "
            "trailer, as JSON."
        ),
    }
