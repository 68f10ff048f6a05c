"""What the command shows of matrices, vocabularies and single results, as text."""

from collections.abc import Sequence

from morile._left_open import left_open
from morile._quality_text import report
from morile._tables import table
from morile_api.language.about import CheckAnswer, CompiledNode, MatrixDocument, MatrixSummary
from morile_api.language.assessment import Assessed, MatrixMark, Range
from morile_api.language.matrix import Matrix, Node, title_of
from morile_api.language.vocabulary import Vocabulary
from morile_api.sheets.standing import opened, standing


def matrices(known: Sequence[MatrixSummary]) -> str:
    """One line a matrix version."""
    rows = [
        [f"{each.id}@{each.version}", each.status, each.applies_to, each.title] for each in known
    ]
    return table(("matrix", "status", "applies to", "title"), rows, yielding=("title",))


def matrix(document: MatrixDocument) -> str:
    """A matrix whole: what it asks, what the levels mean, how a score comes of them."""
    it = document.definition
    mark = MatrixMark(document.id, document.version, document.status, document.digest)
    lines = [f"{it.title}", f"{it.id}, {document.digest}", standing(mark)]
    if it.about:
        lines += ["", it.about.strip()]
    for criterion in it.criteria:
        lines += ["", f"{criterion.code} {criterion.key} ({criterion.section}): {criterion.asks}"]
        if criterion.guidance:
            lines.append(f"   {criterion.guidance}")
        levels = it.scale_of(criterion).levels
        lines += [f"   {each.key} ({each.points}): {each.means}" for each in levels]
        counts_as = criterion.unknown_counts_as or it.scale_of(criterion).unknown_counts_as
        unknown = f"counts as {counts_as} in the score" if counts_as else "leaves no single score"
        lines.append(f"   unknown: a gap; {unknown}")
    lines += ["", *(_node(node) for node in it.nodes), "", _result(it), "", *_sources(it)]
    return "\n".join(lines) + "\n"


def check(answer: CheckAnswer) -> str:
    """A definition accepted, what each node compiled to, and how the whole behaves."""
    mark = answer.matrix
    said = f"{mark.id}@{mark.version} holds. {standing(mark)}\n{mark.digest}\n\n"
    quality = "" if answer.quality is None else f"\n{report(answer.quality)}"
    return f"{said}{nodes(answer.nodes)}{quality}"


def nodes(compiled: Sequence[CompiledNode]) -> str:
    """The bounds, bands and number of scores of every node."""
    rows = [
        [
            each.key,
            str(each.lowest),
            str(each.highest),
            "many" if each.distinct_scores is None else str(each.distinct_scores),
            ", ".join(map(opened, each.bands)),
        ]
        for each in compiled
    ]
    header = ("node", "lowest", "highest", "scores", "bands")
    return table(header, rows, right=("lowest", "highest", "scores"), yielding=("bands",))


def vocabulary(words: Vocabulary) -> str:
    """The terms of a vocabulary: what a submission carries, and what it stands for."""
    rows = [[term.key, term.title] for term in words.terms]
    return f"{words.title}\n\n{table(('key', 'title'), rows, yielding=('title',))}"


def assessed(result: Assessed, mark: MatrixMark) -> str:
    """One result: the canonical vector, the score, what is open, and what the figures are."""
    score = (
        "none: an unknown answer leaves no single score" if result.score is None else result.score
    )
    lines = [result.vector, f"score: {score}"]
    if result.band is not None:
        lines.append(f"band: {opened(result.band)}")
    lines.append(f"range: {_range(result.range)}")
    if result.gaps:
        lines.append(f"gaps: {', '.join(result.gaps)}")
    for key, node in result.nodes.items():
        figures = [str(each) for each in (node.score, node.band) if each is not None]
        lines.append(f"{key}: {', '.join(map(opened, figures)) or 'open'}")
    if result.contributions:
        lines.append("what each criterion adds:")
    adds = [f"  {it.adds:+} {it.criterion}: {it.level}" for it in result.contributions or ()]
    shown = "\n".join([*lines, *adds, standing(mark)]) + "\n"
    more = left_open(result)
    return f"{shown}\n{more}" if more else shown


def _range(range_: Range) -> str:
    bands = [opened(band) for band in range_.bands]
    named = " to ".join(dict.fromkeys([*bands[:1], *bands[-1:]]))
    return f"{range_.lowest} to {range_.highest}" + (f", {named}" if named else "")


def _node(node: Node) -> str:
    weights = f" by {', '.join(map(str, node.weights))}" if node.weights else ""
    bands = ", ".join(f"{title_of(band)} from {band.from_}" for band in node.bands or [])
    gives = f" gives {node.gives}" if node.gives else ""
    said = f"{node.key} = {node.combine} of {', '.join(node.of)}{weights}{gives}"
    return f"{said}; {bands}" if bands else said


def _result(it: Matrix) -> str:
    band = f", band from {it.result.band}" if it.result.band else ""
    beside = f"; beside it {', '.join(it.result.beside)}" if it.result.beside else ""
    return f"Score from {it.result.score}{band}{beside}."


def _sources(it: Matrix) -> list[str]:
    return [f"Source ({each.flag}): {each.title}; {each.where}" for each in it.sources]
