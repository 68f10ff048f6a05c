"""Display in notebooks: escaped, small, and readable without colour."""

import json
import re
from html import escape

import msgspec
import pytest

from morile_api.language.agreement import AgreementAnswer
from morile_api.language.assessment import AssessmentAnswer
from morile_api.language.difference import difference
from morile_api.language.display import MOST, between, table, words
from morile_api.language.matrix import Matrix
from tests.drawings import EXAMPLES, THEMATIC, assessed, assessment, engine, threats

GRID = "priority-grid-4x4@1.0.0"
HOSTILE = "<script>alert(1)</script>"


def _rows(html: str) -> list[list[str]]:
    """The text of every cell, row by row."""
    rows = re.findall(r"<tr>(.*?)</tr>", html)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]


def _panel() -> AgreementAnswer:
    said = [("A", "X", "1"), ("A", "Y", "1"), ("B", "X", "2"), ("B", "Y", "2")]
    submissions = [
        {"ref": ref, "organisation": "NCA", "threat_type": "fraud", "assessor": who}
        | {"levels": {"impact": impact, "likelihood": "1"}}
        for ref, who, impact in said
    ]
    return engine().agreement(submissions, GRID)


def test_everything_is_escaped() -> None:
    html = table(HOSTILE, [HOSTILE], [[HOSTILE, HOSTILE]], [HOSTILE])

    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 5


def test_a_long_table_is_cut_and_says_so() -> None:
    html = table("Long", ["n"], [[n] for n in range(MOST + 5)])

    assert len(_rows(html)) == 1 + MOST
    assert "<p>5 more not shown.</p>" in html


def test_keys_and_ranges_are_put_as_people_read_them() -> None:
    assert (words("very_high"), words(None)) == ("very high", "–")
    assert (between(1, 1), between(1, 3)) == ("1", "1 to 3")


def test_an_assessment_says_its_score_band_range_gaps_and_what_each_answer_adds() -> None:
    """The worked example of docs/how-a-score-is-made.md."""
    rows = dict(_rows(assessment("SYN-2026-0003")._repr_html_()))

    assert (rows["score"], rows["band"], rows["range"]) == ("143", "moderate", "99 to 231")
    assert (rows["gaps"], rows["harm"]) == ("psychological harm", "13, moderate")
    assert (rows["bands in the range"], rows["financial harm adds"]) == ("low to high", "75")


def test_an_assessment_alone_says_where_its_standing_is_said() -> None:
    """It holds no status; a reader must still learn that its figures may be made up."""
    html = assessment("SYN-2026-0003")._repr_html_()

    assert "illustrative, published or authorised" in html
    assert "matrix(&#x27;thematic@1.0.0&#x27;)" in html


def test_a_moderation_says_each_change_with_its_reason_between_both_ends() -> None:
    """docs/moderation.md works it out: 143, then 92 and 17 more, is 252."""
    agreed = json.loads((EXAMPLES / "moderation.json").read_text("utf-8"))
    answer = engine().moderate(agreed["submission"], agreed["changes"], THEMATIC)

    html = answer._repr_html_()
    rows = _rows(html)

    assert "thematic@1.0.0, illustrative figures</caption>" in html
    assert rows[1] == ["before", "–", "143, moderate", "99 to 231", "–"]
    assert rows[2][:3] == ["psychological harm", "unknown to severe", "+92"]
    first = agreed["changes"][0]
    assert rows[2][4] == escape(f"{first['reason']} ({first['role']})")
    assert rows[4][:4] == ["after", "–", "252, high", "210 to 252"]
    assert "Another band than before." in html


def test_a_hostile_reason_is_shown_as_text() -> None:
    change = {"criterion": "volume", "from": "unknown", "to": ["low", "moderate"]}
    change |= {"reason": HOSTILE, "role": "chair"}
    said = {each.key: "unknown" for each in engine().matrix(THEMATIC).definition.criteria}
    submission = {"ref": "A", "organisation": "NCA", "threat_type": "fraud", "levels": said}

    html = engine().moderate(submission, [change], THEMATIC)._repr_html_()

    assert "<script" not in html
    assert "unknown to low or moderate" in html


def test_a_replay_shows_who_moves_those_into_another_band_first_and_both_standings() -> None:
    answer = engine().replay(threats(), "thematic@1.1.0", THEMATIC)

    html = answer._repr_html_()
    rows = _rows(html)[1:]

    assert "thematic@1.0.0, illustrative figures; then thematic@1.1.0, draft figures" in html
    assert answer.summary.crossed
    bands = [row[-1] for row in rows]
    assert bands == sorted(bands, reverse=True)
    assert bands.count("yes") == answer.summary.crossed
    assert f"<p>{answer.summary.moved} of 60 move.</p>" in html


def test_sensitivity_shows_the_least_firm_bands_first() -> None:
    answer = engine().sensitivity(threats(), THEMATIC, trials=20)

    rows = _rows(answer._repr_html_())[1:]

    loosest = min(answer.threats, key=lambda it: it.bands[it.band or ""])
    assert rows[0][0] == loosest.ref
    assert rows[-1][3].endswith(" 1")


def test_a_difference_lists_what_changed_and_the_step_it_asks_for() -> None:
    html = difference(engine().matrix(THEMATIC).definition, _draft())._repr_html_()

    assert "From thematic@1.0.0 to thematic@1.1.0" in html
    assert _rows(html)[1] == ["/status", "changed", "illustrative", "draft", "patch"]
    assert "Version step asked for: minor; stated: minor." in html


def test_two_matrices_have_no_version_step() -> None:
    html = difference(engine().matrix(GRID).definition, _draft())._repr_html_()

    assert "Two matrices, so no version step." in html


def _draft() -> Matrix:
    return engine().matrix("thematic@1.1.0").definition


def test_a_hostile_reference_is_shown_as_text() -> None:
    assert "<script" not in assessed(HOSTILE)._repr_html_()


def test_an_answer_has_a_row_for_each_result_refused_ones_too() -> None:
    body = {"matrix": THEMATIC, "submissions": [threats()[2], {"ref": HOSTILE}]}
    answer = msgspec.json.decode(engine().answer(json.dumps(body).encode()), type=AssessmentAnswer)

    html = answer._repr_html_()

    assert "thematic@1.0.0, illustrative figures</caption>" in html
    assert _rows(html)[1] == ["SYN-2026-0003", "143", "moderate", "99 to 231"]
    assert _rows(html)[2][:3] == ["&lt;script&gt;alert(1)&lt;/script&gt;", "–", "refused"]


def test_a_comparison_says_how_each_criterion_reads_or_why_it_does_not() -> None:
    rows = _rows(_panel()._repr_html_())

    assert rows[0] == ["agreement", "alpha", "interval", "same %", "reading"]
    assert ["impact", "1", "–", "100", "reliable"] in rows
    assert ["likelihood", "–", "–", "100", "no variation"] in rows


@pytest.mark.parametrize("slots", [None, 2])
def test_a_ranking_says_who_is_given_a_slot_where_slots_were_given(slots: int | None) -> None:
    rules = {"slots": slots} if slots else {}
    html = engine().priorities(threats(), THEMATIC, rules)._repr_html_()
    rows = _rows(html)

    assert rows[0][-1] == ("slot" if slots else "possible ranks")
    assert [row[-1] for row in rows[1:]].count("yes") == (slots or 0)
    assert rows[7][:3] == ["7=", "SYN-2026-0022", "476"]
    assert "40 more not shown." in html
    assert "Marking: OFFICIAL-SENSITIVE." in html
    assert len(html) < 6_000


def test_what_has_no_rank_stands_below() -> None:
    submission = {"ref": "A", "organisation": "NCA", "threat_type": "fraud"}
    submission |= {"levels": {"outcome": "unknown"}}  # type: ignore[dict-item]

    rows = _rows(engine().priorities([submission], "disruption@1.0.0")._repr_html_())

    assert rows[1][:4] == ["–", "A", "–", "–"]
