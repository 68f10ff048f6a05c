"""The client of a service for programs that do many things at once: `Client`, awaited."""

import random
import time
from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    AsyncIterator,
    Callable,
    Coroutine,
    Iterable,
)
from contextlib import aclosing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from morile import _wire as wire
from morile._bulk import Chunk, OnError, Packer, Submission, Wish, one, single
from morile._changes import Plain, moderation, replay
from morile._comparison import comparison
from morile._connection import Token, connect
from morile._exchange import Exchange
from morile._lookups import AsyncLookups
from morile._moving import By, Vary, moving
from morile._prioritising import Rules, prioritising
from morile._retry import RETRIES
from morile._streaming import MOST_BYTES, MOST_SUBMISSIONS, Slice
from morile._wire import Call
from morile.form import Form
from morile.meta import Meta, recall, remember
from morile_api.language.about import Limits
from morile_api.language.assessment import Assessed, Refused
from morile_api.language.faults import BadSubmission

if TYPE_CHECKING:
    import ssl

    from morile_api.language.agreement import AgreementAnswer
    from morile_api.language.comparison import Compare
    from morile_api.language.moderation import ModerationAnswer
    from morile_api.language.prioritised import PriorityAnswer
    from morile_api.language.replay import ReplayAnswer
    from morile_api.language.sensitivity import SensitivityAnswer

T = TypeVar("T")

Scored = tuple[list[Assessed | Refused], Meta | None]
"""The results of a chunk, and the meta of its last request."""


class AsyncClient(AsyncLookups):
    """Scores through a service, from one asyncio event loop; everything else is as in `Client`."""

    def __init__(
        self,
        base_url: str | None = None,
        *,
        matrix: str | None = None,
        token: Token | None = None,
        ca_bundle: str | Path | None = None,
        client_cert: str | Path | None = None,
        client_key: str | Path | None = None,
        ssl_context: "ssl.SSLContext | None" = None,
        timeout_s: float | None = None,
        retries: int = RETRIES,
        application: str | None = None,
        transport: object | None = None,
    ) -> None:
        """Settle where to send and with what; the arguments are those of `Client`."""
        from morile._http import AsyncSender

        self._connection = connect(
            base_url,
            token=token,
            ca_bundle=ca_bundle,
            client_cert=client_cert,
            client_key=client_key,
            ssl_context=ssl_context,
            timeout_s=timeout_s,
            retries=retries,
            application=application,
        )
        self._matrix = matrix
        self._sender = AsyncSender(self._connection, transport)
        self._warned: set[str] = set()
        self._forms: dict[str, Form] = {}
        self._limits: Limits | None = None

    @property
    def meta(self) -> Meta | None:
        """What is known of the last call in this thread or task; None before the first."""
        return recall(self)

    async def assess(
        self,
        submission: Submission,
        matrix: str | None = None,
        explain: bool = False,
        *,
        sentence: bool = False,
        distribution: bool = False,
        flips: int = 0,
        as_of: date | str | None = None,
    ) -> Assessed:
        """Assess one submission; see `Client.assess`."""
        wish = Wish(matrix, explain, "reject", self._matrix, sentence, distribution, flips, as_of)
        return one(await self._do(wire.assessments(single(submission, wish))))

    async def assess_many(
        self,
        submissions: Iterable[Submission] | AsyncIterable[Submission],
        matrix: str | None = None,
        explain: bool = False,
        on_error: OnError = "report",
        *,
        sentence: bool = False,
        distribution: bool = False,
        flips: int = 0,
        as_of: date | str | None = None,
    ) -> AsyncGenerator[Assessed | Refused, None]:
        """Assess submissions as they come, a few chunks at once; see `Client.assess_many`."""
        wish = Wish(matrix, explain, on_error, self._matrix, sentence, distribution, flips, as_of)
        packer = Packer.within(await self._known_limits(), wish)
        async with aclosing(self._several(packer, submissions, self._scored)) as results:
            async for result in results:
                yield result

    async def assess_stream(
        self,
        submissions: Iterable[Submission] | AsyncIterable[Submission],
        matrix: str | None = None,
        explain: bool = False,
        *,
        sentence: bool = False,
        distribution: bool = False,
        flips: int = 0,
        as_of: date | str | None = None,
    ) -> AsyncGenerator[Assessed | Refused, None]:
        """Assess a stream of submissions, a few parts at once; see `Client.assess_stream`."""
        wish = Wish(matrix, explain, "report", self._matrix, sentence, distribution, flips, as_of)
        limits = await self._known_limits()
        packer = Packer.within(limits, wish, MOST_SUBMISSIONS, MOST_BYTES)
        async with aclosing(self._several(packer, submissions, self._streamed)) as results:
            async for result in results:
                yield result

    async def answer(self, body: bytes) -> bytes:
        """Answer one request as it stands; see `Client.answer`."""
        return await self._do(wire.answer(body))

    async def agreement(
        self,
        submissions: Iterable[Submission],
        matrix: str | None = None,
        *,
        compare: "Compare" = "assessors",
        draws: int | None = None,
        seed: int | None = None,
    ) -> "AgreementAnswer":
        """Compare assessors of the same threats; see `Client.agreement`."""
        wish = Wish(matrix, fallback=self._matrix)
        return await self._do(wire.agreement(comparison(submissions, wish, compare, draws, seed)))

    async def moderate(
        self,
        submission: Submission,
        changes: Iterable[Plain],
        matrix: str | None = None,
        *,
        prompt: Plain | None = None,
        explain: bool = False,
    ) -> "ModerationAnswer":
        """Make agreed changes to a submission; see `Client.moderate`."""
        wish = Wish(matrix, explain, fallback=self._matrix)
        return await self._do(wire.moderation(moderation(submission, changes, prompt, wish)))

    async def priorities(
        self,
        submissions: Iterable[Submission],
        matrix: str | None = None,
        rules: Rules | None = None,
    ) -> "PriorityAnswer":
        """Rank threats and give slots by agreed rules; see `Client.priorities`."""
        wish = Wish(matrix, fallback=self._matrix)
        return await self._do(wire.priorities(prioritising(submissions, rules, wish)))

    async def replay(
        self,
        submissions: Iterable[Submission],
        to: str,
        matrix: str | None = None,
        *,
        crosswalk: Iterable[Plain] | None = None,
        explain: bool = False,
    ) -> "ReplayAnswer":
        """Assess the same submissions with another definition; see `Client.replay`."""
        wish = Wish(matrix, explain, fallback=self._matrix)
        return await self._do(wire.replay(replay(submissions, to, crosswalk, wish)))

    async def sensitivity(
        self,
        submissions: Iterable[Submission],
        matrix: str | None = None,
        vary: Vary = "both",
        by: By = 0.1,
        trials: int = 200,
        seed: int = 0,
    ) -> "SensitivityAnswer":
        """How far bands and ranking hang on the exact figures; see `Client.sensitivity`."""
        wish = Wish(matrix, fallback=self._matrix)
        return await self._do(wire.sensitivity(moving(submissions, wish, vary, by, trials, seed)))

    async def aclose(self) -> None:
        """Close every connection."""
        await self._sender.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def _known_limits(self) -> Limits:
        if self._limits is None:
            self._limits = (await self._do(wire.service())).limits
        return self._limits

    async def _several(
        self,
        packer: Packer,
        submissions: Iterable[Submission] | AsyncIterable[Submission],
        work: Callable[[Chunk], Coroutine[Any, Any, Scored]],
    ) -> AsyncGenerator[Assessed | Refused, None]:
        from morile._at_once import in_order

        async with aclosing(in_order(_chunks(packer, submissions), work)) as scored:
            async for results, meta in scored:
                # Each chunk is scored in a task of its own, so its meta is known only there.
                if meta is not None:
                    remember(self, meta)
                for result in results:
                    yield result

    async def _scored(self, chunk: Chunk) -> Scored:
        try:
            answer = None
            if chunk.items:
                answer = await self._do(wire.assessments(chunk.body()))
        except BadSubmission as error:
            raise chunk.rejection(error.faults) from error
        return chunk.results(answer), recall(self)

    async def _streamed(self, chunk: Chunk) -> Scored:
        part = Slice(chunk)
        if chunk.items:
            await self._do(part.call())
        return part.results(), recall(self)

    async def _do(self, call: Call[T]) -> T:
        import asyncio

        exchange = Exchange(call, self._connection, time.monotonic())
        while True:
            outcome = await self._sender.send(exchange.request, exchange.left_s(time.monotonic()))
            pause = exchange.pause_s(outcome, time.monotonic(), random.random())  # noqa: S311
            if pause is None:
                return exchange.result(self, self._warned)
            await asyncio.sleep(pause)


async def _chunks(
    packer: Packer, submissions: Iterable[Submission] | AsyncIterable[Submission]
) -> AsyncIterator[Chunk]:
    if isinstance(submissions, Iterable):
        for chunk in packer.chunks(submissions):
            yield chunk
        return
    async for submission in submissions:
        for chunk in packer.add(submission):
            yield chunk
    for chunk in packer.rest():
        yield chunk
