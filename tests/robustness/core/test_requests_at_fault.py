"""A request at fault gets a clear problem with every fault, and nothing sound is lost."""

from typing import Any, NamedTuple

import pytest

from morile_api.language.asked import read_asked, reader_of
from morile_api.language.faults import BadSubmission, Fault, UnknownMatrix
from morile_api.language.submission import levels_type, request_types
from tests.builders import (
    CANARY,
    HARM,
    a_criterion,
    a_desk,
    a_matrix,
    a_node,
    a_request,
    a_scale,
    a_threat,
    as_json,
    by_vector,
    codes,
    few_words,
    only_refused,
)

AT = "/submissions/0"
VECTOR = "example@1.0.0/PH:none/CO:severe"


class Wrong(NamedTuple):
    """A submission at fault, and what must be said of it."""

    what: str
    threat: Any
    faults: list[tuple[str, str]]
    remedy: str = ""


def without(member: str) -> dict[str, Any]:
    return {name: each for name, each in a_threat().items() if name != member}


def saying(**more: Any) -> dict[str, Any]:
    return a_threat(more=more)


SUBMISSIONS = [
    Wrong("is no object", 7, [(AT, "wrong-type")], "expected an object"),
    Wrong("is null", None, [(AT, "wrong-type")], "expected an object"),
    Wrong("is a list", [a_threat()], [(AT, "wrong-type")], "expected an object"),
    Wrong("has a number for its ref", saying(ref=7), [(f"{AT}/ref", "wrong-type")], "text"),
    Wrong(
        "has an empty ref",
        saying(ref=""),
        [(f"{AT}/ref", "too-short")],
    ),
    Wrong("has a long ref", saying(ref=CANARY * 100), [(f"{AT}/ref", "too-long")], "at most 200"),
    Wrong("has a NUL in its ref", saying(ref=f"{CANARY}\0"), [(f"{AT}/ref", "wrong-form")]),
    Wrong("has a line break in its ref", saying(ref=f"{CANARY}\n"), [(f"{AT}/ref", "wrong-form")]),
    Wrong("turns its ref round", saying(ref=f"{CANARY}\u202e"), [(f"{AT}/ref", "wrong-form")]),
    Wrong(
        "has an escape in its ref", saying(ref=f"\x1b[31m{CANARY}"), [(f"{AT}/ref", "wrong-form")]
    ),
    Wrong("has no ref", without("ref"), [(f"{AT}/ref", "missing-member")], "expected text"),
    Wrong(
        "has no organisation", without("organisation"), [(f"{AT}/organisation", "missing-member")]
    ),
    Wrong("has no threat type", without("threat_type"), [(f"{AT}/threat_type", "missing-member")]),
    Wrong(
        "names an organisation there is not",
        saying(organisation=CANARY),
        [(f"{AT}/organisation", "not-a-choice")],
        "choose from",
    ),
    Wrong(
        "names a threat type there is not",
        saying(threat_type=CANARY),
        [(f"{AT}/threat_type", "not-a-choice")],
    ),
    Wrong(
        "has a member nobody knows",
        saying(colour=CANARY),
        [(AT, "unknown-member")],
        "choose from ref",
    ),
    Wrong(
        "misspells a member",
        without("ref") | {"reff": CANARY},
        [(AT, "unknown-member"), (f"{AT}/ref", "missing-member")],
        "nearest: ref",
    ),
    Wrong("has a member of 50 kB", saying(**{CANARY * 3000: 1}), [(AT, "unknown-member")]),
    Wrong(
        "has a marking above what is accepted",
        saying(marking="SECRET"),
        [(f"{AT}/marking", "marking-too-high")],
        "up to OFFICIAL-SENSITIVE",
    ),
    Wrong(
        "has a marking that is none", saying(marking=CANARY), [(f"{AT}/marking", "not-a-choice")]
    ),
    Wrong(
        "has a date that is none",
        saying(information_date="2026-02-30"),
        [(f"{AT}/information_date", "wrong-form")],
        "YYYY-MM-DD",
    ),
    Wrong(
        "has a week for a date",
        saying(information_date="2026-W01-1"),
        [(f"{AT}/information_date", "wrong-form")],
        "YYYY-MM-DD",
    ),
    Wrong(
        "has a time for a date",
        saying(information_date="2026-01-01T00:00:00"),
        [(f"{AT}/information_date", "wrong-form")],
        "YYYY-MM-DD",
    ),
    Wrong(
        "has a number for a date",
        saying(information_date=20260101),
        [(f"{AT}/information_date", "wrong-type")],
        "YYYY-MM-DD",
    ),
    Wrong("has neither levels nor vector", without("levels"), [(AT, "levels-or-vector")], "either"),
    Wrong(
        "has both levels and vector", saying(vector=VECTOR), [(AT, "levels-or-vector")], "not both"
    ),
    Wrong("has a text for its levels", saying(levels=CANARY), [(f"{AT}/levels", "wrong-type")]),
    Wrong(
        "has no levels at all",
        saying(levels={}),
        [
            (f"{AT}/levels/physical_harm", "missing-criterion"),
            (f"{AT}/levels/community_harm", "missing-criterion"),
        ],
        "choose from none",
    ),
    Wrong(
        "leaves a criterion out",
        saying(levels={"physical_harm": "none"}),
        [(f"{AT}/levels/community_harm", "missing-criterion")],
        "unknown",
    ),
    Wrong(
        "has a criterion nobody asked for",
        a_threat(societal_harm="none"),
        [(f"{AT}/levels", "no-such-criterion")],
        "choose from physical_harm, community_harm",
    ),
    Wrong(
        "misspells a criterion",
        saying(levels={"physical_harm": "none", "comunity_harm": "none"}),
        [
            (f"{AT}/levels", "no-such-criterion"),
            (f"{AT}/levels/community_harm", "missing-criterion"),
        ],
        "nearest: community_harm",
    ),
    Wrong(
        "has a criterion of 50 kB",
        a_threat(HARM | {CANARY * 3000: "none"}),
        [(f"{AT}/levels", "no-such-criterion")],
    ),
    Wrong(
        "chooses a level there is not",
        a_threat(physical_harm=CANARY),
        [(f"{AT}/levels/physical_harm", "no-such-level")],
        "choose from none, moderate, severe",
    ),
    Wrong(
        "misspells a level",
        a_threat(physical_harm="sever"),
        [(f"{AT}/levels/physical_harm", "no-such-level")],
        "nearest: severe",
    ),
    Wrong(
        "chooses a level in capitals",
        a_threat(physical_harm="Severe"),
        [(f"{AT}/levels/physical_harm", "no-such-level")],
        "nearest: severe",
    ),
    Wrong(
        "chooses a number",
        a_threat(physical_harm=2),
        [(f"{AT}/levels/physical_harm", "wrong-type")],
        "text",
    ),
    Wrong(
        "chooses null", a_threat(physical_harm=None), [(f"{AT}/levels/physical_harm", "wrong-type")]
    ),
    Wrong(
        "chooses true", a_threat(physical_harm=True), [(f"{AT}/levels/physical_harm", "wrong-type")]
    ),
    Wrong(
        "chooses none of several",
        a_threat(physical_harm=[]),
        [(f"{AT}/levels/physical_harm", "too-short")],
        "at least 1",
    ),
    Wrong(
        "chooses a level twice",
        a_threat(physical_harm=["none", "none"]),
        [(f"{AT}/levels/physical_harm", "repeated-level")],
        "give it once",
    ),
    Wrong(
        "chooses more levels than there are",
        a_threat(physical_harm=["none"] * 4),
        [(f"{AT}/levels/physical_harm", "too-long")],
        "at most 3",
    ),
    Wrong(
        "chooses a level or a number",
        a_threat(physical_harm=["none", 3]),
        [(f"{AT}/levels/physical_harm/1", "wrong-type")],
    ),
    Wrong(
        "chooses a level or the unknown",
        a_threat(physical_harm=["none", "unknown"]),
        [(f"{AT}/levels/physical_harm/1", "no-such-level")],
        "none, moderate, severe",
    ),
    Wrong(
        "grades nothing",
        a_threat(physical_harm={}),
        [(f"{AT}/levels/physical_harm/level", "missing-member")],
    ),
    Wrong(
        "grades a level there is not",
        a_threat(physical_harm={"level": CANARY}),
        [(f"{AT}/levels/physical_harm/level", "no-such-level")],
        "severe",
    ),
    Wrong(
        "grades a level twice",
        a_threat(physical_harm={"level": ["none", "none"]}),
        [(f"{AT}/levels/physical_harm/level", "repeated-level")],
    ),
    Wrong(
        "has a confidence there is not",
        a_threat(physical_harm={"level": "none", "confidence": CANARY}),
        [(f"{AT}/levels/physical_harm/confidence", "not-a-choice")],
        "low, moderate, high",
    ),
    Wrong(
        "has a grading there is not",
        a_threat(physical_harm={"level": "none", "grading": "9ZZ"}),
        [(f"{AT}/levels/physical_harm/grading", "not-a-choice")],
    ),
    Wrong(
        "has a grade nobody knows",
        a_threat(physical_harm={"level": "none", "sure": CANARY}),
        [(f"{AT}/levels/physical_harm", "unknown-member")],
        "choose from level",
    ),
    Wrong(
        "has a vector that is none",
        by_vector(CANARY.replace("_", "-")),
        [(f"{AT}/vector", "other-matrix")],
    ),
    Wrong("has a vector of odd signs", by_vector(f"{CANARY} !"), [(f"{AT}/vector", "wrong-form")]),
    Wrong(
        "has a vector of another matrix",
        by_vector("other@1.0.0/PH:none/CO:severe"),
        [(f"{AT}/vector", "other-matrix")],
        "must begin with example@1.0.0/",
    ),
    Wrong(
        "has a vector of another version",
        by_vector("example@1.0.1/PH:none/CO:severe"),
        [(f"{AT}/vector", "other-matrix")],
        "must begin with example@1.0.0/",
    ),
    Wrong(
        "has a vector that lacks a criterion",
        by_vector("example@1.0.0/PH:none"),
        [(f"{AT}/vector", "missing-criterion")],
        "CO (community_harm) is missing",
    ),
    Wrong(
        "has a vector without criteria",
        by_vector("example@1.0.0"),
        [(f"{AT}/vector", "missing-criterion")] * 2,
    ),
    Wrong(
        "has a vector that repeats a criterion",
        by_vector(f"{VECTOR}/PH:none"),
        [(f"{AT}/vector", "repeated-criterion")],
        "part 3: PH stands twice",
    ),
    Wrong(
        "has a vector with a level there is not",
        by_vector("example@1.0.0/PH:awful/CO:none"),
        [(f"{AT}/vector", "no-such-level")],
        "part 1, PH",
    ),
    Wrong(
        "has a vector that repeats a level",
        by_vector("example@1.0.0/PH:none|none/CO:none"),
        [(f"{AT}/vector", "repeated-level")],
        "part 1, PH",
    ),
    Wrong(
        "has a vector with a strange confidence",
        by_vector("example@1.0.0/PH:none~sure/CO:none"),
        [(f"{AT}/vector", "not-a-choice")],
        "low, moderate, high",
    ),
    Wrong(
        "has a vector with a code there is not",
        by_vector(f"{VECTOR}/XX:none"),
        [(f"{AT}/vector", "bad-vector")],
        "PH, CO",
    ),
    Wrong(
        "has a vector with several faults",
        by_vector("example@1.0.0/PH:awful/XX:none"),
        [
            (f"{AT}/vector", "no-such-level"),
            (f"{AT}/vector", "bad-vector"),
            (f"{AT}/vector", "missing-criterion"),
        ],
    ),
    Wrong(
        "has an endless vector",
        by_vector(VECTOR + "/PH:none" * 40_000),
        [(f"{AT}/vector", "too-long")],
    ),
]


@pytest.mark.parametrize("wrong", SUBMISSIONS, ids=[each.what for each in SUBMISSIONS])
def test_a_submission_is_refused_that(wrong: Wrong) -> None:
    """With every fault at its place and the choices there are; nothing of it is repeated."""
    desk = a_desk()
    first, refused, last = desk.results(a_request(a_threat(), wrong.threat, a_threat()))

    faults = only_refused(refused)

    moved = [(at.replace("/submissions/0", "/submissions/1"), code) for at, code in wrong.faults]
    assert codes(faults) == moved
    assert any(wrong.remedy in fault.detail for fault in faults)
    assert CANARY not in repr(refused)
    assert [first["status"], last["status"]] == ["assessed", "assessed"]
    assert [first["index"], refused["index"], last["index"]] == [0, 1, 2]
    assert refused["problem"]["status"] == 422


def test_every_fault_of_every_submission_is_told_at_once() -> None:
    """A system that sends ten thousand finds all its mistakes in one go."""
    desk = a_desk()
    two = a_threat(physical_harm="awful", community_harm="dire", more={"ref": 7, "colour": "red"})

    one, other = desk.results(a_request(two, a_threat(societal_harm="none")))

    assert sorted(codes(only_refused(one))) == [
        ("/submissions/0", "unknown-member"),
        ("/submissions/0/levels/community_harm", "no-such-level"),
        ("/submissions/0/levels/physical_harm", "no-such-level"),
        ("/submissions/0/ref", "wrong-type"),
    ]
    assert codes(only_refused(other)) == [("/submissions/1/levels", "no-such-criterion")]


def test_a_refused_submission_keeps_its_ref_only_if_that_is_sound() -> None:
    """The caller finds the row again; a ref that forges a log line does not come back."""
    desk = a_desk()

    sound, forged = desk.results(
        a_request(a_threat(x="y"), a_threat(x="y", more={"ref": "a\nINFO all is well"}))
    )

    assert sound["ref"] == "TV-1"
    assert forged["ref"] is None


# The request around the submissions


class Frame(NamedTuple):
    """A request that is wrong outside its submissions, and what must be said of it."""

    what: str
    body: Any
    faults: list[tuple[str, str]]
    remedy: str = ""


def framed(**more: Any) -> dict[str, Any]:
    return a_request() | more


def lacking(member: str) -> dict[str, Any]:
    return {name: each for name, each in a_request().items() if name != member}


FRAMES = [
    Frame("is empty", b"", [("", "not-json")]),
    Frame("is blank", b" \n", [("", "not-json")]),
    Frame("is cut short", as_json(a_request())[:-5], [("", "not-json")]),
    Frame("goes on after its end", as_json(a_request()) + b"}", [("", "not-json")]),
    Frame("is no JSON", b"ref=1&levels=2", [("", "not-json")]),
    Frame("has single quotes", b"{'matrix': 'example@1.0.0'}", [("", "not-json")]),
    Frame("has a comma too many", b'{"matrix": "example@1.0.0",}', [("", "not-json")]),
    Frame("has a comment", b'/* */ {"matrix": "example@1.0.0"}', [("", "not-json")]),
    Frame(
        "begins with a byte order mark", b"\xef\xbb\xbf" + as_json(a_request()), [("", "not-json")]
    ),
    Frame("is UTF-16", as_json(a_request()).decode().encode("utf-16"), [("", "not-json")]),
    Frame("is a list", [a_request()], [("", "wrong-type")], "expected an object"),
    Frame("is null", None, [("", "wrong-type")], "expected an object"),
    Frame("is a text", "thematic", [("", "wrong-type")], "expected an object"),
    Frame("is an empty object", {}, [("/matrix", "missing-member")], "example@1.0.0"),
    Frame("names no matrix", lacking("matrix"), [("/matrix", "missing-member")], "example@1.0.0"),
    Frame("numbers its matrix", framed(matrix=1), [("/matrix", "wrong-type")], "text"),
    Frame("has no submissions", lacking("submissions"), [("/submissions", "missing-member")]),
    Frame(
        "has an empty list", framed(submissions=[]), [("/submissions", "too-short")], "at least 1"
    ),
    Frame(
        "has one submission bare",
        framed(submissions=a_threat()),
        [("/submissions", "wrong-type")],
        "a list",
    ),
    Frame(
        "has null for submissions",
        framed(submissions=None),
        [("/submissions", "wrong-type")],
        "a list",
    ),
    Frame(
        "has a word for explain",
        framed(explain="yes"),
        [("/explain", "wrong-type")],
        "true or false",
    ),
    Frame(
        "has a number for explain", framed(explain=1), [("/explain", "wrong-type")], "true or false"
    ),
    Frame(
        "has an unheard-of wish",
        framed(on_error="ignore"),
        [("/on_error", "not-a-choice")],
        "report",
    ),
    Frame(
        "has a member nobody knows", framed(**{CANARY: 1}), [("", "unknown-member")], "submissions"
    ),
    Frame(
        "has a member of 50 kB",
        framed(**{CANARY * 3000: 1}),
        [("", "unknown-member")],
        "submissions",
    ),
]


def _refused(body: Any) -> list[Fault]:
    with pytest.raises(BadSubmission) as caught:
        a_desk().answer(body)
    assert CANARY not in str(caught.value)
    return caught.value.faults


@pytest.mark.parametrize("frame", FRAMES, ids=[each.what for each in FRAMES])
def test_a_request_is_refused_that(frame: Frame) -> None:
    """Whole, since nothing says how to read it otherwise."""
    faults = _refused(frame.body)

    assert codes(faults) == frame.faults
    assert any(frame.remedy in fault.detail for fault in faults)


@pytest.mark.parametrize("name", ["thematic", "example@1.0", "example@9.9.9", "", CANARY, "\0"])
def test_an_unknown_matrix_or_version_is_refused_with_what_there_is(name: str) -> None:
    """There is no "latest": a caller names a full version, and here they can pick one."""
    with pytest.raises(UnknownMatrix) as caught:
        a_desk().answer(a_request(matrix=name))

    assert caught.value.known == ["example@1.0.0", "beside@1.0.0"]
    assert "example@1.0.0, beside@1.0.0" in str(caught.value)
    assert CANARY not in str(caught.value)
    assert codes(caught.value.faults) == [("/matrix", "no-such-matrix")]


def test_more_submissions_than_the_limit_are_refused_with_the_limit() -> None:
    """At the limit all are taken, one more and none is."""
    desk = a_desk(limit=3)

    assert len(desk.results(a_request(*[a_threat()] * 3))) == 3
    with pytest.raises(BadSubmission) as caught:
        desk.answer(a_request(*[a_threat()] * 4))
    assert codes(caught.value.faults) == [("/submissions", "too-long")]
    assert "at most 3" in caught.value.faults[0].detail


def test_faults_of_the_frame_and_of_submissions_are_told_together() -> None:
    """Not one after the other, request by request."""
    faults = _refused(a_request(a_threat(physical_harm="awful"), 7, explain="yes", colour="red"))

    assert sorted(codes(faults)) == [
        ("", "unknown-member"),
        ("/explain", "wrong-type"),
        ("/submissions/0/levels/physical_harm", "no-such-level"),
        ("/submissions/1", "wrong-type"),
    ]


def test_on_error_reject_takes_all_or_nothing_with_every_fault_in_order() -> None:
    """For callers who would rather send again than sort out half an answer."""
    twice = a_threat(physical_harm=["none", "none"])
    awful = a_threat(physical_harm="awful")

    faults = _refused(a_request(twice, a_threat(), awful, twice, on_error="reject"))

    assert codes(faults) == [
        ("/submissions/0/levels/physical_harm", "repeated-level"),
        ("/submissions/2/levels/physical_harm", "no-such-level"),
        ("/submissions/3/levels/physical_harm", "repeated-level"),
    ]


def test_duplicate_references_are_allowed() -> None:
    """A reference is the caller's own business; results are told apart by their index."""
    results = a_desk().results(a_request(a_threat(), a_threat()))

    assert [(each["index"], each["ref"]) for each in results] == [(0, "TV-1"), (1, "TV-1")]


def test_a_request_must_name_its_matrix_even_where_only_one_is_loaded() -> None:
    """A service that gains a second matrix must not change what an old request means."""
    reader = reader_of(request_types([a_matrix()], few_words()))

    with pytest.raises(BadSubmission) as caught:
        read_asked(reader, as_json(lacking("matrix")))
    assert codes(caught.value.faults) == [("/matrix", "missing-member")]


# Types that must not be mixed up


def test_matrices_whose_names_differ_by_a_hyphen_keep_their_own_levels() -> None:
    """`ocg-1` and `ocg1` are two matrices: an answer to one is no answer to the other."""
    one = a_matrix(
        [a_criterion("range", scale="steps")],
        [a_node("n", "sum", ["range"])],
        [a_scale("steps", {"lo": 0, "hi": 5})],
        name="ocg-1",
    )
    other = a_matrix(
        [a_criterion("reach", scale="steps")],
        [a_node("n", "sum", ["reach"])],
        [a_scale("steps", {"few": 0, "many": 9})],
        name="ocg1",
    )
    desk = a_desk(one, other)

    (mine,) = desk.results(a_request(a_threat({"range": "hi"}), matrix=one.id))
    (theirs,) = desk.results(a_request(a_threat({"reach": "many"}), matrix=other.id))
    (mixed,) = desk.results(a_request(a_threat({"range": "hi"}), matrix=other.id))

    assert [mine.get("score"), theirs.get("score")] == [5, 9]
    assert mixed["status"] == "refused"


@pytest.mark.parametrize("graded", [True, False])
def test_scales_whose_names_differ_by_an_underscore_keep_their_own_levels(graded: bool) -> None:
    """A level of another scale must never be scored, least of all as nothing."""
    matrix = a_matrix(
        [a_criterion("x", "X", "s_1"), a_criterion("y", "Y", "s1")],
        [a_node("n", "sum", ["x", "y"])],
        [a_scale("s_1", {"lo": 0, "hi": 5}), a_scale("s1", {"few": 0, "many": 9})],
    )

    def said(level: str) -> object:
        return {"level": level} if graded else level

    right, wrong = a_desk(matrix).results(
        a_request(
            a_threat({"x": said("hi"), "y": said("many")}),
            a_threat({"x": said("hi"), "y": said("hi")}),
        )
    )

    assert right.get("score") == 14
    assert wrong["status"] == "refused"


@pytest.mark.parametrize("graded", [True, False])
def test_a_matrix_and_a_longer_named_one_keep_their_own_levels(graded: bool) -> None:
    """`ocg` with its scale `mapping_steps`, and `ocg-mapping` with its scale `steps`.

    Their words run together alike, so a name made of the words alone would mix them up.
    """
    short = a_matrix(
        [a_criterion("x", "X", "mapping_steps")],
        [a_node("n", "sum", ["x"])],
        [a_scale("mapping_steps", {"lo": 0, "hi": 5})],
        name="ocg",
    )
    long = a_matrix(
        [a_criterion("x", "X", "steps")],
        [a_node("n", "sum", ["x"])],
        [a_scale("steps", {"few": 0, "many": 9})],
        name="ocg-mapping",
    )
    desk = a_desk(short, long)

    def said(level: str) -> dict[str, Any]:
        return a_threat({"x": {"level": level} if graded else level})

    right, wrong = desk.results(a_request(said("many"), said("hi"), matrix=long.id))

    assert right.get("score") == 9
    assert wrong["status"] == "refused"


def test_some_levels_of_one_matrix_are_never_the_levels_of_another() -> None:
    """Of `ocg` some levels may be changed; `ocg-some` is another matrix altogether."""
    words = a_desk().reader.types.words
    one = a_matrix([a_criterion("x")], [a_node("n", "sum", ["x"])], name="ocg")
    other = a_matrix([a_criterion("y")], [a_node("n", "sum", ["y"])], name="ocg-some")

    changed, whole = levels_type(one, words, partial=True), levels_type(other, words)

    assert changed is not whole
    assert whole.__struct_fields__ == ("y",)
