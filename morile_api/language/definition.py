"""Reading a definition: TOML text in, a `Matrix` or every fault of shape out."""

import tomllib
from decimal import Decimal

import msgspec

from morile_api.language.faults import BadMatrix, Code, Fault
from morile_api.language.matrix import (
    Band,
    Criterion,
    Level,
    Matrix,
    Node,
    Result,
    Scale,
    Source,
    Spread,
)
from morile_api.language.shape import shape_faults

NEWLINE = b"\n"

LONGEST_FIGURE = 15
"""Digits of a figure, before or after the point: more would not survive 64 bits or a float."""

LIMIT = f"at most {LONGEST_FIGURE} digits before and after the point"

TOO_DEEP = Fault("", Code.TOO_DEEP, "nested too deeply to be a definition")

PARTS = (Matrix, Source, Scale, Level, Criterion, Node, Band, Result, Spread)
NAMES = frozenset(name for part in PARTS for name in part.__struct_encode_fields__)
"""Every name that a table of a definition may have."""


def read_toml(text: bytes, where: str = "") -> dict[str, object]:
    """The tables of a TOML file, figures as exact decimals.

    Raises:
        BadMatrix: not UTF-8 or not TOML, with line and column.
    """
    try:
        return tomllib.loads(text.decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError as error:
        fault = Fault("", Code.NOT_UTF8, f"byte {error.start} is not UTF-8; save the file as UTF-8")
    except tomllib.TOMLDecodeError as error:
        fault = Fault("", Code.NOT_TOML, f"not TOML: {_place(str(error), text)}")
    except (ValueError, ArithmeticError):
        # A figure of thousands of digits, or with an exponent of that size.
        fault = Fault("", Code.BAD_FIGURE, f"too long a figure: {LIMIT}")
    except RecursionError:
        fault = TOO_DEEP
    raise BadMatrix([fault], where)


def read_definition(text: bytes, where: str = "") -> Matrix:
    """A matrix definition from the bytes of its file; the engine checks what it means.

    Raises:
        BadMatrix: with every fault of shape, each with its pointer.
    """
    tables = read_toml(text, where)
    try:
        faults = shape_faults(tables, Matrix) + _bad_figures(tables, "")
    except RecursionError:
        # Dotted keys nest without the parser's own recursion.
        raise BadMatrix([TOO_DEEP], where) from None
    if not faults:
        try:
            return msgspec.convert(tables, Matrix, strict=True)
        except msgspec.ValidationError:
            faults = [Fault("", Code.WRONG_TYPE, "does not have the shape of a definition")]
    raise BadMatrix(faults, where)


def _place(message: str, text: bytes) -> str:
    """Only the position of the parser's message: the rest may repeat the text."""
    if "(at line" in message:
        return message[message.rfind("(at ") :].strip("()")
    return f"at the end, in line {text.rstrip().count(NEWLINE) + 1}"


def _places(figure: Decimal) -> int:
    """Digits after the point, closing noughts left out."""
    exponent = figure.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _bad_figures(value: object, at: str) -> list[Fault]:
    if isinstance(value, dict):
        # What stands under a name that no definition has is at fault already, and not repeated.
        known = [(key, item) for key, item in value.items() if key in NAMES]
        return [f for key, item in known for f in _bad_figures(item, f"{at}/{key}")]
    if isinstance(value, list):
        return [f for i, item in enumerate(value) for f in _bad_figures(item, f"{at}/{i}")]
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return []
    figure = Decimal(value)
    if not figure.is_finite():
        return [Fault(at, Code.BAD_FIGURE, "not a finite number")]
    if figure.adjusted() >= LONGEST_FIGURE or _places(figure) > LONGEST_FIGURE:
        return [Fault(at, Code.BAD_FIGURE, f"too long a figure: {LIMIT}")]
    return []
