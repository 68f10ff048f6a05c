"""The exchange: one call of a service, from its first attempt to its result, without I/O."""

import warnings
from typing import Generic, TypeVar

from morile import _wire as wire
from morile._connection import Connection
from morile._wire import Call, Lost, Reply
from morile.errors import MorileDeprecationWarning, Unreachable
from morile.meta import Meta, remember

T = TypeVar("T")

UNAUTHORISED = 401


class Exchange(Generic[T]):
    """What has come of a call so far; times are seconds of one clock that only goes forward."""

    def __init__(self, call: Call[T], connection: Connection, now_s: float) -> None:
        """Nothing has been sent yet."""
        self._call = call
        self.request = call.request
        self._connection = connection
        self._began_s = self._now_s = now_s
        self._attempts = 0
        self._outcome: Reply | Lost = Lost("nothing was sent", again=True)
        self._renewed = not connection.renews

    def left_s(self, now_s: float) -> float:
        """How long the next attempt may take."""
        return max(0.001, self._connection.patience.total_s - (now_s - self._began_s))

    def pause_s(self, outcome: Reply | Lost, now_s: float, chance: float) -> float | None:
        """Take what an attempt came to; how long to wait before the next, None when it is over.

        The next is to send what `request` is by then.
        """
        if self._call.resume is not None:
            outcome, self.request = self._call.resume(outcome)
        self._attempts += 1
        self._outcome = outcome
        self._now_s = now_s
        spent_s = now_s - self._began_s
        if not self._renewed and isinstance(outcome, Reply) and outcome.status == UNAUTHORISED:
            # The token may have been replaced since it was read; each request reads it again.
            self._renewed = True
            return 0.0
        return self._connection.patience.pause_s(outcome, self._attempts, spent_s, chance)

    def result(self, client: object, warned: set[str]) -> T:
        """The result; the client's `meta` tells how it was come by.

        Args:
            client: whose call it is.
            warned: the operations it has warned of; a deprecated one is added.

        Raises:
            MorileError: what the service says is wrong, `Unreachable` or `ServerFailed`.
        """
        meta = Meta(self._now_s - self._began_s, self._attempts)
        if isinstance(self._outcome, Lost):
            remember(client, meta)
            raise Unreachable(self._connection.address, self._outcome.why, self._attempts)
        reply = self._outcome
        meta = Meta(
            meta.elapsed_s, self._attempts, reply.status, wire.request_id(reply), reply.headers
        )
        remember(client, meta)
        self._warn(reply, warned)
        result = wire.read(self._call, reply)
        remember(client, meta.with_marks_of(result))
        return result

    def _warn(self, reply: Reply, warned: set[str]) -> None:
        """Say once per client that an operation will go (RFC 9745, RFC 8594)."""
        operation = self._call.operation
        if "deprecation" not in reply.headers or operation in warned:
            return
        warned.add(operation)
        until = reply.headers.get("sunset")
        ends = f" after {until}" if until else ""
        text = f"the service will stop offering to {operation}{ends}; see its documentation"
        warnings.warn(text, MorileDeprecationWarning, stacklevel=5)
