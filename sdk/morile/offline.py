"""Offline: the same verbs as a client's, over the engine in this process, without a server."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

import msgspec

from morile._bulk import OnError, Packer, Submission, Wish, one, single
from morile._changes import Plain, moderation, replay
from morile._comparison import comparison
from morile._loading import checked, loaded
from morile._moving import By, Vary, moving
from morile._prioritising import Rules, prioritising
from morile.form import Form, form_of
from morile.meta import Meta, recall, remember
from morile_api.language.about import CheckAnswer, MatrixDocument, MatrixSummary
from morile_api.language.assessment import Assessed, AssessmentAnswer, Refused
from morile_api.language.difference import Difference, difference
from morile_api.language.faults import BadSubmission, UnknownMatrix
from morile_api.language.vocabulary import Vocabulary

if TYPE_CHECKING:
    from morile_api.catalogue import Catalogue
    from morile_api.language.agreement import AgreementAnswer
    from morile_api.language.comparison import Compare
    from morile_api.language.moderation import ModerationAnswer
    from morile_api.language.prioritised import PriorityAnswer
    from morile_api.language.replay import ReplayAnswer
    from morile_api.language.sensitivity import SensitivityAnswer

T = TypeVar("T")

CHUNK_SUBMISSIONS = 8_192
CHUNK_BYTES = 16 << 20
"""Of one turn of the engine: enough to amortise its calls, few enough to stay small in memory."""

_encoder = msgspec.json.Encoder(decimal_format="number")


class Offline:
    """Scores in this process with the shipped matrices and, if named, an agency's own.

    It needs the extra `engine` (numpy). Safe to use from several threads.
    """

    def __init__(
        self,
        matrices: Sequence[str | Path] | None = None,
        *,
        matrix: str | None = None,
        highest_marking: str | None = None,
    ) -> None:
        """Read, check and compile every matrix.

        Args:
            matrices: folders of further matrices; by default those of MORILE_MATRICES.
            matrix: the one to use where a call and a submission name none.
            highest_marking: the highest protective marking that is accepted; by default that of
                MORILE_HIGHEST_MARKING, else OFFICIAL-SENSITIVE.

        Raises:
            BadMatrix: a definition is at fault; start nothing with it.
            ValueError: a folder or marking does not exist.
            ModuleNotFoundError: the extra `engine` is not installed.
        """
        self._matrix = matrix
        self._catalogue = loaded(matrices, highest_marking)
        self._forms: dict[str, Form] = {}

    @property
    def meta(self) -> Meta | None:
        """What is known of the last call in this thread or task; None before the first."""
        return recall(self)

    @property
    def catalogue(self) -> "Catalogue":
        """The matrices and vocabularies it works with; nothing in it changes."""
        return self._catalogue

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
        """Assess one submission; see `Client.assess`."""
        wish = Wish(matrix, explain, "reject", self._matrix, sentence, distribution, flips, as_of)
        return one(self._answer(single(submission, wish)))

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
        """Assess submissions as they come; see `Client.assess_many`."""
        wish = Wish(matrix, explain, on_error, self._matrix, sentence, distribution, flips, as_of)
        for chunk in Packer(wish, CHUNK_SUBMISSIONS, CHUNK_BYTES).chunks(submissions):
            try:
                answer = self._answer(chunk.body()) if chunk.items else None
            except BadSubmission as error:
                raise chunk.rejection(error.faults) from error
            yield from chunk.results(answer)

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
        """Assess a stream of submissions; see `Client.assess_stream`."""
        return self.assess_many(
            submissions,
            matrix,
            explain,
            sentence=sentence,
            distribution=distribution,
            flips=flips,
            as_of=as_of,
        )

    def answer(self, body: bytes) -> bytes:
        """Answer one request as it stands; see `Client.answer`."""
        from morile_api.engine.answer import answer

        scorers, reader = self._catalogue.scorers, self._catalogue.reader
        return self._do(lambda: _encoder.encode(answer(scorers, reader, body)))

    def agreement(
        self,
        submissions: Iterable[Submission],
        matrix: str | None = None,
        *,
        compare: "Compare" = "assessors",
        draws: int | None = None,
        seed: int | None = None,
    ) -> "AgreementAnswer":
        """Compare assessors of the same threats; see `Client.agreement`."""
        from morile_api.engine.agreement.compare import agreement_answer

        wish = Wish(matrix, fallback=self._matrix)
        body = comparison(submissions, wish, compare, draws, seed)
        scorers, verb = self._catalogue.scorers, self._catalogue.verbs["agreement"]
        return self._do(lambda: agreement_answer(scorers, verb, body))

    def moderate(
        self,
        submission: Submission,
        changes: Iterable[Plain],
        matrix: str | None = None,
        *,
        prompt: Plain | None = None,
        explain: bool = False,
    ) -> "ModerationAnswer":
        """Make agreed changes to a submission; see `Client.moderate`."""
        from morile_api.engine.change.moderate import moderate

        body = moderation(submission, changes, prompt, Wish(matrix, explain, fallback=self._matrix))
        scorers, verb = self._catalogue.scorers, self._catalogue.verbs["moderations"]
        return self._do(lambda: moderate(scorers, verb, body))

    def priorities(
        self,
        submissions: Iterable[Submission],
        matrix: str | None = None,
        rules: Rules | None = None,
    ) -> "PriorityAnswer":
        """Rank threats and give slots by agreed rules; see `Client.priorities`."""
        from morile_api.engine.priorities.prioritise import priorities

        body = prioritising(submissions, rules, Wish(matrix, fallback=self._matrix))
        kept, verb = self._catalogue, self._catalogue.verbs["priorities"]
        return self._do(lambda: priorities(kept.scorers, verb, kept.vocabularies, body))

    def replay(
        self,
        submissions: Iterable[Submission],
        to: str,
        matrix: str | None = None,
        *,
        crosswalk: Iterable[Plain] | None = None,
        explain: bool = False,
    ) -> "ReplayAnswer":
        """Assess the same submissions with another definition; see `Client.replay`."""
        from morile_api.engine.change import replay as engine

        body = replay(submissions, to, crosswalk, Wish(matrix, explain, fallback=self._matrix))
        scorers, verb = self._catalogue.scorers, self._catalogue.verbs["replays"]
        return self._do(lambda: engine.replay(scorers, verb, body))

    def difference(self, before: str, after: str) -> Difference:
        """What changed between two definitions; see `Client.difference`."""
        return difference(self.matrix(before).definition, self.matrix(after).definition)

    def sensitivity(
        self,
        submissions: Iterable[Submission],
        matrix: str | None = None,
        vary: Vary = "both",
        by: By = 0.1,
        trials: int = 200,
        seed: int = 0,
    ) -> "SensitivityAnswer":
        """How far bands and ranking hang on the exact figures; see `Client.sensitivity`."""
        from morile_api.engine.appraisal.sensitivity import sensitivity_answer

        wish = Wish(matrix, fallback=self._matrix)
        body = moving(submissions, wish, vary, by, trials, seed)
        scorers, verb = self._catalogue.scorers, self._catalogue.verbs["sensitivities"]
        return self._do(lambda: sensitivity_answer(scorers, verb, body))

    def matrices(self) -> list[MatrixSummary]:
        """Every matrix there is."""
        from morile_api.engine.compiling.describe import summary_of

        entries = self._catalogue.entries.values()
        return self._do(lambda: [summary_of(entry.scorer.matrix) for entry in entries])

    def matrix(self, name: str) -> MatrixDocument:
        """One matrix, whole; see `Client.matrix`."""
        from morile_api.engine.compiling.describe import document_of

        entries = self._catalogue.entries

        def found() -> MatrixDocument:
            if name not in entries:
                raise UnknownMatrix(list(entries), pointer="")
            return document_of(entries[name].scorer.matrix)

        return self._do(found)

    def check_matrix(self, toml: str) -> CheckAnswer:
        """Check the text of a definition; see `Client.check_matrix`."""
        return self._do(lambda: checked(toml))

    def vocabulary(self, name: str) -> Vocabulary:
        """One vocabulary, whole; see `Client.vocabulary`."""
        return self._do(lambda: self._catalogue.vocabulary(name))

    def form(self, name: str) -> Form:
        """The form of a matrix; see `Client.form`."""
        if name not in self._forms:
            definition = self.matrix(name).definition
            highest = self._catalogue.reader.types.words.highest_marking
            self._forms[name] = form_of(definition, self._catalogue.vocabularies, highest)
        return self._forms[name]

    def close(self) -> None:
        """Nothing is open; here because clients have it."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _answer(self, body: bytes) -> AssessmentAnswer:
        """The answer read back from its bytes: the engine's own may hold faster types."""
        return self._do(lambda: msgspec.json.decode(self.answer(body), type=AssessmentAnswer))

    def _do(self, work: Callable[[], T]) -> T:
        started = time.perf_counter()
        result = None
        try:
            result = work()
            return result
        finally:
            remember(self, Meta(time.perf_counter() - started).with_marks_of(result))
