"""Where an assessment and the reference scorer differ: nothing, or a bug in one of them."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.builders import Assessment
from tests.reference.scorer import Reference, Said


def differences(
    reference: Reference,
    said: Said,
    assessed: Assessment,
    confidence: Mapping[str, str] | None = None,
) -> list[str]:
    """Every member of an assessment that is not what the reference scorer says, in words."""
    result = reference.matrix.result
    span = reference.span(said)
    shown = {name: (node["score"], node["band"]) for name, node in assessed["nodes"].items()}
    wanted: dict[str, Any] = {
        "score": shown[result.score][0],
        "band": None if result.band is None else shown[result.band][1],
        "range": {"lowest": span.lowest, "highest": span.highest, "bands": span.bands},
        "gaps": reference.gaps(said),
        "vector": reference.vector(said, confidence),
    }
    wrong = [
        f"{what}: {assessed[what]} is not {each}"
        for what, each in wanted.items()
        if assessed[what] != each
    ]
    if list(shown) != sorted(reference.nodes):
        wrong.append(f"nodes: {list(shown)}")
    for name, pair in shown.items():
        allowed = reference.node(name, said)
        if pair not in allowed:
            wrong.append(f"node {name}: {pair} is not {allowed}")
    return [*wrong, *_share_differences(reference, said, assessed)]


def _share_differences(reference: Reference, said: Said, assessed: Assessment) -> Iterator[str]:
    if "contributions" not in assessed:
        return
    shares = reference.shares(said)
    if shares is None:
        # The score is shown although a criterion without a level feeds it: it moves nothing.
        return
    for share, got in zip(shares, assessed["contributions"], strict=True):
        wanted = {
            "criterion": share.criterion,
            "level": share.level,
            "points": share.points,
            "adds": share.adds,
        } | ({} if share.counts_as is None else {"counts_as": share.counts_as})
        if got != wanted:
            yield f"contribution: {got} is not {wanted}"
