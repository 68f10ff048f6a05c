"""Arguments of scoring: what goes in, what comes out, and what is wished for beside the score."""

from argparse import Action, ArgumentParser, Namespace
from collections.abc import Sequence
from typing import Any

from morile._arguments_of_paper import add_source
from morile._outputs import named_or_standard

FORMS = ("csv", "ndjson", "json")
FURTHER = ("xlsx", "parquet", "arrow")


class _Both(Action):
    """`--format`: says what the file holds and what to write, where nothing else says it."""

    def __call__(
        self,
        parser: ArgumentParser,
        namespace: Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        """Set both."""
        namespace.holds = namespace.holds or values
        namespace.to = namespace.to or values


def add_score(parser: ArgumentParser) -> None:
    """Arguments of `morile score`."""
    parser.add_argument(
        "file",
        metavar="FILE",
        help="CSV, NDJSON, JSON, xlsx, Parquet or Arrow; - is standard input",
    )
    parser.add_argument("--from", dest="holds", choices=(*FORMS, *FURTHER), help="what FILE holds")
    parser.add_argument(
        "--to",
        choices=("table", *FORMS, *FURTHER),
        help="what to write; by default what -o ends in, a table for a terminal, else as FILE "
        "(CSV for a workbook)",
    )
    parser.add_argument(
        "--format", action=_Both, choices=(*FORMS, *FURTHER), help="--from and --to in one"
    )
    parser.add_argument(
        "--rejects", metavar="FILE", help="write what is refused, in the form of FILE, to mend it"
    )
    parser.add_argument("--json", dest="to", action="store_const", const="json", help="--to json")
    add_output(parser)
    parser.add_argument("--matrix", metavar="ID", help="such as thematic@1.0.0")
    add_wishes(parser)
    add_source(parser)


def add_wishes(parser: ArgumentParser) -> None:
    """What may be asked for beside a score."""
    parser.add_argument("--explain", action="store_true", help="say what each criterion adds")
    parser.add_argument("--sentence", action="store_true", help="put it in words, to be read out")
    parser.add_argument(
        "--distribution",
        action="store_true",
        help="say how likely each band is, and which gap to close first",
    )
    parser.add_argument(
        "--flips",
        type=int,
        default=0,
        metavar="N",
        help="list up to N of the smallest changes that move the band, each way",
    )
    parser.add_argument(
        "--as-of", metavar="DATE", help="say how old the information is on this date"
    )


def add_output(
    parser: ArgumentParser, help_: str = "write to a file; - is standard output"
) -> None:
    """Where results go."""
    parser.add_argument("-o", "--output", type=named_or_standard, metavar="FILE", help=help_)
