"""The sentence that can be read out, on the shipped matrices."""

from decimal import Decimal
from typing import Any

import msgspec

from morile_api.language.matrix import Matrix, Spread
from tests.builders import (
    a_criterion,
    a_desk,
    a_matrix,
    a_node,
    a_request,
    a_scale,
    a_threat,
    shipped_desk,
)

THEMATIC = "thematic@1.0.0"


def sentence_of(line: str) -> str:
    threat = {"ref": "TV-1", "organisation": "NCA", "threat_type": "county-lines", "vector": line}
    [result] = shipped_desk().results(a_request(threat, matrix=line.split("/")[0], sentence=True))
    return str(result["sentence"])


def read_out(definition: Matrix, threat: dict[str, Any] | None = None, **asked: Any) -> str:
    [result] = a_desk(definition).results(a_request(threat or a_threat(), sentence=True, **asked))
    return str(result["sentence"])


def test_a_score_is_said_with_what_drives_it_and_what_is_open() -> None:
    """Harm 10 + 2 (unknown, counted as moderate) = 12, times 6 + 4: 120; open from 100 to 200.

    Of 0, 1, 2, 5 and 10 only 10 gives 200, which is high: one in five. The unknown 2 adds
    2 x (10 + 4) / 2 = 14, trend (4 - 2) x (12 + 0) / 2 = 12.
    """
    line = f"{THEMATIC}/PH:severe/PS:unknown/FI:none/CO:none/PE:none/EN:none/CF:high/VO:moderate"
    found = sentence_of(f"{line}/TR:stable/RE:none/EC:none/CA:none/CB:none")
    assert found == (
        "This threat scores 120 for risk, which is in the band moderate. What drives it most: "
        "physical harm (severe), frequency or volume (moderate) and psychological harm (not known, "
        "counted as moderate). Not known: psychological harm. The score could turn out to be "
        "anything from 100 to 200, and the band anything from moderate to high; the chance that it "
        "is not moderate is 20 %. "
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
    assert found.startswith("This operation has no score for disruption yet, because nothing it ")
    # Five levels, five bands, none of them likelier than another.
    assert "the band anything from negative to major. The figures" in found


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


def codes_of(name: str) -> list[str]:
    criteria = shipped_desk().scorers[name].matrix.definition.criteria
    return [criterion.code for criterion in criteria]


def thematic(**said: str) -> str:
    """A vector with every answer at its lowest level but those said."""
    lowest = dict.fromkeys(("PH", "PS", "FI", "CO", "PE", "EN"), "none")
    lowest |= {"CF": "high", "VO": "moderate", "TR": "stable"}
    lowest |= dict.fromkeys(("RE", "EC", "CA", "CB"), "none")
    return THEMATIC + "".join(f"/{code}:{level}" for code, level in (lowest | said).items())


def test_of_several_gaps_the_one_to_close_first_is_named() -> None:
    """10 + 2 times 6 + 4 is 120; of five levels only severe, 20 x 10 = 200, changes the band.

    Reputation is no part of the risk.
    """
    found = sentence_of(thematic(PH="severe", PS="unknown", RE="unknown"))
    assert (
        "The gap to close first is psychological harm, with a 20 % chance of changing the " in found
    )


def test_of_gaps_that_tell_as_much_the_first_is_not_put_above_the_others() -> None:
    """Both harms move the score alike."""
    found = sentence_of(thematic(PH="unknown", PS="unknown"))
    assert "No gap is more worth closing than physical harm, " in found


def test_where_nothing_is_known_the_score_is_said_to_rest_on_stand_ins() -> None:
    """Naming what drives it would make a finding of an assumption."""
    line = "".join(f"/{code}:unknown" for code in codes_of(THEMATIC))
    found = sentence_of(THEMATIC + line)
    assert found.startswith(
        "Nothing that the score rests on is known. This threat scores 120 for risk, which is in "
        "the band moderate, only because each unknown answer is counted as a level that stands "
        "in for it."
    )
    assert "drives" not in found
    assert "Not known:" not in found


def test_titles_with_commas_are_told_apart_by_semicolons() -> None:
    """Undercover policing is two capabilities: foundation and advanced."""
    codes = codes_of("capabilities@1.0.0")
    unknown = {"UF", "UA", "SS"}
    line = "".join(f"/{c}:{'unknown' if c in unknown else 'some_forces'}" for c in codes)
    found = sentence_of(f"capabilities@1.0.0{line}")
    assert (
        "Not known: undercover policing, foundation; undercover policing, advanced; "
        "and specialist surveillance." in found
    )


def test_a_score_is_not_called_a_score_twice() -> None:
    """The node's title is: Score of the group. Eight unknown answers count as 2 each."""
    codes = codes_of("ocg-mapping@1.0.0")
    found = sentence_of("ocg-mapping@1.0.0" + "".join(f"/{code}:unknown" for code in codes))
    assert "This group scores 16, which is in the band" in found


def test_a_stated_level_that_the_matrix_doubts_is_said_with_how_sure_it_is() -> None:
    """One in four the level below, one in four the level above: severe has none above it.

    So two weights of three are on severe itself.
    """
    spread = Spread(low=[Decimal(1), Decimal(2), Decimal(1)])
    doubting = msgspec.structs.replace(a_matrix(), spread=spread)
    doubted = {"level": "severe", "confidence": "low"}
    found = read_out(doubting, a_threat(physical_harm=doubted))
    assert "Not certain: physical harm (severe, 67 % likely)." in found
    both = {"level": ["moderate", "severe"], "confidence": "low"}
    # Moderate leaves a quarter of its half on none; the rest is on the two.
    assert "Not settled: physical harm (moderate or severe, 88 % likely)." in read_out(
        doubting, a_threat(physical_harm=both)
    )


def test_stale_information_is_said_to_be_so() -> None:
    """January has 31 days."""
    dated = msgspec.structs.replace(a_matrix(), fresh_days=30)
    threat = a_threat(more={"information_date": "2026-01-01"})
    stale = "The information is 31 days old, and stale: it stays fresh for 30 days."
    assert stale in read_out(dated, threat, as_of="2026-02-01")
    assert "old" not in read_out(dated, threat, as_of="2026-01-31")
    unknown = "How old the information is cannot be told, because it has no date."
    assert unknown in read_out(dated, as_of="2026-02-01")


def test_chances_are_never_said_to_be_nothing_or_all_where_they_are_not() -> None:
    """One submission in 3 to the 6th is severe throughout: 0.14 %."""
    scale = a_scale("impact", {"none": 0, "moderate": 1, "severe": 8}, unknown_counts_as="none")
    criteria = [a_criterion(f"c{number}", f"C{number}") for number in range(6)]
    node = a_node("harm", "sum", [each.key for each in criteria], bands={"low": 0, "high": 48})
    unknown = a_threat({each.key: "unknown" for each in criteria})
    found = read_out(a_matrix(criteria, [node], [scale]), unknown)
    assert "the chance that it is not low is under 1 %" in found
