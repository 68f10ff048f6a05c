"""Given up: what reserving cost in risk, by the scores of what is chosen and of what would be."""

import msgspec

from morile_api.engine.figures import printed
from morile_api.engine.priorities.allocate import Filled
from morile_api.engine.priorities.budget import PERCENT_DECIMALS
from morile_api.engine.priorities.settlement import Settlement
from morile_api.language.allocated import AgainstPlain
from morile_api.language.assessment import Number

TIES_OPEN = "capacity is left open by a tie, so what it would be spent on is not known"
MORE = (
    "what is chosen here adds up to more than the plain ranking, because with costs several cheap "
    "threats may add up to more than a dear one that stands above them"
)


class Worth(msgspec.Struct, frozen=True):
    """Exact scores added up: of what is chosen, and of slots left open, None if that is open."""

    chosen: int
    open: int | None

    @property
    def whole(self) -> int | None:
        """Both together."""
        return None if self.open is None else self.chosen + self.open


def against_plain(case: Settlement) -> AgainstPlain:
    """What reserving cost: the scores of what is chosen beside those of the plain ranking."""
    mine, plain = _worth(case, case.filled), _worth(case, case.plain)
    lost = _lost(mine, plain)
    share: Number | None = None
    if lost is not None and plain.whole:
        sign = 1 if plain.whole > 0 else -1
        share = printed(100 * lost * sign, abs(plain.whole), PERCENT_DECIMALS)
    return AgainstPlain(
        says=f"{_sums(case, mine, plain)} {_conclusion(case, lost, share)}",
        score=case.score(mine.chosen),
        open_score=None if mine.open is None else case.score(mine.open),
        plain_score=case.score(plain.chosen),
        plain_open_score=None if plain.open is None else case.score(plain.open),
        given_up=None if lost is None else case.score(lost),
        given_up_percentage=share,
        displaced=sorted(case.plain.given.keys() - case.filled.given.keys()),
        instead=sorted(case.filled.given.keys() - case.plain.given.keys()),
    )


def why_not_given(case: Settlement) -> str | None:
    """Why there is no figure for what reserving cost; None where there is one."""
    mine, plain = _worth(case, case.filled), _worth(case, case.plain)
    if _lost(mine, plain) is not None:
        return None
    return TIES_OPEN if mine.whole is None or plain.whole is None else MORE


def _lost(mine: Worth, plain: Worth) -> int | None:
    if mine.whole is None or plain.whole is None or mine.whole > plain.whole:
        return None
    return plain.whole - mine.whole


def _worth(case: Settlement, filled: Filled) -> Worth:
    scores = case.order.scores
    chosen = sum(scores[number] for number in filled.given)
    if filled.open and not case.budget.slots:
        return Worth(chosen, None)
    # All that tie have one score, so a slot that is open is worth it whoever gets it.
    return Worth(chosen, sum(amount * scores[among[0]] for amount, among in filled.open.values()))


def _sums(case: Settlement, mine: Worth, plain: Worth) -> str:
    here = f"{case.score(mine.chosen)}{_with_open(case, mine, case.filled)}"
    there = f"{case.score(plain.chosen)}{_with_open(case, plain, case.plain)}"
    return f"The scores chosen add up to {here}, those of the plain ranking to {there}."


def _with_open(case: Settlement, worth: Worth, filled: Filled) -> str:
    if not filled.open or worth.open is None:
        return ""
    slots = sum(amount for amount, _ in filled.open.values())
    left = "1 slot" if slots == 1 else f"{slots} slots"
    return f" and what ties leave open ({left}) to {case.score(worth.open)}"


def _conclusion(case: Settlement, lost: int | None, share: Number | None) -> str:
    if lost is None:
        return f"What reserving gave up these sums cannot say: {why_not_given(case)}."
    if not lost:
        return "By these scores reserving gave up nothing."
    percentage = "" if share is None else f" ({share} %)"
    return f"By these scores reserving gave up {case.score(lost)}{percentage}."
