"""Retrying: whether to ask again, and after how long; scoring is pure, so asking twice is safe."""

import msgspec

from morile._wire import Lost, Reply

WORTH_RETRYING = frozenset({408, 429, 502, 503, 504})
"""Not 500: what failed inside would fail again (AIP-194)."""

FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 8.0

RETRIES = 4
"""With the shortest pauses 3.75 s in all: longer than a service takes to replace a process."""


class Patience(msgspec.Struct, frozen=True):
    """How long a call may take with all its attempts, and how many may follow the first."""

    total_s: float = 30.0
    connect_s: float = 5.0
    retries: int = RETRIES

    def pause_s(
        self, outcome: Reply | Lost, attempts: int, spent_s: float, chance: float
    ) -> float | None:
        """Seconds to wait before asking again, or None to give up.

        Args:
            outcome: of the last attempt.
            attempts: how many there have been.
            spent_s: since the call began.
            chance: evenly spread over 0 to 1, so that many clients do not return together.
        """
        again = outcome.again if isinstance(outcome, Lost) else outcome.status in WORTH_RETRYING
        if not again or attempts > self.retries:
            return None
        asked = retry_after_s(outcome) if isinstance(outcome, Reply) else None
        longest = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** (attempts - 1))
        # Half of it at the least: however the chances fall, all pauses together are long enough.
        pause = (1 + chance) / 2 * longest if asked is None else asked
        return pause if spent_s + pause < self.total_s else None


def retry_after_s(reply: Reply) -> float | None:
    """What `Retry-After` asks for: seconds, or a date, measured by the reply's own `Date`."""
    said = reply.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdecimal():
        return float(said)
    if not said or "date" not in reply.headers:
        return None
    # Slow to load, and almost no service sends a date.
    from email.utils import parsedate_to_datetime

    try:
        gap = parsedate_to_datetime(said) - parsedate_to_datetime(reply.headers["date"])
    except (ValueError, TypeError):
        return None
    return max(0.0, gap.total_seconds())
