"""Prioritising: a spreadsheet in, its threats ranked and slots given, the scored workbook out.

Nothing is stored: the page of the results carries the file, for the button that asks for the
workbook to send back.
"""

from collections.abc import Mapping
from typing import Any

from morile_api.language.faults import BadSubmission, Fault
from morile_api.language.priorities import AS_LISTED, LATEST, MOST_SLOTS, POSSIBLE
from morile_api.sheets.texts import WORKBOOKS
from morile_api.web.exchange import Done, Exchange
from morile_api.web.pages.asked import Fields, only, the_one
from morile_api.web.pages.ranked import MOST_DRAWN, priorities_of, ranked_of
from morile_api.web.pages.replies import page_reply
from morile_api.web.pages.scored import Desk
from morile_api.web.pages.sheet import Sheet, scored_sheet, workbook_of
from morile_api.web.pages.templates import filled
from morile_api.web.pages.upload import KEPT, MOST_BYTES, NAME, Uploaded, read_upload
from morile_api.web.pages.wrong import AT_FAULT, Wrong
from morile_api.web.replies import NO_STORE, Reply

MATRIX, SLOTS, RESERVED, TIES, GIVE = "matrix", "slots", "reserved", "ties", "give"
OPTIONS = (MATRIX, SLOTS, RESERVED, TIES)
WORKBOOK = "workbook"

XLSX = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

TIE_BREAKS = {
    "": "Leave them open",
    POSSIBLE: "The higher possible score first",
    LATEST: "The later information first",
    AS_LISTED: "The order of the file",
}
"""What may decide between equal scores, of all that the API knows, as people read it."""

CHOOSE = "choose a file"
TOO_LARGE = f"the file is larger than {MOST_BYTES >> 20} MiB; send fewer rows at a time"
NO_WORKBOOK = (
    "the file is no workbook, though its name says so; save it as .xlsx, or as CSV with a name "
    "that ends in .csv"
)
NAMED_WORKBOOK = (".xlsx", ".xlsm", ".xls", ".ods")
SAID_OF_IT = ("is ", "has ", "holds ")
"""How remedies begin that say something of a file; the command puts its name before them."""

FIELDS = {SLOTS: "slots to give", RESERVED: "reserved slots"}
NOT_WHOLE = "enter a whole number, or leave it empty"
NO_SLOTS = "say how many slots there are as well"
TOO_MANY = "no more can be reserved than there are slots"


def prioritise(desk: Desk, exchange: Exchange) -> Reply:
    """The form, or what became of the file that was sent.

    Raises:
        UnreadableForm: it is no form that our page sends.
    """
    if exchange.method != "POST":
        return _asking(desk, exchange, {}, [])
    said = exchange.headers.get(b"content-type", b"").decode("latin-1")
    fields, file = read_upload(said, exchange.body)
    only(fields, (*OPTIONS, GIVE, KEPT, NAME))
    wrong = [*_wrong_file(file), *_wrong_options(fields)]
    if file is None or wrong:
        return _asking(desk, exchange, fields, wrong)
    try:
        sheet = scored_sheet(desk, file.data, the_one(fields, MATRIX), exchange.reach)
        exchange.done = Done(sheet.shown.entry.scorer.mark, len(sheet.results), sheet.refused)
        if the_one(fields, GIVE) == WORKBOOK:
            return _download(workbook_of(desk, sheet))
        return _ranked(desk, exchange, fields, file, sheet)
    except BadSubmission as error:
        return _asking(desk, exchange, fields, [_told(fault) for fault in error.faults])


def _wrong_file(file: Uploaded | None) -> list[Wrong]:
    if file is None:
        return [Wrong(CHOOSE, "file")]
    if len(file.data) > MOST_BYTES:
        return [Wrong(TOO_LARGE, "file")]
    named = file.name.lower().endswith(NAMED_WORKBOOK)
    return [Wrong(NO_WORKBOOK, "file")] if named and not file.data.startswith(WORKBOOKS) else []


def _wrong_options(fields: Fields) -> list[Wrong]:
    numbers = {name: the_one(fields, name) for name in (SLOTS, RESERVED)}
    wrong = [
        Wrong(f"{FIELDS[name]}: {NOT_WHOLE}", name)
        for name, said in numbers.items()
        if said is not None and not _is_whole(said)
    ]
    slots, reserved = numbers[SLOTS], numbers[RESERVED]
    if not wrong and reserved is not None:
        if slots is None:
            wrong.append(Wrong(NO_SLOTS, SLOTS))
        elif int(reserved) > int(slots):
            wrong.append(Wrong(TOO_MANY, RESERVED))
    return wrong


def _is_whole(said: str) -> bool:
    digits = said.isascii() and said.isdecimal() and len(said) <= len(str(MOST_SLOTS))
    return digits and 1 <= int(said) <= MOST_SLOTS


def _told(fault: Fault) -> Wrong:
    """A fault of the file, or of the rules, where it is to be put right."""
    if fault.pointer.startswith("/slots"):
        return Wrong(fault.detail, SLOTS)
    of_the_file = fault.detail.startswith(SAID_OF_IT)
    return Wrong(f"the file {fault.detail}" if of_the_file else fault.detail, "file")


def _asking(desk: Desk, exchange: Exchange, fields: Fields, wrong: list[Wrong]) -> Reply:
    body = filled(
        "prioritise",
        nav="/prioritise",
        matrices=[each.wording.matrix for each in desk.matrices.values()],
        said={name: the_one(fields, name) or "" for name in OPTIONS},
        ties=TIE_BREAKS,
        most=MOST_BYTES >> 20,
        wrong=wrong,
    )
    return page_reply(exchange, body, AT_FAULT if wrong else 200)


def _rules(fields: Fields) -> Mapping[str, Any]:
    """The members of a request that the form stands for."""
    slots, reserved, ties = (the_one(fields, name) for name in (SLOTS, RESERVED, TIES))
    rules: dict[str, Any] = {}
    if slots is not None:
        rules["slots"] = int(slots)
    if reserved is not None:
        rules["reserve"] = {"by": "equal", "amount": int(reserved)}
    if ties in TIE_BREAKS and ties:
        rules["tie_break"] = [ties]
    return rules


def _ranked(desk: Desk, exchange: Exchange, fields: Fields, file: Uploaded, sheet: Sheet) -> Reply:
    answer = priorities_of(desk, sheet, _rules(fields))
    words = sheet.shown.wording
    body = filled(
        "ranked",
        nav="/prioritise",
        matrix=words.matrix,
        words=words,
        ranked=ranked_of(desk, sheet, answer),
        picture=sheet.shown.axis,
        said={name: the_one(fields, name) or "" for name in OPTIONS},
        file=file,
        total=len(sheet.results),
        most_drawn=MOST_DRAWN,
    )
    return page_reply(exchange, body)


def _download(book: bytes) -> Reply:
    """The workbook as a file of a name of ours: what the caller calls theirs is not repeated."""
    headers = [
        (b"content-type", XLSX),
        (b"content-disposition", b'attachment; filename="scored.xlsx"'),
        (b"content-length", str(len(book)).encode()),
        (b"cache-control", NO_STORE),
    ]
    return Reply(200, headers, book)
