"""Further columns: what was asked for beside the score, as cells of a sheet."""

from collections.abc import Callable, Container, Iterable

from morile_api.language.assessment import Assessed, Refused
from morile_api.language.prospects import Flip, OpenQuestion

Cell = Callable[[Assessed], object]


def further(wishes: Container[str], results: Iterable[Assessed | Refused]) -> dict[str, Cell]:
    """The columns for what was asked for, by name and in order.

    Args:
        wishes: members of a request, such as `explain` and `as_of`, that were asked for.
        results: what came; a request that was sent as it stands may ask for more.
    """
    assessed = [each for each in results if isinstance(each, Assessed)]
    return {
        name: cell
        for wish, (member, cells) in COLUMNS.items()
        if wish in wishes or any(getattr(each, member) is not None for each in assessed)
        for name, cell in cells
    }


def may_change(question: OpenQuestion) -> float | None:
    """The chance that closing it changes the band; without a single band, the likeliest one."""
    changes = question.band_changes
    return question.likely_band_changes if changes is None else changes


def _adds(result: Assessed) -> str:
    return _listed(f"{each.criterion}:{each.adds}" for each in result.contributions or ())


def _mean(result: Assessed) -> object:
    return result.distribution and result.distribution.mean


def _chances(result: Assessed) -> str:
    bands = result.distribution.band_probabilities if result.distribution else {}
    return _listed(f"{band}:{share}" for band, share in bands.items())


def _first(name: str) -> Cell:
    def cell(result: Assessed) -> object:
        questions = result.open_questions
        return getattr(questions[0], name) if questions else None

    return cell


def _may_change(result: Assessed) -> float | None:
    return may_change(result.open_questions[0]) if result.open_questions else None


def _flips(direction: str) -> Cell:
    def cell(result: Assessed) -> str:
        return "\n".join(
            _flip(each)
            for way in result.flips or ()
            if way.direction == direction
            for each in way.flips
        )

    return cell


def _flip(flip: Flip) -> str:
    changes = ", ".join(f"{each.criterion}:{each.from_}>{each.to}" for each in flip.changes)
    return f"{flip.score} {flip.band}: {changes}"


def _age(name: str) -> Cell:
    def cell(result: Assessed) -> object:
        value = result.age and getattr(result.age, name)
        return str(value).lower() if isinstance(value, bool) else value

    return cell


def _listed(parts: Iterable[str]) -> str:
    return "|".join(parts)


COLUMNS: dict[str, tuple[str, list[tuple[str, Cell]]]] = {
    "explain": ("contributions", [("adds", _adds)]),
    "distribution": (
        "open_questions",
        [
            ("mean_score", _mean),
            ("band_chances", _chances),
            ("close_first", _first("criterion")),
            ("band_may_change", _may_change),
            ("narrows_by", _first("narrows_by")),
        ],
    ),
    "flips": ("flips", [("flips_up", _flips("up")), ("flips_down", _flips("down"))]),
    "as_of": ("age", [("age_days", _age("days")), ("stale", _age("stale"))]),
    "sentence": ("sentence", [("sentence", lambda result: result.sentence)]),
}
"""By what is asked for: the member of a result that answers it, and its columns."""
