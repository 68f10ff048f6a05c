"""Arguments of the command: its verbs, their options and what `--help` says."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from morile_api.language.version import ENGINE_VERSION, VERSION

EXAMPLES = """\
examples:
  morile score threats.csv                    a ranked table, scored in this process
  morile score threats.csv -o scored.csv      the results as a file
  morile score - --from ndjson < threats.ndjson
  morile score threats.csv --url https://scores.example.police.uk
  morile vector 'thematic@1.0.0/PH:severe/...'
  morile matrix show thematic@1.0.0"""

EXITS = """\
exit codes: 0 done, 1 some submissions (or a checked matrix) refused, 2 wrong use,
3 input unreadable, 4 service unreachable, 5 the service failed or would not answer

With --url, a token and certificates come from the environment: MORILE_TOKEN or MORILE_TOKEN_FILE,
MORILE_CLIENT_CERT, MORILE_CLIENT_KEY, MORILE_CA_BUNDLE; MORILE_TIMEOUT is in seconds."""

SCORING = """\
examples:
  morile score threats.csv
  morile score threats.csv --to json --explain
  morile score request.json -o scored.csv"""

INPUT = """\
A CSV table has columns ref, organisation, threat_type, if wanted assessor, information_date,
marking and note (which is ignored), and a column for each criterion, or one column vector.
A cell says severe, unknown, minor|severe, and with a confidence severe~low. Without --matrix its
columns tell which matrix is meant. NDJSON has one submission a line; JSON is a request of the API.

What is refused is listed with its row and column on standard error; the rest is scored.
In the CSV that is written, a reference that looks like a spreadsheet formula gets a ' before it."""

FORMS = ("csv", "ndjson", "json")


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
    _add_score(verbs)
    vector = _add(verbs, "vector", "score a vector and print its canonical form")
    vector.add_argument("vector", metavar="VECTOR", help="thematic@1.0.0/PH:severe/...; quote it")
    _add_explain(vector)
    _add_options(vector)
    matrix = verbs.add_parser("matrix", help="list, show and check matrices", allow_abbrev=False)
    _add_matrix(matrix.add_subparsers(title="commands", metavar="COMMAND", required=True))
    words = _add(verbs, "vocabulary", "show the words that people choose from")
    words.add_argument("name", metavar="NAME", help="such as organisations or threat-types")
    _add_options(words)
    _add(verbs, "serve", "run the service; its settings are MORILE_... in the environment")
    contract = _add(verbs, "openapi", "print the service's contract, with the shipped matrices")
    _add_output(contract)
    return whole


def _add_score(verbs: Any) -> None:
    score = _add(verbs, "score", "score the submissions in a file", SCORING, INPUT)
    score.add_argument("file", metavar="FILE", help="CSV, NDJSON or JSON; - is standard input")
    score.add_argument("--from", dest="holds", choices=FORMS, help="what FILE holds")
    score.add_argument(
        "--to",
        choices=("table", *FORMS),
        help="what to write; by default what -o ends in, a table for a terminal, else as FILE",
    )
    score.add_argument("--json", dest="to", action="store_const", const="json", help="--to json")
    _add_output(score)
    score.add_argument("--matrix", metavar="ID", help="such as thematic@1.0.0")
    _add_explain(score)
    _add_source(score)


def _add_matrix(verbs: Any) -> None:
    _add_options(_add(verbs, "list", "every matrix version", verb="matrix list"))
    show = _add(verbs, "show", "what a matrix asks and how it scores", verb="matrix show")
    show.add_argument("matrix", metavar="ID", help="such as thematic@1.0.0")
    _add_options(show)
    check = _add(verbs, "check", "is a definition sound?", verb="matrix check")
    check.add_argument("file", metavar="FILE", help="a definition in TOML; - is standard input")
    _add_options(check)


def _add(
    verbs: Any, name: str, says: str, examples: str = "", more: str = "", verb: str = ""
) -> ArgumentParser:
    added: ArgumentParser = verbs.add_parser(
        name,
        help=says,
        description=f"{says.capitalize()}.\n\n{examples}".strip(),
        epilog=more,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    added.set_defaults(verb=verb or name)
    return added


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON, as the API gives it")
    _add_source(parser)


def _add_source(parser: ArgumentParser) -> None:
    parser.add_argument("--url", help="of a service; without it, this process does the work")
    parser.add_argument(
        "--matrices",
        metavar="FOLDER",
        action="append",
        help="further matrices, without --url; by default those of MORILE_MATRICES",
    )


def _add_explain(parser: ArgumentParser) -> None:
    parser.add_argument("--explain", action="store_true", help="say what each criterion adds")


def _add_output(parser: ArgumentParser) -> None:
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a file")
