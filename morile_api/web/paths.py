"""Paths: which there are, and which methods each has."""

import re
from collections.abc import Iterable, Mapping

import msgspec

from morile_api.web.media import ONLY_JSON, Kinds

WRITTEN = ("GET", "HEAD", "POST")
"""The methods that any path has; the framework adds OPTIONS, which no contract promises."""


class Path(msgspec.Struct, frozen=True):
    """One path: its template, how to know it, and its methods in the order people list them.

    `kinds` are the media types it takes, and answers in: what comes as one is answered as that.
    """

    template: str
    form: re.Pattern[str]
    methods: tuple[str, ...]
    kinds: Kinds = ONLY_JSON


class Paths(msgspec.Struct, frozen=True):
    """Every path of the service."""

    all: tuple[Path, ...]

    def find(self, path: str) -> Path | None:
        """The one a request means, if there is any."""
        return next((each for each in self.all if each.form.fullmatch(path)), None)

    def with_method(self, method: str) -> dict[str, Kinds]:
        """The templates that have a method, with the kinds of body they take."""
        return {each.template: each.kinds for each in self.all if method in each.methods}


def paths_of(
    routes: Iterable[tuple[str, Iterable[str]]], kinds: Mapping[str, Kinds] | None = None
) -> Paths:
    """Paths from the router's own table.

    Args:
        routes: template, such as `/v1/vocabularies/{name:str}`, and methods of each.
        kinds: by template, where a path takes other kinds of body than JSON.
    """
    other = kinds or {}
    named = sorted((re.sub(r":[a-z]+\}", "}", template), methods) for template, methods in routes)
    return Paths(
        tuple(
            Path(
                template,
                _form(template),
                tuple(each for each in WRITTEN if each in methods),
                other.get(template, ONLY_JSON),
            )
            for template, methods in named
        )
    )


def _form(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{[a-z_]+\}", template)
    return re.compile("[^/]+".join(re.escape(part) for part in parts))
