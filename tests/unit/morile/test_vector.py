"""The vector as a value: read, printed and turned into the levels of a submission."""

import pytest

from morile import BadSubmission, Vector
from morile_api.language.about import MatrixDocument
from tests.builders import a_matrix

DOCUMENT = MatrixDocument("example", "1.0.0", "draft", "sha256:0", a_matrix(), [])
"""Physical harm (PH) and community harm (CO), each none, moderate or severe."""


def test_any_order_reads_as_the_one_canonical_line() -> None:
    vector = Vector.parse("example@1.0.0/CO:severe|none~low/PH:unknown", DOCUMENT)

    assert str(vector) == "example@1.0.0/PH:unknown/CO:none|severe~low"
    assert vector.matrix == "example@1.0.0"
    assert Vector.parse(str(vector), DOCUMENT) == vector


def test_naming_every_level_is_the_same_as_unknown() -> None:
    said = Vector.parse("example@1.0.0/PH:none|moderate|severe/CO:none", DOCUMENT)
    unknown = Vector.parse("example@1.0.0/PH:unknown/CO:none", DOCUMENT)

    assert said == unknown
    assert len({said, unknown}) == 1


def test_the_levels_are_those_of_a_submission() -> None:
    vector = Vector.parse("example@1.0.0/PH:unknown/CO:none|severe~low", DOCUMENT)

    assert vector.levels() == {
        "physical_harm": "unknown",
        "community_harm": {"level": ["none", "severe"], "confidence": "low"},
    }


def test_every_fault_is_found() -> None:
    with pytest.raises(BadSubmission) as refused:
        Vector.parse("example@1.0.0/PH:awful/XX:none", DOCUMENT)

    assert [fault.code for fault in refused.value.faults] == [
        "no-such-level",
        "bad-vector",
        "missing-criterion",
    ]


def test_it_prints_as_itself_in_a_notebook() -> None:
    vector = Vector.parse("example@1.0.0/PH:none/CO:none", DOCUMENT)

    assert repr(vector) == "<Vector example@1.0.0/PH:none/CO:none>"
