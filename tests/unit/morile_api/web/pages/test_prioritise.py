"""The page that ranks a spreadsheet."""

import gzip
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from morile_api.web.pages.assets import assets
from morile_api.web.pages.prioritise import CHOOSE, NO_WORKBOOK, NOT_WHOLE
from morile_api.web.pages.ranked import MOST_LISTED
from morile_api.web.pages.spoken import begun, figure
from morile_api.web.pages.upload import MOST_BYTES
from tests.house.sources import ROOT
from tests.tables import a_table
from tests.wire.asgi import HOST, call, post
from tests.wire.pages import TAKES_PAGES, Leaf, open_page, send_file
from tests.workbooks import a_row, filled_in

SAMPLE = (ROOT / "docs" / "examples" / "threats.csv").read_bytes()
HEADER = "ref,organisation,threat_type,impact,likelihood\n"


def test_the_ranking_and_the_slots_are_those_of_the_api() -> None:
    """Of the sample: every rank, score, range and reason."""
    rows = [each for each in a_table(SAMPLE.decode()).submissions() if isinstance(each, dict)]
    reserve = {"by": "equal", "amount": 4}
    request = {"matrix": "thematic@1.0.0", "submissions": rows, "slots": 10, "reserve": reserve}
    told = post("/v1/priorities", request).json

    page = Leaf(send_file("/prioritise", SAMPLE, slots="10", reserved="4"))

    lines = [row for row in page.rows if len(row) == 9][1:]
    every = [*told["ranking"], *told["unranked"]]
    assert [row[1] for row in lines] == [each["ref"] for each in every]
    assert [row[4] for row in lines[: len(told["ranking"])]] == [
        figure(each["score"]) for each in told["ranking"]
    ]
    assert [row[8] for row in lines] == [
        figure(each["possible"]["expected_rank"]) for each in every
    ]
    given = [row for row in page.rows if len(row) == 4][1:]
    assert [(row[0], row[3]) for row in given] == [
        (each["ref"], each["why"]["says"]) for each in told["allocation"]["chosen"]
    ]


def test_what_the_engine_says_of_reserved_slots_is_explained() -> None:
    page = Leaf(send_file("/prioritise", SAMPLE, slots="10", reserved="3")).text
    whole = HEADER + "A,NCA,fraud,4,3\n"

    assert "go one by one to the largest remainders" in page
    one = Leaf(send_file("/prioritise", whole.encode(), slots="2", reserved="1")).text
    assert "every share is a whole number of slots" in one
    assert "remainders" not in one


def test_the_marking_of_the_page_is_the_highest_of_its_rows() -> None:
    assert "OFFICIAL-SENSITIVE" in Leaf(send_file("/prioritise", SAMPLE)).words


def test_the_workbook_is_given_at_once_or_from_the_page_of_the_results() -> None:
    """The page carries the file; nothing was kept in between."""
    at_once = send_file("/prioritise", SAMPLE, give="workbook")
    page = Leaf(send_file("/prioritise", SAMPLE, "my threats.csv"))
    hidden = {str(each["name"]): str(each["value"]) for each in page.all("input", type="hidden")}
    from_the_page = send_file("/prioritise", b"", "", give="workbook", **hidden)

    assert at_once.header("Content-Disposition") == 'attachment; filename="scored.xlsx"'
    for reply in (at_once, from_the_page):
        sheet = load_workbook(io.BytesIO(reply.body)).worksheets[0]
        assert sheet.max_row == 61


def test_the_workbook_that_comes_of_a_table_is_ranked_as_the_table_is() -> None:
    """Its answers stand behind the results."""
    scored = send_file("/prioritise", SAMPLE, give="workbook").body

    of_table, of_book = (
        [row for row in Leaf(send_file("/prioritise", each)).rows if len(row) == 9]
        for each in (SAMPLE, scored)
    )

    assert of_book == of_table


def test_a_workbook_is_ranked_too() -> None:
    page = Leaf(send_file("/prioritise", filled_in(a_row()), "threats.xlsx"))

    assert "Ranking" in page.words


def test_rows_at_fault_are_listed_and_the_others_ranked() -> None:
    page = Leaf(send_file("/prioritise", (HEADER + "A,NCA,fraud,4,3\nB,NCA,fraud,9,3\n").encode()))

    assert page.row("row 3, column impact")[1] == "B"
    assert "2 rows: 1 scored" in page.text


@pytest.mark.parametrize(
    ("data", "options", "says", "at"),
    [
        (b"", {}, CHOOSE, "file"),
        (b"a,b\n1,2\n", {}, "no matrix", "file"),
        (SAMPLE, {"slots": "ten"}, NOT_WHOLE, "slots"),
        (SAMPLE, {"slots": "0"}, NOT_WHOLE, "slots"),
        (SAMPLE, {"reserved": "2"}, "how many slots", "slots"),
        (SAMPLE, {"slots": "2", "reserved": "3"}, "no more can be reserved", "reserved"),
        (b"x" * (MOST_BYTES + 1), {}, "larger than 4 MiB", "file"),
        (SAMPLE.decode().encode("utf-16"), {}, "the file is UTF-16; save it again", "file"),
        (HEADER.encode(), {}, "the file holds no rows", "file"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    data: bytes, options: dict[str, str], says: str, at: str
) -> None:
    answer = send_file("/prioritise", data, **options)

    assert answer.status == 422
    assert begun(says) in Leaf(answer).text or says in Leaf(answer).text
    assert Leaf(answer).all("a", href=f"#{at}")


def test_text_that_is_called_a_workbook_is_said_to_be_none() -> None:
    answer = send_file("/prioritise", SAMPLE, "threats.XLSX")

    assert answer.status == 422
    assert begun(NO_WORKBOOK) in Leaf(answer).words


def test_slots_that_are_given_without_the_refused_rows_say_so() -> None:
    rows = (HEADER + "A,NCA,fraud,4,3\nB,NCA,fraud,9,3\nC,NCA,fraud,9,9\n").encode()
    page = Leaf(send_file("/prioritise", rows, slots="1"))

    assert "3 rows: 1 scored, 2 refused" in page.text
    assert "2 of 3 rows were refused and had no part in this" in page.text
    assert page.all("a", href="/v1/vocabularies/organisations")


def test_a_long_ranking_lists_its_first_and_weighs_no_more_than_any_page() -> None:
    """All but the file itself, which the page carries because nothing else may keep it."""
    rows = [f"T{number},NCA,fraud,{number % 4 + 1},3" for number in range(2_000)]
    rows += [f"bad{number},NCA,fraud,9,3" for number in range(2_000)]
    answer = send_file("/prioritise", (HEADER + "\n".join(rows)).encode(), slots="1500")
    page = Leaf(answer)
    [kept] = page.all("input", name="kept")
    without = answer.body.replace(str(kept["value"]).encode(), b"")

    assert "4000 rows: 2000 scored, 2000 refused" in page.text
    assert page.text.count(f"The first {MOST_LISTED} of 2000 are listed here") == 2
    assert len([row for row in page.rows if len(row) == 9]) == MOST_LISTED + 1
    # Of at most 60 kB with the stylesheet, which weighs less than 5.
    assert len(gzip.compress(without)) < 55_000
    assert len(gzip.compress(assets()["morile.css"].body)) < 5_000


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src=x>', "{{7*7}}"])
def test_a_hostile_reference_or_file_name_is_shown_as_text(hostile: str) -> None:
    quoted = hostile.replace('"', '""')
    data = (HEADER + f'"{quoted}",NCA,fraud,4,3\n"{quoted}",NCA,fraud,9,9\n').encode()
    answer = send_file("/prioritise", data, f"{hostile}.csv")
    page = Leaf(answer)

    assert hostile in page.text
    assert page.all("script") == []
    assert page.all("img") == []
    assert "49" not in page.words


def test_a_file_that_another_site_sends_is_refused() -> None:
    kind = (b"content-type", b"multipart/form-data; boundary=edge")
    for said in [(b"sec-fetch-site", b"cross-site"), (b"origin", b"https://evil.example")]:
        headers = [HOST, TAKES_PAGES, kind, (b"content-length", b"0"), said]
        assert call("POST", "/prioritise", headers=headers).status == 403


def test_a_form_with_strange_fields_is_refused() -> None:
    assert send_file("/prioritise", SAMPLE, who="me").status == 422


def test_a_body_beyond_the_limit_is_refused_on_a_page() -> None:
    kind = (b"content-type", b"multipart/form-data; boundary=edge")
    headers = [HOST, TAKES_PAGES, kind, (b"content-length", b"99999999")]
    answer = call("POST", "/prioritise", headers=headers)

    assert answer.status == 413
    assert answer.header("Content-Type") == "text/html; charset=utf-8"


def test_the_form_is_blank_at_first() -> None:
    page = Leaf(open_page("/prioritise"))

    assert page.all("input", id="slots")[0]["value"] == ""


def test_nothing_of_a_file_is_written_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even to a temporary folder, as form parsers like to do."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    send_file("/prioritise", SAMPLE + b"\n" * 2_000_000)

    assert list(tmp_path.iterdir()) == []
