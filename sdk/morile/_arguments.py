"""Arguments of the command: its verbs, their options and what `--help` says."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from morile._arguments_of_paper import (
    DRAWING,
    DRAWN,
    REPORTED,
    REPORTING,
    add_plot,
    add_report,
    add_source,
)
from morile._arguments_of_score import FORMS, add_output, add_score, add_wishes
from morile._arguments_of_trust import add_keygen, add_sign, add_verify
from morile._help import (
    AGREED,
    CROSSING,
    DEVELOPMENT,
    EXAMPLES,
    EXITS,
    IN_SQL,
    INPUT,
    MODERATING,
    MOVED,
    MOVING,
    OF_DEVELOPMENT,
    PANEL,
    PANELS,
    PRIORITISED,
    PRIORITISING,
    REPLAYING,
    SCORING,
    SIGNED,
    TEMPLATE,
    TEMPLATES,
    VERIFIED,
    VERIFYING,
)
from morile_api.language.claims import SCOPES
from morile_api.language.version import ENGINE_VERSION, VERSION


def parser() -> ArgumentParser:
    """The parser; `verb` in what it gives names what to do, such as `matrix list`."""
    whole = ArgumentParser(
        "morile",
        description=f"Score threats of serious and organised crime.\n\n{EXAMPLES}",
        epilog=EXITS,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    version = f"morile {VERSION} (engine {ENGINE_VERSION})"
    whole.add_argument("--version", action="version", version=version)
    verbs = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add_score(_add(verbs, "score", "score the submissions in a file", SCORING, INPUT))
    _add_template(verbs)
    _add_agreement(verbs)
    _add_priorities(verbs)
    _add_sensitivity(verbs)
    _add_changes(verbs)
    add_plot(_add(verbs, "plot", "draw a picture of a file", DRAWING, DRAWN))
    add_report(_add(verbs, "report", "write the tasking paper of a file", REPORTING, REPORTED))
    add_verify(_add(verbs, "verify", "verify an answer that was saved", VERIFYING, VERIFIED))
    vector = _add(verbs, "vector", "score a vector and print its canonical form")
    vector.add_argument("vector", metavar="VECTOR", help="thematic@1.0.0/PH:severe/...; quote it")
    vector.add_argument(
        "--information-date", metavar="DATE", help="how recent the information is: 2026-09-30"
    )
    add_wishes(vector)
    _add_options(vector)
    matrix = verbs.add_parser(
        "matrix", help="list, show, compare and check matrices", allow_abbrev=False
    )
    _add_matrix(matrix.add_subparsers(title="commands", metavar="COMMAND", required=True))
    words = _add(verbs, "vocabulary", "show the words that people choose from")
    words.add_argument("name", metavar="NAME", help="such as organisations or threat-types")
    _add_options(words)
    _add(verbs, "serve", "run the service; its settings are MORILE_... in the environment")
    _add_dev_token(verbs)
    contract = _add(verbs, "openapi", "print the service's contract, with the shipped matrices")
    add_output(contract)
    return whole


def _add_dev_token(verbs: Any) -> None:
    said = "make a token to try access out with"
    token = _add(verbs, "dev-token", said, OF_DEVELOPMENT, DEVELOPMENT)
    token.add_argument(
        "--organisation",
        nargs="+",
        required=True,
        metavar="KEY",
        help="for whom the caller speaks; keys of morile vocabulary organisations",
    )
    token.add_argument("--scope", nargs="+", default=[], choices=SCOPES, help="what else it may")
    token.add_argument(
        "--minutes", type=int, default=60, metavar="N", help="how long it is valid; 60 if left out"
    )
    token.add_argument(
        "--folder", default="morile-dev", help="of keys and token; morile-dev if left out"
    )
    token.add_argument("--url", help="of the service it is for, which must be on this machine")


def _add_template(verbs: Any) -> None:
    book = _add(verbs, "template", "write a workbook to fill in", TEMPLATES, TEMPLATE)
    book.add_argument("matrix", metavar="MATRIX", help="such as thematic@1.0.0")
    add_output(book)
    book.add_argument(
        "--marking",
        default="OFFICIAL-SENSITIVE",
        metavar="KEY",
        help="the highest marking of what will be in it, printed on every page; OFFICIAL-SENSITIVE "
        "if left out",
    )
    add_source(book)


def _add_agreement(verbs: Any) -> None:
    compare = _add(verbs, "agreement", "compare assessors of the same threats", PANELS, PANEL)
    compare.add_argument(
        "file", metavar="FILE", help="CSV, NDJSON, JSON or xlsx; - is standard input"
    )
    compare.add_argument("--from", dest="holds", choices=(*FORMS, "xlsx"), help="what FILE holds")
    add_output(compare, "write to a file: .txt, .json or .xlsx")
    compare.add_argument("--compare", choices=("assessors", "periods"), help="by default assessors")
    compare.add_argument(
        "--draws", type=int, metavar="N", help="behind an interval; 1000 if left out"
    )
    compare.add_argument(
        "--seed", type=int, metavar="N", help="where the draws begin; 1 if left out"
    )
    compare.add_argument("--matrix", metavar="ID", help="such as thematic@1.0.0")
    _add_options(compare)


def _add_changes(verbs: Any) -> None:
    agreed = _add(verbs, "moderate", "make agreed changes to a submission", MODERATING, AGREED)
    agreed.add_argument("file", metavar="FILE", help="JSON; - is standard input")
    agreed.add_argument("--trail", metavar="FILE", help="write the trail to a file")
    agreed.add_argument("--matrix", metavar="ID", help="such as thematic@1.0.0")
    _add_options(agreed)
    again = _add(verbs, "replay", "score a file with another definition too", REPLAYING, CROSSING)
    again.add_argument(
        "file", metavar="FILE", help="CSV, NDJSON, JSON or xlsx; - is standard input"
    )
    again.add_argument("--from", dest="holds", choices=(*FORMS, "xlsx"), help="what FILE holds")
    again.add_argument("--under", metavar="ID", help="the other definition")
    again.add_argument("--crosswalk", metavar="FILE", help="which criterion becomes which")
    again.add_argument("--matrix", metavar="ID", help="what FILE is for, such as thematic@1.0.0")
    _add_options(again)


def _add_priorities(verbs: Any) -> None:
    first = _add(verbs, "priorities", "rank a file and give slots", PRIORITISING, PRIORITISED)
    first.add_argument(
        "file", metavar="FILE", help="CSV, NDJSON, JSON or xlsx; - is standard input"
    )
    first.add_argument("--from", dest="holds", choices=(*FORMS, "xlsx"), help="what FILE holds")
    first.add_argument("--slots", type=int, metavar="N", help="how many threats can be worked")
    first.add_argument("--rules", metavar="FILE", help="the agreed rules, in TOML or JSON")
    first.add_argument(
        "--tie-break", nargs="+", metavar="KEY", help="what decides between equal scores"
    )
    first.add_argument("--top", type=int, metavar="K", help="for the chance to be in the top K")
    first.add_argument("--as-of", metavar="DATE", help="for regional units: 2026-11-22")
    first.add_argument("--matrix", metavar="ID", help="such as thematic@1.0.0")
    _add_options(first)


def _add_sensitivity(verbs: Any) -> None:
    vary = _add(verbs, "sensitivity", "score a file again under other figures", MOVING, MOVED)
    vary.add_argument("file", metavar="FILE", help="CSV, NDJSON, JSON or xlsx; - is standard input")
    vary.add_argument("--from", dest="holds", choices=(*FORMS, "xlsx"), help="what FILE holds")
    vary.add_argument(
        "--vary", choices=("points", "weights", "both"), help="what moves; both if left out"
    )
    vary.add_argument(
        "--by",
        nargs="+",
        metavar="SHARE",
        help="how far: 0.1, ten per cent, if left out; or KEY=SHARE for a scale's points or a "
        "node's weights, where the others stay as they are unless a plain SHARE is given too",
    )
    vary.add_argument("--trials", type=int, metavar="N", help="how often; 200 if left out")
    vary.add_argument("--seed", type=int, metavar="N", help="of the draws; 0 if left out")
    vary.add_argument("--matrix", metavar="ID", help="such as thematic@1.0.0")
    _add_options(vary)


def _add_matrix(verbs: Any) -> None:
    _add_options(_add(verbs, "list", "every matrix version", verb="matrix list"))
    show = _add(verbs, "show", "what a matrix asks and how it scores", verb="matrix show")
    show.add_argument("matrix", metavar="ID", help="such as thematic@1.0.0")
    _add_options(show)
    diff = _add(verbs, "diff", "what changed between two definitions", verb="matrix diff")
    diff.add_argument("before", metavar="BEFORE", help="an ID, or a file that ends in .toml")
    diff.add_argument("after", metavar="AFTER", help="the same")
    _add_options(diff)
    written = _add(verbs, "sql", "write a matrix as one SQL statement", IN_SQL, verb="matrix sql")
    written.add_argument("matrix", metavar="ID", help="such as thematic@1.0.0")
    written.add_argument("--dialect", choices=("duckdb", "spark"), default="duckdb")
    written.add_argument(
        "--table", default="threats", metavar="NAME", help="of the answers; threats if left out"
    )
    written.add_argument(
        "--keep", nargs="+", default=["ref"], metavar="COLUMN", help="which go on; ref if left out"
    )
    add_source(written)
    add_keygen(_add(verbs, "keygen", "make a key to sign with", verb="matrix keygen"))
    add_sign(_add(verbs, "sign", "sign matrix files", SIGNED, verb="matrix sign"))
    check = _add(verbs, "check", "check a definition and its quality", verb="matrix check")
    check.add_argument(
        "file", metavar="FILE", help="a definition in TOML; - is standard input; or an ID"
    )
    _add_options(check)


def _add(
    verbs: Any, name: str, says: str, examples: str = "", more: str = "", verb: str = ""
) -> ArgumentParser:
    added: ArgumentParser = verbs.add_parser(
        name,
        help=says,
        description=f"{says[0].upper()}{says[1:]}.\n\n{examples}".strip(),
        epilog=more,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    added.set_defaults(verb=verb or name)
    return added


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON, as the API gives it")
    add_source(parser)
