"""Arguments of the commands whose answer is looked at: pictures and the tasking paper."""

from argparse import ArgumentParser

KINDS = {
    "ranked": "scores as bars, with ranges and bands",
    "heat": "harm against likelihood, with the threats on it",
    "waterfall": "what each answer adds to one score (--ref)",
    "agreement": "how far assessors agree on each criterion",
    "disagreement": "who answers lower or higher than the others",
    "stability": "best, expected and worst rank",
    "moderated": "before and after agreed changes",
    "coverage": "which capability each unit gives",
    "movement": "ranks before and after another definition (--under)",
}
"""Kinds of picture, each with what it shows."""

FORMS = ("csv", "ndjson", "json", "xlsx")

DRAWING = """\
examples:
  morile plot ranked threats.csv -o ranked.png
  morile plot waterfall threats.csv --ref TV-2026-0142 -o why.svg
  morile plot movement threats.csv --matrices drafts --under thematic@1.1.0 -o movement.pdf"""

DRAWN = (
    "kinds:\n"
    + "\n".join(f"  {kind:<13} {says}" for kind, says in KINDS.items())
    + """

FILE is as for score; for agreement and disagreement as for morile agreement, for moderated as for
morile moderate. It is drawn whole, or refused with every fault. The ending of -o says what is
written: PNG, SVG or PDF, without a date, so that the same file gives the same picture byte by byte.
A text for whoever cannot see it is inside."""
)


REPORTING = """\
examples:
  morile report scored.xlsx -o tasking.html
  morile report threats.csv --rules agreed.toml --title 'Tasking, December 2026' -o tasking.pdf
  morile report priorities.json -o tasking.html"""

REPORTED = """\
FILE holds submissions, as for score: any workbook that morile score gave back is one, for the
answers stand in it beside the results. It is reported on whole, or refused with every fault.
JSON may also be an answer that was saved: of morile priorities --json, or of morile score --to
json, which names no forces; such a paper says what the answer says and no more.

The paper is one HTML file with everything in it: summary, ranking, picture, slots with reasons
where --slots or --rules are given, gaps to close first, method, digests. A PDF is printed by
Chromium or Chrome where one is installed."""


def add_plot(parser: ArgumentParser) -> None:
    """The options of `morile plot`."""
    parser.add_argument("kind", choices=KINDS, metavar="KIND", help="of picture; see below")
    parser.add_argument("file", metavar="FILE", help="what to draw; - is standard input")
    parser.add_argument("--from", dest="holds", choices=FORMS, help="what FILE holds")
    parser.add_argument(
        "-o", "--output", metavar="FILE", required=True, help="ends in .png, .svg or .pdf"
    )
    parser.add_argument("--ref", help="which threat, for waterfall; the most serious if left out")
    parser.add_argument("--under", metavar="ID", help="the other definition, for movement")
    parser.add_argument("--crosswalk", metavar="FILE", help="which criterion becomes which")
    parser.add_argument("--matrix", metavar="ID", help="such as thematic@1.0.0")
    add_source(parser)


def add_report(parser: ArgumentParser) -> None:
    """The options of `morile report`."""
    parser.add_argument("file", metavar="FILE", help="what to report on; - is standard input")
    parser.add_argument("--from", dest="holds", choices=FORMS, help="what FILE holds")
    parser.add_argument(
        "-o", "--output", metavar="FILE", required=True, help="ends in .html or .pdf"
    )
    parser.add_argument("--title", default="Tasking paper", help="of the paper")
    parser.add_argument("--slots", type=int, metavar="N", help="how many threats can be worked")
    parser.add_argument("--rules", metavar="FILE", help="the agreed rules, in TOML or JSON")
    parser.add_argument("--as-of", metavar="DATE", help="for regional units: 2026-11-22")
    parser.add_argument("--matrix", metavar="ID", help="such as thematic@1.0.0")
    add_source(parser)


def add_source(parser: ArgumentParser) -> None:
    """What does the work."""
    parser.add_argument("--url", help="of a service; without it, this process does the work")
    parser.add_argument(
        "--matrices",
        metavar="FOLDER",
        action="append",
        help="further matrices, without --url; by default those of MORILE_MATRICES",
    )
