"""The client of a service: the verbs, each a request sent and its reply read."""

import random
import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from morile import _wire as wire
from morile._bulk import Chunk, OnError, Packer, Submission, Wish, one, single
from morile._changes import Plain, moderation, replay
from morile._comparison import comparison
from morile._connection import Token, connect
from morile._exchange import Exchange
from morile._lookups import Lookups
from morile._moving import By, Vary, moving
from morile._prioritising import Rules, prioritising
from morile._retry import RETRIES
from morile._streaming import MOST_BYTES, MOST_SUBMISSIONS, Slice
from morile._wire import Call
from morile.form import Form
from morile.meta import Meta, recall
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


class Client(Lookups):
    """Scores through a service. Make one and keep it: it holds connections open.

    Safe to use from several threads. Scoring changes nothing, so what fails on the way is tried
    again: connections that fail or break off, and 408, 429, 502, 503 and 504.

    Args:
        base_url: of the service, `https://...`; by default MORILE_BASE_URL.
        matrix: the one to use where a call and a submission name none.
        token: a bearer token, or what gives one; by default MORILE_TOKEN or MORILE_TOKEN_FILE.
        ca_bundle: PEM file of the authorities to trust; by default MORILE_CA_BUNDLE.
        client_cert: PEM file of the certificate to show; by default MORILE_CLIENT_CERT.
        client_key: PEM file of its key, where that is apart; by default MORILE_CLIENT_KEY.
        ssl_context: instead of the three before.
        timeout_s: seconds for a call with all its attempts; by default MORILE_TIMEOUT, else 30.
        retries: attempts after the first; by default enough while a killed process is replaced.
        application: name and version of the caller, for the service's log: `tasking/2.1`.
        transport: one of httpx2's, for tests.

    Raises:
        ValueError: the settings do not make sense.
    """

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
        """Settle where to send and with what; nothing is sent yet."""
        from morile._http import Sender

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
        self._sender = Sender(self._connection, transport)
        self._warned: set[str] = set()
        self._forms: dict[str, Form] = {}
        self._limits: Limits | None = None

    @property
    def meta(self) -> Meta | None:
        """What is known of the last call in this thread or task; None before the first."""
        return recall(self)

    def assess(
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
        """Assess one submission.

        Args:
            submission: as in the API, or a form's draft.
            matrix: its id and full version; else the submission's own, else this client's.
            explain: whether to say what each criterion adds.
            sentence: whether to put the assessment in words that can be read out.
            distribution: whether to say how likely each band is, and which gap to close first.
            flips: how many of the smallest changes that move the band to list, each way.
            as_of: the date on which to judge how old the information is.

        Raises:
            BadSubmission: with every fault.
            UnknownMatrix: there is none of that name and version.
            Unreachable: no answer came.
            ServerFailed: any other answer.
        """
        wish = Wish(matrix, explain, "reject", self._matrix, sentence, distribution, flips, as_of)
        return one(self._do(wire.assessments(single(submission, wish))))

    def assess_many(
        self,
        submissions: Iterable[Submission],
        matrix: str | None = None,
        explain: bool = False,
        on_error: OnError = "report",
        *,
        sentence: bool = False,
        distribution: bool = False,
        flips: int = 0,
        as_of: date | str | None = None,
    ) -> Iterator[Assessed | Refused]:
        """Assess submissions as they come, however many, and give a result for each in order.

        They are sent in chunks. The `index` of a result and the pointers of its faults count
        over the whole input, of which no more is taken than the next chunk needs. With `report`
        a submission at fault is refused in its place and the rest goes on; `reject` stops with
        the faults of its chunk, so that a list is made whole or not at all. The other arguments
        are those of `assess`.

        Raises:
            BadSubmission: with `reject`, some submission is at fault.
            MorileError: as `assess`; results before it have been given.
        """
        wish = Wish(matrix, explain, on_error, self._matrix, sentence, distribution, flips, as_of)
        for chunk in Packer.within(self._known_limits(), wish).chunks(submissions):
            yield from self._scored(chunk)

    def assess_stream(
        self,
        submissions: Iterable[Submission],
        matrix: str | None = None,
        explain: bool = False,
        *,
        sentence: bool = False,
        distribution: bool = False,
        flips: int = 0,
        as_of: date | str | None = None,
    ) -> Iterator[Assessed | Refused]:
        """Assess a stream of submissions, however long, and give a result for each in order.

        For more than a few thousand: as `assess_many`, in larger parts, and the service answers
        others in between. No submission at fault stops another. A part is known to be whole by
        its trailer; of one cut short what has no answer is sent again. See docs/streams.md.

        Raises:
            MorileError: as `assess`; results of the parts before have been given.
        """
        wish = Wish(matrix, explain, "report", self._matrix, sentence, distribution, flips, as_of)
        packer = Packer.within(self._known_limits(), wish, MOST_SUBMISSIONS, MOST_BYTES)
        for chunk in packer.chunks(submissions):
            part = Slice(chunk)
            if chunk.items:
                self._do(part.call())
            yield from part.results()

    def answer(self, body: bytes) -> bytes:
        """Answer one request as it stands: the JSON that the API takes, and the JSON it gives."""
        return self._do(wire.answer(body))

    def agreement(
        self,
        submissions: Iterable[Submission],
        matrix: str | None = None,
        *,
        compare: "Compare" = "assessors",
        draws: int | None = None,
        seed: int | None = None,
    ) -> "AgreementAnswer":
        """Compare assessors of the same threats, or the threats over time; see docs/agreement.md.

        Each submission names its assessor, and its `period` where `periods` are compared; it may
        leave criteria out. `draws` (1,000) and `seed` (1) are those of the intervals.
        """
        wish = Wish(matrix, fallback=self._matrix)
        return self._do(wire.agreement(comparison(submissions, wish, compare, draws, seed)))

    def moderate(
        self,
        submission: Submission,
        changes: Iterable[Plain],
        matrix: str | None = None,
        *,
        prompt: Plain | None = None,
        explain: bool = False,
    ) -> "ModerationAnswer":
        """Make agreed changes: what each is worth, and a trail to keep; see docs/moderation.md.

        A change has `criterion`, `from`, `to`, `reason`, `role`; a prompt is `{"kind": "review"}`.
        """
        wish = Wish(matrix, explain, fallback=self._matrix)
        return self._do(wire.moderation(moderation(submission, changes, prompt, wish)))

    def priorities(
        self,
        submissions: Iterable[Submission],
        matrix: str | None = None,
        rules: Rules | None = None,
    ) -> "PriorityAnswer":
        """Rank threats, ties kept, and give slots by agreed rules; see docs/priorities.md.

        Rules are as in the API: `slots` or `capacity`, `reserve`, `tie_break`, `top`, `as_of`,
        `populations`, `reference_scores`. Without slots there is a ranking only.
        """
        wish = Wish(matrix, fallback=self._matrix)
        return self._do(wire.priorities(prioritising(submissions, rules, wish)))

    def replay(
        self,
        submissions: Iterable[Submission],
        to: str,
        matrix: str | None = None,
        *,
        crosswalk: Iterable[Plain] | None = None,
        explain: bool = False,
    ) -> "ReplayAnswer":
        """Assess the same submissions with another definition; see docs/replay.md."""
        wish = Wish(matrix, explain, fallback=self._matrix)
        return self._do(wire.replay(replay(submissions, to, crosswalk, wish)))

    def sensitivity(
        self,
        submissions: Iterable[Submission],
        matrix: str | None = None,
        vary: Vary = "both",
        by: By = 0.1,
        trials: int = 200,
        seed: int = 0,
    ) -> "SensitivityAnswer":
        """How far bands and ranking hang on the exact figures; see docs/sensitivity.md.

        In each trial points, weights or both move by up to `by` of themselves.
        """
        wish = Wish(matrix, fallback=self._matrix)
        return self._do(wire.sensitivity(moving(submissions, wish, vary, by, trials, seed)))

    def close(self) -> None:
        """Close every connection."""
        self._sender.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _known_limits(self) -> Limits:
        if self._limits is None:
            self._limits = self._do(wire.service()).limits
        return self._limits

    def _scored(self, chunk: Chunk) -> list[Assessed | Refused]:
        try:
            answer = self._do(wire.assessments(chunk.body())) if chunk.items else None
        except BadSubmission as error:
            raise chunk.rejection(error.faults) from error
        return chunk.results(answer)

    def _do(self, call: Call[T]) -> T:
        exchange = Exchange(call, self._connection, time.monotonic())
        while True:
            outcome = self._sender.send(exchange.request, exchange.left_s(time.monotonic()))
            pause = exchange.pause_s(outcome, time.monotonic(), random.random())  # noqa: S311
            if pause is None:
                return exchange.result(self, self._warned)
            time.sleep(pause)
