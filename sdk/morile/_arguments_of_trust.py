"""Arguments of the commands about signatures: verifying, keys, signing matrices."""

from argparse import ArgumentParser


def add_verify(parser: ArgumentParser) -> None:
    """Arguments of `morile verify`."""
    parser.add_argument("file", metavar="FILE", help="JSON or NDJSON; - is standard input")
    parser.add_argument(
        "--keys",
        metavar="FILE",
        help="public keys that may have signed it, as GET /v1/keys gave them; without it FILE must "
        "not be signed",
    )
    parser.add_argument("--matrix", metavar="ID", help="the only one to take: thematic@1.0.0")
    parser.add_argument(
        "--matrices",
        metavar="FOLDER",
        action="append",
        help="further matrices; by default those of MORILE_MATRICES",
    )
    parser.add_argument("--json", action="store_true", help="print what holds as JSON")


def add_keygen(parser: ArgumentParser) -> None:
    """Arguments of `morile matrix keygen`."""
    parser.add_argument("name", metavar="NAME", help="makes NAME.pem (secret) and NAME.json")


def add_sign(parser: ArgumentParser) -> None:
    """Arguments of `morile matrix sign`."""
    parser.add_argument("files", metavar="FILE", nargs="+", help="<matrix>/<version>.toml")
    parser.add_argument("--key", required=True, metavar="FILE", help="the private key, in PEM")
