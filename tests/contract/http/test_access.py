"""Access as a caller meets it, through the whole application: who may call, and for whom."""

import json
import time
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import msgspec
import pytest
import schemathesis

from morile_api.language.claims import EVERYBODY, FORCES
from morile_api.web.app import create_app
from morile_api.web.document import contract_of
from morile_api.web.guard import Guard
from tests.builders import shipped_catalogue
from tests.moderations import a_change
from tests.streams import read
from tests.tokens import FORCE, OTHER_FORCE, UNIT, a_token, bearer, guarded
from tests.wire.asgi import HOST, Answer, call, get
from tests.wire.contract import LONGEST_LIST, PHASES, tried, with_token
from tests.wire.pages import TAKES_PAGES, Leaf
from tests.wire.requests import MATRIX, a_body, a_request, a_submission
from tests.wire.streams import a_stream, asked

pytestmark = pytest.mark.contract

OURS, THEIRS = a_submission(ref="ours"), a_submission(ref="theirs", organisation=OTHER_FORCE)
PROBLEM = "/problems/not-your-organisation"


@cache
def the_app() -> Guard:
    return create_app(guarded(Path(mkdtemp())))


def post(path: str, value: Any, **claims: Any) -> Answer:
    body = msgspec.json.encode(value)
    return call("POST", path, body, app=the_app(), more=[bearer(a_token(**claims))])


def test_one_submission_of_another_organisation_is_refused_and_the_rest_scored() -> None:
    """One wrong row does not lose a batch."""
    answer = post("/v1/assessments", a_request(OURS, THEIRS, {**OURS, "levels": {}}, OURS))

    results = answer.json["results"]
    assert answer.status == 207
    assert [each["status"] for each in results] == ["assessed", "refused", "refused", "assessed"]
    assert results[1]["problem"]["type"] == PROBLEM
    assert results[1]["problem"]["status"] == 403
    assert [(each["pointer"], each["code"]) for each in results[1]["problem"]["errors"]] == [
        ("/submissions/1/organisation", "not-your-organisation")
    ]
    assert results[2]["problem"]["status"] == 422
    assert OTHER_FORCE not in answer.body.decode()


def test_what_may_be_sent_is_scored_as_without_tokens() -> None:
    """Access decides who, never what."""
    answer = post("/v1/assessments", a_request(OURS))

    assert answer.body == call("POST", "/v1/assessments", a_body(OURS)).body


def test_a_single_foreign_submission_is_refused_in_its_place() -> None:
    answer = post("/v1/assessments", a_request(THEIRS))

    assert (answer.status, answer.json["summary"]["refused"]) == (207, 1)


def test_all_or_nothing_is_nothing_with_403() -> None:
    answer = post("/v1/assessments", a_request(OURS, THEIRS, on_error="reject"))

    assert (answer.status, answer.json["type"]) == (403, PROBLEM)
    assert answer.json["errors"][0]["pointer"] == "/submissions/1/organisation"
    assert answer.header("www-authenticate") == 'Bearer realm="morile", error="insufficient_scope"'


def test_columns_are_refused_by_their_place_in_the_column() -> None:
    columns = {
        "ref": ["A", "B"],
        "organisation": [FORCE, OTHER_FORCE],
        "threat_type": ["fraud", "fraud"],
        "levels": {"outcome": ["minor", "major"]},
    }

    answer = post("/v1/assessments", {"matrix": MATRIX, "columns": columns})

    [one, other] = answer.json["results"]
    assert one["status"] == "assessed"
    assert other["problem"]["status"] == 403
    assert other["problem"]["errors"][0]["pointer"] == "/columns/organisation/1"


def test_a_stream_refuses_its_line_and_goes_on() -> None:
    body = a_stream(OURS, THEIRS, b"no json", OURS)

    answer, _ = asked(body, app=the_app(), more=[bearer(a_token())])

    *results, last = read(answer.body)
    assert [each["status"] for each in results] == ["assessed", "refused", "refused", "assessed"]
    assert results[1]["problem"]["type"] == PROBLEM
    assert (last["assessed"], last["refused"]) == (2, 2)


def test_the_date_of_a_stream_counts_for_its_lines() -> None:
    """As that of a request does; here every era is the same, so nothing changes."""
    body = a_stream(OURS, as_of="2019-05-01")

    answer, _ = asked(body, app=the_app(), more=[bearer(a_token(organisation=UNIT, scope=FORCES))])

    assert read(answer.body)[0]["status"] == "assessed"


SEVERAL: dict[str, dict[str, Any]] = {
    "/v1/agreement": {
        "submissions": [{**each, "assessor": "desk"} for each in (OURS, THEIRS)],
    },
    "/v1/priorities": {"submissions": [OURS, THEIRS], "slots": 1},
    "/v1/replays": {"submissions": [OURS, THEIRS], "to": MATRIX},
    "/v1/sensitivities": {"submissions": [OURS, THEIRS], "trials": 1},
}


@pytest.mark.parametrize("path", SEVERAL)
def test_what_is_answered_whole_is_refused_whole(path: str) -> None:
    """A ranking without some of its threats would be another ranking."""
    request = {"matrix": MATRIX, **SEVERAL[path]}

    answer = post(path, request)

    assert (answer.status, answer.json["type"]) == (403, PROBLEM)
    assert [each["pointer"] for each in answer.json["errors"]] == ["/submissions/1/organisation"]
    assert post(path, request, organisation="NCA", scope=EVERYBODY).status == 200


def test_a_foreign_submission_is_not_moderated() -> None:
    request = {
        "matrix": MATRIX,
        "submission": THEIRS,
        "changes": [a_change("outcome", THEIRS["levels"]["outcome"], "major")],
    }

    answer = post("/v1/moderations", request)

    assert (answer.status, answer.json["type"]) == (403, PROBLEM)
    assert [each["pointer"] for each in answer.json["errors"]] == ["/submission/organisation"]
    assert post("/v1/moderations", request, organisation=OTHER_FORCE).status == 200


def test_a_unit_scores_for_its_forces_and_no_others() -> None:
    answer = post("/v1/assessments", a_request(OURS, THEIRS), organisation=UNIT, scope=FORCES)

    assert [each["status"] for each in answer.json["results"]] == ["assessed", "refused"]


def test_a_national_agency_scores_for_all() -> None:
    answer = post("/v1/assessments", a_request(OURS, THEIRS), organisation="NCA", scope=EVERYBODY)

    assert answer.status == 200


@pytest.mark.parametrize("path", ["/", "/compare", "/prioritise", "/docs", "/docs/glossary"])
def test_a_person_without_a_token_reads_where_to_sign_in_and_sees_it_styled(path: str) -> None:
    """A browser sends no token of its own accord, and what a page is made of needs none."""
    page = call("GET", path, app=the_app(), headers=[HOST, TAKES_PAGES])
    leaf = Leaf(page)
    [style] = leaf.all("link", rel="stylesheet")

    assert page.status == 401
    assert "You are not signed in" in leaf.words
    assert "sign-on of your organisation" in leaf.text
    assert call("GET", str(style["href"]), app=the_app()).status == 200


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/v1", "/v1/assessments", "/v1/matrices", "/nowhere", "/x/"])
def test_without_a_token_nothing_is_told_of_what_there_is(method: str, path: str) -> None:
    """Neither which paths, nor which methods."""
    answer = call(method, path, app=the_app())

    assert answer.status == 401
    assert answer.header("www-authenticate") == 'Bearer realm="morile"'
    assert answer.header("cache-control") == "no-store"


def test_a_token_that_is_wrong_is_refused_without_the_reason() -> None:
    """The log has it; whoever guesses learns nothing."""
    replies = [
        get("/v1", the_app(), [bearer(token)])
        for token in ("a.b.c", a_token(exp=1), a_token(aud="x"), a_token(header={"kid": "x"}))
    ]

    assert {each.status for each in replies} == {401}
    assert {each.header("www-authenticate") for each in replies} == {
        'Bearer realm="morile", error="invalid_token"'
    }
    assert len({json.dumps({**each.json, "request_id": ""}) for each in replies}) == 1


def test_probes_stay_open_and_the_service_says_that_the_rest_is_not() -> None:
    assert [get(path, the_app()).status for path in ("/healthz", "/readyz")] == [200, 200]
    assert get("/v1", the_app(), [bearer(a_token())]).json["access"] == "bearer"
    assert get("/v1").json["access"] == "open"


def test_the_contract_is_closed_unless_it_was_opened(tmp_path: Path) -> None:
    assert get("/openapi.json", the_app()).status == 401
    opened = create_app(guarded(tmp_path, without_token=("docs", "metrics")))
    assert get("/openapi.json", opened).status == 200
    assert get("/v1", opened).status == 401


def test_the_contract_says_which_operations_need_a_token(tmp_path: Path) -> None:
    """An open service says that a token is optional: the document must be true of it."""
    settings = guarded(tmp_path, without_token=("docs",))
    documents = [
        json.loads(contract_of(shipped_catalogue(), each)) for each in (settings, type(settings)())
    ]

    def needs(document: Any, path: str) -> Any:
        [operation] = document["paths"][path].values()
        return operation["security"]

    closed, opened = documents
    assert needs(closed, "/v1/assessments") == [{"bearer": []}]
    assert needs(opened, "/v1/assessments") == [{"bearer": []}, {}]
    assert needs(closed, "/healthz") == needs(opened, "/healthz") == []
    assert needs(closed, "/openapi.json") == []
    assert closed["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"


@pytest.mark.slow
def test_a_service_with_access_keeps_its_contract(tmp_path: Path) -> None:
    """Every operation that declares a token refuses a missing and a wrong one (ignored_auth)."""
    app = create_app(guarded(tmp_path, max_submissions=LONGEST_LIST))
    token = a_token(organisation="NCA", scope=EVERYBODY, exp=int(time.time()) + 20 * 3_600)
    headers = {"Authorization": f"Bearer {token}"}
    schema = schemathesis.openapi.from_asgi(
        "/openapi.json", app, headers=headers, config=with_token(token)
    )

    found = tried(schema)

    assert found.wrong == []
    assert {phase for phase, cases in found.cases.items() if cases} == PHASES - {"COVERAGE"}
    assert found.checks["ignored_auth"] > 0
