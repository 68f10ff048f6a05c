"""What comes back to requests that can be answered: scores, matrices, words, the service itself."""

from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from morile_api.catalogue import load
from morile_api.engine.answer import answer
from morile_api.language.version import ENGINE_VERSION, VERSION
from morile_api.language.vocabulary import Vocabulary
from tests.builders import A_DEFINITION
from tests.house.sources import ROOT, definitions
from tests.wire.asgi import call, get, post
from tests.wire.requests import MATRIX, a_body, a_request, a_submission

pytestmark = pytest.mark.contract

EXAMPLE = (ROOT / "docs" / "examples" / "threats.json").read_bytes()


def test_one_submission_is_scored() -> None:
    """The middle step of the disruption scale is worth 2 points, as its definition says."""
    reply = post("/v1/assessments", a_request())

    [result] = reply.json["results"]
    assert reply.status == 200
    assert reply.json["summary"] == {"total": 1, "assessed": 1, "refused": 0}
    assert (result["index"], result["ref"], result["status"]) == (0, "TV-1", "assessed")
    assert (result["score"], result["band"]) == (2, "moderate")
    assert reply.json["engine_version"] == ENGINE_VERSION


def test_the_answer_says_which_definition_was_used() -> None:
    """Name, version, status and the hash of the very file."""
    text = (ROOT / "matrices" / "disruption" / "1.0.0.toml").read_bytes()

    matrix = post("/v1/assessments", a_request()).json["matrix"]

    assert f"{matrix['id']}@{matrix['version']}" == MATRIX
    assert matrix["digest"] == f"sha256:{sha256(text).hexdigest()}"


def test_levels_and_the_vector_that_comes_back_give_the_same_assessment() -> None:
    """The vector holds everything the score depends on."""
    [first] = post("/v1/assessments", a_request()).json["results"]
    by_vector = a_submission(vector=first["vector"])
    del by_vector["levels"]

    [second] = post("/v1/assessments", a_request(by_vector)).json["results"]

    assert second == first


def test_results_stand_in_the_order_of_the_submissions() -> None:
    """Also when some of them are refused."""
    levels = ["major", "no-such-step", "negative", 3, "none"]
    many = [a_submission(ref=f"T-{at}", levels={"outcome": each}) for at, each in enumerate(levels)]

    reply = post("/v1/assessments", a_request(*many))

    results = reply.json["results"]
    assert reply.status == 207
    assert reply.json["summary"] == {"total": 5, "assessed": 3, "refused": 2}
    assert [each["index"] for each in results] == [0, 1, 2, 3, 4]
    assert [each["ref"] for each in results] == [f"T-{at}" for at in range(5)]
    assert [each.get("score") for each in results] == [3, None, -1, None, 0]


def test_a_refused_submission_has_a_problem_of_its_own() -> None:
    """Same shape as a problem for the whole, and its pointers lead into the request."""
    bad = a_submission(levels={"outcome": "dreadful", "more": 1}, organisation="XX")

    reply = post("/v1/assessments", a_request(a_submission(), bad))

    problem = reply.json["results"][1]["problem"]
    assert (problem["type"], problem["status"]) == ("/problems/invalid-submission", 422)
    assert {(each["pointer"], each["code"]) for each in problem["errors"]} == {
        ("/submissions/1/levels/outcome", "no-such-level"),
        ("/submissions/1/levels", "no-such-criterion"),
        ("/submissions/1/organisation", "not-a-choice"),
    }


def test_whoever_wants_all_or_nothing_gets_nothing_and_every_reason() -> None:
    bad = [a_submission(levels={"outcome": "a"}), a_submission(), a_submission(ref=7)]

    reply = post("/v1/assessments", a_request(*bad, on_error="reject"))

    assert reply.status == 422
    assert [each["pointer"] for each in reply.json["errors"]] == [
        "/submissions/0/levels/outcome",
        "/submissions/2/ref",
    ]


def test_equal_references_are_allowed() -> None:
    """The index tells them apart."""
    reply = post("/v1/assessments", a_request(a_submission(), a_submission()))

    assert [each["ref"] for each in reply.json["results"]] == ["TV-1", "TV-1"]


def test_contributions_come_when_they_are_asked_for() -> None:
    [plain] = post("/v1/assessments", a_request()).json["results"]
    [explained] = post("/v1/assessments", a_request(explain=True)).json["results"]

    assert "contributions" not in plain
    assert [each["criterion"] for each in explained["contributions"]] == ["outcome"]


def test_the_same_request_gets_the_same_bytes() -> None:
    """A score can be produced again; the request's own id is in a header."""
    assert call("POST", "/v1/assessments", EXAMPLE).body == (
        call("POST", "/v1/assessments", EXAMPLE).body
    )


def test_the_service_says_what_the_engine_says() -> None:
    """Byte for byte, as a program does that calls the engine itself."""
    catalogue = load()
    encoder = msgspec.json.Encoder(decimal_format="number")
    said = encoder.encode(answer(catalogue.scorers, catalogue.reader, EXAMPLE))

    assert call("POST", "/v1/assessments", EXAMPLE).body == said


def test_a_large_batch_is_answered_like_a_small_one() -> None:
    """It is worked on in a thread; one threat equals its row of any batch."""
    one = post("/v1/assessments", a_request()).json["results"][0]

    reply = post("/v1/assessments", a_request(*[a_submission() for _ in range(4000)]))

    assert reply.status == 200
    assert [each.pop("index") for each in reply.json["results"]] == list(range(4000))
    del one["index"]
    assert all(
        {name: value for name, value in each.items() if name != "index"} == one
        for each in reply.json["results"]
    )


def test_the_list_has_every_matrix_with_its_status() -> None:
    """Illustrative figures are never to be taken for official ones."""
    listed = get("/v1/matrices").json["matrices"]

    assert {f"{each['id']}/{each['version']}" for each in listed} == {
        f"{path.parent.name}/{path.stem}" for path in definitions()
    }
    assert all(each["status"] in ("illustrative", "published") for each in listed)


@pytest.mark.parametrize("path", definitions(), ids=lambda path: path.parent.name)
def test_a_matrix_is_shown_as_it_was_written(path: Path) -> None:
    shown = get(f"/v1/matrices/{path.parent.name}/{path.stem}").json

    assert shown["digest"] == f"sha256:{sha256(path.read_bytes()).hexdigest()}"
    assert shown["definition"]["matrix"] == path.parent.name
    assert {each["key"] for each in shown["nodes"]} == {
        each["key"] for each in shown["definition"]["nodes"]
    }


def test_a_definition_that_would_be_accepted_is_told_what_it_compiled_to() -> None:
    """0 to 8, and a quarter of 0 to 8: from 0 to 10."""
    reply = post("/v1/matrices/check", {"toml": A_DEFINITION})

    [node] = reply.json["nodes"]
    assert reply.status == 200
    assert reply.json["matrix"]["digest"] == f"sha256:{sha256(A_DEFINITION.encode()).hexdigest()}"
    assert (node["key"], node["lowest"], node["highest"]) == ("harm", 0, 10)
    assert node["bands"] == ["low", "high"]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "matrices" / "vocabularies").glob("*.toml")), ids=lambda path: path.stem
)
def test_a_vocabulary_is_shown_whole(path: Path) -> None:
    shown = msgspec.json.decode(get(f"/v1/vocabularies/{path.stem}").body, type=Vocabulary)

    assert shown == load().vocabulary(path.stem)


def test_the_service_says_what_it_is_and_what_it_takes() -> None:
    said = get("/v1").json

    assert (said["service"], said["version"]) == ("morile", VERSION)
    assert said["limits"] == {
        "submissions": 10_000,
        "body_bytes": 8_388_608,
        "highest_marking": "OFFICIAL-SENSITIVE",
    }
    assert "organisations" in said["vocabularies"]
    assert len(said["matrices"]) == len(definitions())


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_probe_hears_that_all_is_well(path: str) -> None:
    assert get(path).json == {"status": "pass", "version": VERSION}


def test_a_marking_travels_with_its_assessment() -> None:
    body = a_body(a_submission(marking="OFFICIAL-SENSITIVE", information_date="2026-09-30"))

    [result] = call("POST", "/v1/assessments", body).json["results"]

    assert (result["marking"], result["information_date"]) == ("OFFICIAL-SENSITIVE", "2026-09-30")
