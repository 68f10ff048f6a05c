"""A step of the version promises something to whoever has old submissions; it is kept."""

from random import Random
from typing import Any

import msgspec
from hypothesis import given, settings
from msgspec.structs import replace

from morile_api.language.difference import difference
from morile_api.language.faults import BadSubmission
from morile_api.language.matrix import Matrix
from morile_api.language.submission import shared_words, submission_type
from morile_api.language.vector import parse_vector
from tests.builders import a_criterion, a_threat, as_json, assessed, refusal_of, shipped_catalogue
from tests.property.strategies import SEEDS, matrices, random_levels

VOCABULARIES = shipped_catalogue().vocabularies


def redrafted(matrix: Matrix, dice: Random) -> Matrix:
    """The matrix with one thing changed, of any kind: levels, criteria, figures, order, words."""
    place = dice.randrange(len(matrix.scales))
    scale, others = matrix.scales[place], list(matrix.scales)
    criterion = dice.randrange(len(matrix.criteria))
    criteria = list(matrix.criteria)
    match dice.randrange(8):
        case 0:
            others[place] = replace(scale, levels=scale.levels[:-1] or scale.levels)
        case 1:
            top = replace(scale.levels[-1], key="more", points=scale.levels[-1].points + 1)
            others[place] = replace(scale, levels=[*scale.levels, top])
        case 2:
            last = replace(scale.levels[-1], points=scale.levels[-1].points + 1)
            others[place] = replace(scale, levels=[*scale.levels[:-1], last])
        case 3:
            last = replace(scale.levels[-1], means="Said otherwise.")
            others[place] = replace(scale, levels=[*scale.levels[:-1], last])
        case 4:
            criteria[criterion] = replace(criteria[criterion], code="ZZZZ")
        case 5:
            criteria[criterion] = replace(criteria[criterion], scale=dice.choice(matrix.scales).key)
        case 6:
            added = a_criterion("z", "ZZ", scale.key)
            node = replace(matrix.nodes[-1], key="zz", combine="sum", of=["z"], weights=None)
            bare = replace(node, bands=None, gives=None, cells=None)
            shown = replace(matrix.result, beside=[*matrix.result.beside, "zz"])
            return replace(
                matrix, criteria=[*criteria, added], nodes=[*matrix.nodes, bare], result=shown
            )
        case _:
            criteria = criteria[::-1]
    return replace(matrix, scales=others, criteria=criteria)


def fits(matrix: Matrix, threat: dict[str, Any], line: str) -> bool:
    """Whether a submission and a vector of an old version are ones of this version too."""
    kind = submission_type(matrix, shared_words(VOCABULARIES))
    try:
        msgspec.json.decode(as_json(threat), type=kind)
        parse_vector(matrix, matrix.id + line)
    except (msgspec.ValidationError, BadSubmission):
        return False
    return True


def a_pair(matrix: Matrix, seed: int) -> tuple[Matrix, Matrix] | None:
    dice = Random(seed)  # noqa: S311
    free = replace(matrix, result=replace(matrix.result, monotone=False))
    later = redrafted(free, dice)
    used = {each.scale for each in later.criteria} | {node.gives for node in later.nodes}
    later = replace(later, scales=[each for each in later.scales if each.key in used])
    return None if refusal_of(later) else (free, later)


@settings(max_examples=200, deadline=None)
@given(matrices(), SEEDS)
def test_old_submissions_fit_after_every_step_but_a_major_one(matrix: Matrix, seed: int) -> None:
    """And after a major step there is one that does not."""
    pair = a_pair(matrix, seed)
    if pair is None:
        return
    before, after = pair
    every_level = [
        {
            c.key: before.scale_of(c).levels[min(n, len(before.scale_of(c).levels) - 1)].key
            for c in before.criteria
        }
        for n in range(max(len(scale.levels) for scale in before.scales))
    ]

    fit = []
    for levels in every_level:
        line = assessed(before, a_threat(levels))[0]["vector"].removeprefix(before.id)
        fit.append(fits(after, a_threat(levels), line))

    assert all(fit) == (difference(before, after).requires != "major")


@settings(max_examples=200, deadline=None)
@given(matrices(), SEEDS)
def test_a_patch_moves_no_score_no_band_and_no_vector(matrix: Matrix, seed: int) -> None:
    """Whatever moves one asks for more."""
    pair = a_pair(matrix, seed)
    if pair is None or difference(*pair).requires not in ("patch", None):
        return
    levels = random_levels(Random(seed), matrix)  # noqa: S311

    one, other = (assessed(each, a_threat(levels))[0] for each in pair)

    assert one == other
