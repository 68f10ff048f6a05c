"""The sentence that can be read out, on the shipped matrices."""

from tests.builders import a_request, shipped_desk

THEMATIC = "thematic@1.0.0"


def sentence_of(line: str) -> str:
    threat = {"ref": "TV-1", "organisation": "NCA", "threat_type": "county-lines", "vector": line}
    [result] = shipped_desk().results(a_request(threat, matrix=line.split("/")[0], sentence=True))
    return str(result["sentence"])


def test_a_score_is_said_with_what_drives_it_and_what_is_open() -> None:
    """Harm 10 + 2 (unknown, counted as moderate) = 12, times 6 + 4: 120; open from 100 to 200.

    The unknown 2 adds 2 x (10 + 4) / 2 = 14, trend (4 - 2) x (12 + 0) / 2 = 12.
    """
    line = f"{THEMATIC}/PH:severe/PS:unknown/FI:none/CO:none/PE:none/EN:none/CF:high/VO:moderate"
    found = sentence_of(f"{line}/TR:stable/RE:none/EC:none/CA:none/CB:none")
    assert found == (
        "This threat scores 120 for risk, which is in the band moderate. What drives it most: "
        "physical harm (severe), frequency or volume (moderate) and psychological harm (not known, "
        "counted as moderate). Not known: psychological harm. The score could turn out to be "
        "anything from 100 to 200, and the band anything from moderate to high. "
        "The figures of this matrix are illustrative."
    )


def test_what_no_answer_can_change_is_said_to_stay() -> None:
    """An unknown organisational position leaves the risk alone: 10 x 10 = 100."""
    line = f"{THEMATIC}/PH:severe/PS:none/FI:none/CO:none/PE:none/EN:none/CF:high/VO:moderate"
    found = sentence_of(f"{line}/TR:stable/RE:unknown/EC:none/CA:none/CB:none")
    assert "Not known: reputation and politics. Whatever the answers turn out to be" in found


def test_a_threat_without_a_score_is_not_given_one_in_words() -> None:
    """Disruption has no stand-in for unknown, so there is nothing to say but that."""
    found = sentence_of("disruption@1.0.0/OU:unknown")
    assert found.startswith("This operation has no score for ")
    assert "Not known: " in found


def test_low_confidence_is_said_with_the_section_it_concerns() -> None:
    """A superintendent has to hear it with the score, not find it in a column."""
    line = f"{THEMATIC}/PH:severe~low/PS:none/FI:none/CO:none/PE:none/EN:none/CF:high/VO:moderate"
    found = sentence_of(f"{line}/TR:stable/RE:none/EC:none/CA:none/CB:none")
    assert "Every answer is known. Confidence is low for harm." in found


def test_published_figures_are_not_called_illustrative() -> None:
    """The grid is published, and has no bands."""
    found = sentence_of("priority-grid-4x4@1.0.0/IM:4/LI:2")
    assert "which is in the band" not in found
    assert "illustrative" not in found
