"""The command `morile`: score threats, look at matrices and vocabularies, run the service."""

import os
import sys
from argparse import Namespace
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import msgspec

from morile import _show, _texts
from morile._arguments import parser
from morile._aside import say
from morile._differing import diff
from morile._excel import need_excel
from morile._exits import BROKEN_PIPE, INTERRUPTED, OK, SOME_REFUSED, USAGE, Misused, exit_of
from morile._key_files import keygen, sign
from morile._moderating import moderate
from morile._moved import sensitivity
from morile._outputs import encoder, opened_output
from morile._panel import agreement
from morile._plot import plot
from morile._priorities import priorities
from morile._replaying import replay
from morile._report import report
from morile._score import score, wishes_of
from morile._stated import option_of
from morile._verifying import verify_file
from morile.client import Client
from morile.offline import Offline
from morile_api.language.about import MatrixDocument, MatrixList
from morile_api.language.assessment import Assessed, AssessmentAnswer
from morile_api.language.faults import BadMatrix, BadSubmission, Code, MorileError
from morile_api.language.version import VERSION
from morile_api.language.vocabulary import ORGANISATIONS, THREAT_TYPES
from morile_api.sheets.texts import refused, unmarked

OF_FILES = {
    "score": score,
    "agreement": agreement,
    "priorities": priorities,
    "sensitivity": sensitivity,
    "moderate": moderate,
    "replay": replay,
    "matrix diff": diff,
    "plot": plot,
    "report": report,
}
"""Commands that read files, each in a module of its own."""

OF_TRUST = {"verify": verify_file, "matrix keygen": keygen, "matrix sign": sign}
"""Commands about signatures, which need neither a service nor the engine opened for them."""


def main() -> int:
    """Run the command that the arguments ask for; returns its exit code."""
    if sys.stdout is None or sys.stderr is None:
        return USAGE
    asked = parser().parse_args()
    try:
        code = OF_TRUST.get(asked.verb, _run)(asked)
        sys.stdout.flush()
    except MorileError as error:
        _tell(error, asked)
        return exit_of(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has gone; nor may the interpreter write to it when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except OSError as error:
        say(f"morile: cannot go on: {error.strerror}")
        return USAGE
    return code


def _run(asked: Namespace) -> int:
    if asked.verb in WITHOUT_MATRICES:
        return WITHOUT_MATRICES[asked.verb](asked)
    with _opened(asked) as client:
        match asked.verb:
            case verb if verb in OF_FILES:
                return OF_FILES[verb](asked, client)
            case "template":
                return _template(asked, client)
            case "vector":
                return _vector(asked, client)
            case "matrix check":
                return _check(asked, client)
            case "matrix list":
                known = client.matrices()
                return _print(asked, MatrixList(known), _show.matrices(known))
            case "matrix sql":
                text = _sql(client.matrix(asked.matrix), asked)
                with opened_output(None) as out:
                    out.write(text.encode())
                return OK
            case "matrix show":
                document = client.matrix(asked.matrix)
                return _print(asked, document, _show.matrix(document))
            case _:
                words = client.vocabulary(asked.name)
                return _print(asked, words, _show.vocabulary(words))


def _opened(asked: Namespace) -> Client | Offline:
    """What does the work: a service where one is named, else the engine in this process."""
    if asked.url and asked.matrices:
        raise Misused("--matrices is for work in this process; a service has its own")
    try:
        return Client(asked.url, application="command") if asked.url else Offline(asked.matrices)
    except (ValueError, ModuleNotFoundError) as error:
        raise Misused(str(error)) from error


def _print(asked: Namespace, answer: object, text: str) -> int:
    """Print an answer: as JSON if asked, else the text made of it."""
    with opened_output(None) as out:
        out.write(encoder.encode(answer) + b"\n" if asked.json else text.encode())
    return OK


def _vector(asked: Namespace, client: Client | Offline) -> int:
    name = asked.vector.partition("/")[0]
    # A request names an organisation and a threat type; the score depends on neither.
    organisation, threat_type = (
        client.vocabulary(each).terms[0].key for each in (ORGANISATIONS, THREAT_TYPES)
    )
    submission = {
        "ref": "vector",
        "organisation": organisation,
        "threat_type": threat_type,
        "vector": asked.vector,
    }
    if asked.information_date:
        submission["information_date"] = asked.information_date
    request = {
        "matrix": name,
        **wishes_of(asked),
        "on_error": "reject",
        "submissions": [submission],
    }
    try:
        body = msgspec.json.encode(request)
    except UnicodeEncodeError:
        raise refused("is not UTF-8", Code.NOT_UTF8) from None
    answer = msgspec.json.decode(client.answer(body), type=AssessmentAnswer)
    [result] = (each for each in answer.results if isinstance(each, Assessed))
    return _print(asked, answer, _show.assessed(result, answer.matrix))


def _template(asked: Namespace, client: Client | Offline) -> int:
    need_excel()
    # The library of spreadsheets is an extra, and slow to load.
    from morile._template import template

    return template(asked, client)


def _definition(file: str, client: Client | Offline) -> str:
    """The text of a definition: of a file, or of a matrix that is loaded here."""
    if isinstance(client, Offline) and file in client.catalogue.entries:
        return client.catalogue.entries[file].text.decode()
    data = _texts.read_bytes(file)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return unmarked(data).decode()


def _check(asked: Namespace, client: Client | Offline) -> int:
    text = _definition(asked.file, client)
    try:
        answer = client.check_matrix(text)
    except BadMatrix as error:
        _tell(error, asked)
        return SOME_REFUSED
    return _print(asked, answer, _show.check(answer))


def _sql(document: MatrixDocument, asked: Namespace) -> str:
    from morile.sql import statement

    try:
        return statement(document, asked.dialect, table=asked.table, keep=asked.keep)
    except ModuleNotFoundError as error:
        raise Misused("this needs the engine: pip install 'morile[engine]'") from error
    except BadSubmission as error:
        said = "; ".join(dict.fromkeys(each.detail for each in error.faults))
        raise Misused(f"--keep: {said}") from error


def _dev_token(asked: Namespace) -> int:
    if find_spec("jwt") is None or find_spec("cryptography") is None:
        raise Misused("development tokens need an extra: pip install 'morile[server]'")
    # The library of tokens is an extra, and slow to load.
    from morile._dev_token import dev_token

    return dev_token(asked)


def _serve(asked: Namespace) -> NoReturn:
    """Become the service, so that signals reach it; does not return."""
    if find_spec("litestar") is None or find_spec("granian") is None:
        raise Misused("the service needs its extra: pip install 'morile[server]'")
    # -P: the folder the command is run in must not lend the service its modules.
    os.execv(sys.executable, [sys.executable, "-P", "-m", "morile_api"])  # noqa: S606


def _openapi(asked: Namespace) -> int:
    with opened_output(asked.output) as out:
        out.write(_contract())
    return OK


def _contract() -> bytes:
    """The OpenAPI document with the shipped matrices: in the package, or in a checkout."""
    package = Path(str(files("morile_api")))
    for folder in (package, package.parent):
        path = folder / "openapi" / f"morile-{VERSION}.json"
        if path.is_file():
            return path.read_bytes()
    raise Misused("this installation holds no contract; a running service has /openapi.json")


WITHOUT_MATRICES = {"serve": _serve, "openapi": _openapi, "dev-token": _dev_token}
"""Commands that score nothing here."""


def _tell(error: MorileError, asked: Namespace) -> None:
    """Every fault on a line of its own, under the name of the file or option it is in."""
    file = getattr(asked, "file", None)
    name = _texts.name_of(file) if file else "morile"
    faults = error.faults if isinstance(error, BadSubmission | BadMatrix) else []
    where = (error.where or name) if isinstance(error, BadMatrix) else name
    for fault in faults:
        option = option_of(fault.pointer, asked)
        place = f"{where}: {fault.pointer}" if fault.pointer else where
        say(f"{option or place}: {fault.detail} [{fault.code}]")
    if not faults:
        say(f"morile: {error}")
