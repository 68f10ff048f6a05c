"""Lookups: what a service has, asked by the verbs that send no submissions."""

from abc import ABC, abstractmethod
from typing import TypeVar

from morile import _wire as wire
from morile._wire import Call
from morile.form import DRAWN_ON, Form, form_of
from morile_api.language.about import CheckAnswer, MatrixDocument, MatrixSummary
from morile_api.language.difference import Difference, difference
from morile_api.language.vocabulary import Vocabulary

T = TypeVar("T")


class Lookups(ABC):
    """The half of `Client` that looks things up."""

    _forms: dict[str, Form]

    @abstractmethod
    def _do(self, call: Call[T]) -> T: ...

    def difference(self, before: str, after: str) -> Difference:
        """What changed between two definitions, named by id, and the version step it asks for."""
        return difference(self.matrix(before).definition, self.matrix(after).definition)

    def matrices(self) -> list[MatrixSummary]:
        """Every matrix there is."""
        return self._do(wire.matrices())

    def matrix(self, name: str) -> MatrixDocument:
        """One matrix, whole, as written and as compiled; raises `UnknownMatrix`."""
        return self._do(wire.matrix(name))

    def check_matrix(self, toml: str) -> CheckAnswer:
        """Check the text of a definition; raises `BadMatrix` with every fault."""
        return self._do(wire.check_matrix(toml))

    def vocabulary(self, name: str) -> Vocabulary:
        """One vocabulary, whole, such as `organisations`; raises `UnknownVocabulary`."""
        return self._do(wire.vocabulary(name))

    def form(self, name: str) -> Form:
        """The form of a matrix, which makes submissions and finds their faults before sending."""
        if name not in self._forms:
            definition = self._do(wire.matrix(name)).definition
            words = {each: self._do(wire.vocabulary(each)) for each in DRAWN_ON}
            highest = self._do(wire.service()).limits.highest_marking
            self._forms[name] = form_of(definition, words, highest)
        return self._forms[name]


class AsyncLookups(ABC):
    """The half of `AsyncClient` that looks things up."""

    _forms: dict[str, Form]

    @abstractmethod
    async def _do(self, call: Call[T]) -> T: ...

    async def difference(self, before: str, after: str) -> Difference:
        """What changed between two definitions; see `Client.difference`."""
        one, other = await self.matrix(before), await self.matrix(after)
        return difference(one.definition, other.definition)

    async def matrices(self) -> list[MatrixSummary]:
        """Every matrix there is."""
        return await self._do(wire.matrices())

    async def matrix(self, name: str) -> MatrixDocument:
        """One matrix, whole; see `Client.matrix`."""
        return await self._do(wire.matrix(name))

    async def check_matrix(self, toml: str) -> CheckAnswer:
        """Check the text of a definition; see `Client.check_matrix`."""
        return await self._do(wire.check_matrix(toml))

    async def vocabulary(self, name: str) -> Vocabulary:
        """One vocabulary, whole; see `Client.vocabulary`."""
        return await self._do(wire.vocabulary(name))

    async def form(self, name: str) -> Form:
        """The form of a matrix; see `Client.form`."""
        if name not in self._forms:
            definition = (await self._do(wire.matrix(name))).definition
            words = {each: await self._do(wire.vocabulary(each)) for each in DRAWN_ON}
            highest = (await self._do(wire.service())).limits.highest_marking
            self._forms[name] = form_of(definition, words, highest)
        return self._forms[name]
