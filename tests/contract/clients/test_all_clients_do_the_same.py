"""One suite over every client: the same verbs give the same types, exceptions and bytes."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
import pytest

import morile
from morile_api.language.vocabulary import ORGANISATIONS
from tests.contract.clients.kinds import Told
from tests.house.sources import ROOT

pytestmark = pytest.mark.contract

GRID = "priority-grid-4x4@1.0.0"
REQUEST = (ROOT / "docs" / "examples" / "threats.json").read_bytes()
DEFINITION = (ROOT / "matrices" / "priority-grid-4x4" / "1.0.0.toml").read_text("utf-8")

encode = msgspec.json.Encoder(decimal_format="number").encode


@pytest.fixture(scope="module")
def reference() -> morile.Offline:
    """What every other kind of client is compared with, byte for byte."""
    return morile.Offline()


def a_threat(ref: str = "A-1", impact: Any = "3", likelihood: Any = "2") -> dict[str, Any]:
    return {
        "ref": ref,
        "organisation": "NCA",
        "threat_type": "fraud",
        "levels": {"impact": impact, "likelihood": likelihood},
    }


def faults_of(error: pytest.ExceptionInfo[Any]) -> list[tuple[str, str]]:
    return [(fault.pointer, fault.code) for fault in error.value.faults]


# One submission


def test_one_threat_is_scored(client: Told) -> None:
    """Impact 3 times likelihood 2 is 6; all is known, so the range is the score."""
    result = client.assess(a_threat(), matrix=GRID)

    assert isinstance(result, morile.Assessed)
    assert (result.index, result.ref, result.score, result.band) == (0, "A-1", 6, None)
    assert (result.range.lowest, result.range.highest) == (6, 6)
    assert result.nodes == {"priority": morile.NodeScore(None, 6)}
    assert result.vector == f"{GRID}/IM:3/LI:2"


def test_a_gap_leaves_a_range_and_no_score(client: Told) -> None:
    """Impact 3 times anything from 1 to 4; the published method lets nothing stand in."""
    result = client.assess(a_threat(likelihood="unknown"), matrix=GRID)

    assert result.score is None
    assert (result.range.lowest, result.range.highest) == (3, 12)
    assert list(result.gaps) == ["likelihood"]


def test_an_explanation_adds_up(client: Told) -> None:
    """From 1, the product of the lowest steps, to 6: five to share."""
    result = client.assess(a_threat(), matrix=GRID, explain=True)

    assert sum(part.adds for part in result.contributions) == 5


def test_a_submission_at_fault_is_refused_with_every_fault(client: Told) -> None:
    """The pointers lead into the request that carried it."""
    with pytest.raises(morile.BadSubmission) as refused:
        client.assess(a_threat(impact="5") | {"organisation": "nobody"}, matrix=GRID)

    assert faults_of(refused) == [
        ("/submissions/0/organisation", "not-a-choice"),
        ("/submissions/0/levels/impact", "no-such-level"),
    ]


def test_refusals_read_the_same_wherever_they_come_from(
    client: Told, reference: morile.Offline
) -> None:
    """Whoever moves a script from one client to another sees the same words."""
    with pytest.raises(morile.BadSubmission) as expected:
        reference.assess({"ref": "\n"}, matrix=GRID)
    with pytest.raises(morile.BadSubmission) as refused:
        client.assess({"ref": "\n"}, matrix=GRID)

    assert str(refused.value) == str(expected.value)


def test_a_value_json_has_no_form_for_is_a_fault_of_its_submission(client: Told) -> None:
    """Not a traceback out of an encoder, and not a word about the value."""
    with pytest.raises(morile.BadSubmission) as refused:
        client.assess(a_threat(impact=object()), matrix=GRID)

    assert faults_of(refused) == [("/submissions/0", "wrong-type")]


def test_an_unknown_matrix_is_answered_with_those_there_are(
    client: Told, reference: morile.Offline
) -> None:
    known = [f"{each.id}@{each.version}" for each in reference.matrices()]

    with pytest.raises(morile.UnknownMatrix) as refused:
        client.assess(a_threat(), matrix="priority-grid-4x4@9.0.0")

    assert refused.value.known == known
    assert faults_of(refused) == [("/matrix", "no-such-matrix")]


def test_no_matrix_named_is_a_fault_that_lists_them(client: Told) -> None:
    with pytest.raises(morile.BadSubmission, match=GRID) as refused:
        client.assess(a_threat())

    assert faults_of(refused) == [("/matrix", "missing-member")]


def test_a_vector_names_its_own_matrix(client: Told) -> None:
    threat = a_threat() | {"vector": f"{GRID}/LI:2/IM:4"}
    del threat["levels"]

    assert client.assess(threat).score == 8


def test_a_struct_is_taken_like_a_dict(client: Told) -> None:
    """Programs that hold submissions as types of their own need not take them apart."""

    class Threat(msgspec.Struct):
        ref: str
        organisation: str
        threat_type: str
        levels: dict[str, str]
        information_date: date

    threat = Threat("S-1", "NCA", "fraud", {"impact": "4", "likelihood": "4"}, date(2026, 9, 30))

    result = client.assess(threat, matrix=GRID)

    assert (result.score, result.information_date) == (16, date(2026, 9, 30))


# Many submissions


def many(count: int) -> Iterator[Any]:
    """Threats, of which number 3 has a wrong level and number 1,500 cannot be encoded."""
    for number in range(count):
        impact: Any = {3: "9", 1_500: object()}.get(number, "2")
        yield a_threat(ref=f"M-{number}", impact=impact)


def test_many_threats_keep_their_places_over_every_chunk(client: Told) -> None:
    """Index, order and pointers count over the whole input, however it was cut up."""
    results = client.assess_many(many(2_100), matrix=GRID)

    assert [each.index for each in results] == list(range(2_100))
    refused = [each for each in results if isinstance(each, morile.Refused)]
    assert [(each.index, each.ref, each.problem.errors[0].pointer) for each in refused] == [
        (3, "M-3", "/submissions/3/levels/impact"),
        (1_500, None, "/submissions/1500"),
    ]
    assert {each.score for each in results if isinstance(each, morile.Assessed)} == {4}
    assert results[2_099].ref == "M-2099"


def test_results_of_many_are_the_same_bytes(client: Told, reference: morile.Offline) -> None:
    submissions = json.loads(REQUEST)["submissions"]

    results = client.assess_many(submissions, matrix="thematic@1.0.0", explain=True)

    expected = list(reference.assess_many(submissions, matrix="thematic@1.0.0", explain=True))
    assert encode(results) == encode(expected)
    assert results == expected


def test_one_fault_stops_all_when_asked_to(client: Told) -> None:
    """A list of results is then made whole or not at all."""
    with pytest.raises(morile.BadSubmission) as refused:
        client.assess_many(many(2_100), matrix=GRID, on_error="reject")

    assert ("/submissions/3/levels/impact", "no-such-level") in faults_of(refused)


def test_a_fault_in_a_later_chunk_has_its_place_in_the_whole(client: Told) -> None:
    threats = [a_threat(ref=f"M-{number}") for number in range(9_000)]
    threats[8_999]["levels"]["impact"] = "9"

    with pytest.raises(morile.BadSubmission) as refused:
        client.assess_many(threats, matrix=GRID, on_error="reject")

    assert faults_of(refused) == [("/submissions/8999/levels/impact", "no-such-level")]


def test_vectors_of_several_matrices_may_follow_one_another(client: Told) -> None:
    """Each chunk is of one matrix; no caller has to sort."""
    sorts = [f"{GRID}/IM:2/LI:2", "disruption@1.0.0/OU:major", f"{GRID}/IM:4/LI:1"]
    threats = [a_threat(ref=str(n)) | {"levels": None, "vector": v} for n, v in enumerate(sorts)]

    results = client.assess_many(threats)

    assert [each.vector for each in results] == sorts


def test_nothing_comes_of_nothing(client: Told) -> None:
    assert client.assess_many([], matrix=GRID) == []


# A stream


def test_a_stream_gives_what_many_give(client: Told, reference: morile.Offline) -> None:
    """Over several slices, with submissions refused here and there."""
    results = client.assess_stream(many(5_000), matrix=GRID, explain=True)

    assert results == list(reference.assess_many(many(5_000), matrix=GRID, explain=True))


def test_a_stream_may_be_of_several_matrices_and_of_none(client: Told) -> None:
    sorts = [f"{GRID}/IM:2/LI:2", "disruption@1.0.0/OU:major", f"{GRID}/IM:4/LI:1"]
    threats = [a_threat(ref=str(n)) | {"levels": None, "vector": v} for n, v in enumerate(sorts)]

    assert [each.vector for each in client.assess_stream(threats)] == sorts
    assert client.assess_stream([]) == []


def test_a_stream_for_an_unknown_matrix_is_answered_with_those_there_are(
    client: Told, reference: morile.Offline
) -> None:
    with pytest.raises(morile.UnknownMatrix) as refused:
        client.assess_stream([a_threat()], matrix="none@1.0.0")

    assert refused.value.known == [f"{each.id}@{each.version}" for each in reference.matrices()]


def test_a_stream_without_a_matrix_is_told_so(client: Told) -> None:
    with pytest.raises(morile.BadSubmission) as refused:
        client.assess_stream([a_threat()])

    assert faults_of(refused) == [("/matrix", "missing-member")]


# One request as it stands


def test_the_sample_is_answered_with_the_same_bytes(
    client: Told, reference: morile.Offline
) -> None:
    answer = client.answer(REQUEST)

    assert answer == reference.answer(REQUEST)
    assert json.loads(answer)["summary"] == {"total": 60, "assessed": 60, "refused": 0}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "not-json"),
        (b"nonsense", "not-json"),
        (b'{"matrix": NaN}', "not-json"),
        (b'{"matrix": "\xff"}', "not-utf8"),
        (b"[" * 100_000, "too-deep"),
        (b"[]", "wrong-type"),
        (b'{"matrix": "priority-grid-4x4@1.0.0", "submissions": []}', "too-short"),
        (b'{"matrix": "priority-grid-4x4@1.0.0", "submissions": 1}', "wrong-type"),
    ],
)
def test_a_body_that_is_no_request_is_refused_in_the_same_words(
    client: Told, reference: morile.Offline, body: bytes, code: str
) -> None:
    with pytest.raises(morile.BadSubmission) as expected:
        reference.answer(body)
    with pytest.raises(morile.BadSubmission) as refused:
        client.answer(body)

    assert refused.value.faults == expected.value.faults
    assert code in {fault.code for fault in refused.value.faults}


# Matrices and vocabularies


def test_matrices_are_the_same(client: Told, reference: morile.Offline) -> None:
    listed = client.matrices()

    assert listed == reference.matrices()
    for each in listed:
        name = f"{each.id}@{each.version}"
        assert encode(client.matrix(name)) == encode(reference.matrix(name))


@pytest.mark.parametrize(
    "name", ["priority-grid-4x4", "", "@", "../../etc@1.0.0", "a/b@1.0.0", "check", "x@..", "ä@1"]
)
def test_what_is_no_matrix_is_unknown(client: Told, reference: morile.Offline, name: str) -> None:
    with pytest.raises(morile.UnknownMatrix) as expected:
        reference.matrix(name)
    with pytest.raises(morile.UnknownMatrix) as refused:
        client.matrix(name)

    assert refused.value.known == expected.value.known
    assert refused.value.faults == expected.value.faults


def test_vocabularies_are_the_same(client: Told, reference: morile.Offline) -> None:
    assert encode(client.vocabulary(ORGANISATIONS)) == encode(reference.vocabulary(ORGANISATIONS))


@pytest.mark.parametrize("name", ["nothing", "", "../organisations", "a b"])
def test_what_is_no_vocabulary_is_unknown(
    client: Told, reference: morile.Offline, name: str
) -> None:
    with pytest.raises(morile.UnknownVocabulary) as expected:
        reference.vocabulary(name)
    with pytest.raises(morile.UnknownVocabulary) as refused:
        client.vocabulary(name)

    assert refused.value.known == expected.value.known
    assert refused.value.faults == expected.value.faults


def test_a_sound_definition_is_accepted(client: Told, reference: morile.Offline) -> None:
    answer = client.check_matrix(DEFINITION)

    assert isinstance(answer, morile.CheckAnswer)
    assert answer == reference.check_matrix(DEFINITION)


@pytest.mark.parametrize(
    "toml",
    [
        "matrix = ",
        'matrix = "x"',
        DEFINITION.replace('combine = "product"', 'combine = "powers"'),
        DEFINITION.replace('of = ["impact", "likelihood"]', 'of = ["impact", "nobody"]'),
    ],
)
def test_a_definition_at_fault_is_refused_in_the_same_words(
    client: Told, reference: morile.Offline, toml: str
) -> None:
    with pytest.raises(morile.BadMatrix) as expected:
        reference.check_matrix(toml)
    with pytest.raises(morile.BadMatrix) as refused:
        client.check_matrix(toml)

    assert refused.value.faults == expected.value.faults
    assert str(refused.value) == str(expected.value)


@pytest.mark.parametrize("toml", ["", "\ud800"])
def test_a_text_that_cannot_be_a_definition_is_refused_before_it_is_read(
    client: Told, toml: str
) -> None:
    with pytest.raises(morile.BadSubmission) as refused:
        client.check_matrix(toml)

    assert [fault.pointer for fault in refused.value.faults] == ["/toml"]


# Forms


def test_a_form_makes_a_submission_that_scores(client: Told) -> None:
    form = client.form(GRID)

    draft = form.submission(
        ref="F-1",
        organisation="NCA",
        threat_type="fraud",
        impact=form.impact["3"].with_confidence("low"),
        likelihood="4",
    )

    assert client.assess(draft).score == 12


def test_a_form_finds_faults_before_anything_is_sent(client: Told) -> None:
    form = client.form(GRID)

    with pytest.raises(morile.BadSubmission) as refused:
        form.submission(ref="F-1", organisation="NCA", threat_type="frau", impact="3")

    assert faults_of(refused) == [
        ("/threat_type", "not-a-choice"),
        ("/levels/likelihood", "missing-criterion"),
    ]


def test_a_form_of_no_matrix_is_refused(client: Told) -> None:
    with pytest.raises(morile.UnknownMatrix):
        client.form("nothing@1.0.0")


# What is known of a call besides its result


def test_the_meta_of_a_call_names_matrix_and_engine(client: Told) -> None:
    client.assess(a_threat(), matrix=GRID)

    meta = client.meta
    assert meta.matrix is not None
    assert (meta.matrix.id, meta.matrix.status) == ("priority-grid-4x4", "published")
    assert meta.engine_version == "1.0.0"
    assert meta.elapsed_s >= 0
    if isinstance(client.client, morile.Offline):
        assert (meta.status, meta.attempts) == (None, 0)
    else:
        assert (meta.status, meta.attempts) == (200, 1)
        assert meta.request_id == meta.headers["request-id"]


# Agreement


def a_panel() -> list[dict[str, Any]]:
    """Two assessors of two threats: on the first they are one step of impact apart."""
    return [
        a_threat(ref, impact, "2") | {"assessor": assessor}
        for assessor, said in (("A", ("1", "4")), ("B", ("2", "4")))
        for ref, impact in zip(("A-1", "A-2"), said, strict=True)
    ]


def test_assessors_are_compared(client: Told, reference: morile.Offline) -> None:
    """Ranks 1, 3 and 6, doubled, of the levels 1, 2, 4 4: 1 - 3 * 4 / (1*4 + 2*25 + 2*9) = 5/6."""
    found = client.agreement(a_panel(), matrix=GRID)

    assert found.criteria[0].agreement.alpha == 0.8333
    assert found.criteria[1].agreement.undefined == "no-variation"
    assert (found.draws, found.seed) == (1000, 1)
    assert encode(found) == encode(reference.agreement(a_panel(), matrix=GRID))


def test_periods_are_compared_with_the_draws_and_the_seed_asked_for(client: Told) -> None:
    """What is said of the comparison reaches the engine."""
    said = [each | {"period": f"202{at}"} for at, each in enumerate(a_panel()[::2])]

    found = client.agreement(said, matrix=GRID, compare="periods", draws=200, seed=7)

    assert (found.compare, found.draws, found.seed) == ("periods", 200, 7)
    assert [(each.earlier, each.later, each.raised) for each in found.drift] == [
        ("2020", "2021", 1)
    ]


def test_submissions_that_cannot_be_compared_are_refused_with_every_fault(client: Told) -> None:
    """As one request, whole or not at all."""
    with pytest.raises(morile.BadSubmission) as refused:
        client.agreement([*a_panel(), a_panel()[0], a_threat(impact="5")], matrix=GRID)

    assert faults_of(refused) == [
        ("/submissions/5/assessor", "missing-member"),
        ("/submissions/5/levels/impact", "no-such-level"),
        ("/submissions/4", "repeated-submission"),
    ]


def test_a_comparison_with_a_matrix_that_is_not_there_is_refused(client: Told) -> None:
    with pytest.raises(morile.UnknownMatrix):
        client.agreement(a_panel(), matrix="none@1.0.0")
