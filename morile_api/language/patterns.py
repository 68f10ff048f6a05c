"""Patterns of text, and what each asks for in words: a regular expression helps nobody."""

END = r"(?!\n)$"
"""End of a text: a bare `$` would also let a closing newline through."""

CONTROL = r"\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
"""Control and direction characters: they forge lines in logs and turn text round on a screen."""

NAME = r"^[a-z][a-z0-9_]*" + END
LEVEL_NAME = r"^[a-z0-9][a-z0-9_]*" + END
CRITERION_CODE = r"^[A-Z][A-Z0-9]{0,3}" + END
MATRIX_NAME = r"^[a-z0-9]+(-[a-z0-9]+)*" + END
VERSION = r"^(0|[1-9][0-9]{0,5})(\.(0|[1-9][0-9]{0,5})){2}" + END
TERM_KEY = r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*" + END
ONE_LINE = rf"^[^{CONTROL}]*{END}"
SOME_LINE = rf"^[^{CONTROL}\s][^{CONTROL}]*{END}"
NO_SPACES = r"^[!-~]*" + END
HOST = r"^[0-9A-Za-z.:-]+" + END
PERIOD = rf"^[0-9]{{4}}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?{END}"

ASKS = {
    NAME: "lower-case letters, digits and _, beginning with a letter",
    LEVEL_NAME: "lower-case letters, digits and _, beginning with a letter or digit",
    CRITERION_CODE: "a capital letter and up to three more capitals or digits",
    MATRIX_NAME: "lower-case letters and digits, words joined by -",
    VERSION: "three numbers joined by points, such as 1.0.0",
    TERM_KEY: "letters and digits, words joined by -",
    ONE_LINE: "one line without control, direction or invisible characters",
    SOME_LINE: "one line that is not blank, without control, direction or invisible characters",
    HOST: "the name or address of a host: letters, digits, points, colons and hyphens",
    PERIOD: "a year, half-year, quarter or month: 2026, 2026-H1, 2026-Q1 or 2026-01",
    NO_SPACES: "printable ASCII without spaces",
}


def asked_for(pattern: str) -> str:
    """What a pattern asks for, in words; a regular expression is never shown."""
    return f"expected {ASKS.get(pattern, 'text of another form')}"
