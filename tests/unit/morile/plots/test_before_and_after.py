"""Before and after: the changes of the sample, from 143 to 252."""

from morile.plots import moderated
from tests.drawings import THEMATIC, engine, of_the_sample, texts


def test_each_change_stands_between_the_scores_with_its_share() -> None:
    """Harm 13 to 21 at likelihood 11 to 12; docs/moderation.md works the shares out."""
    picture = of_the_sample("moderated")

    assert "143 moderate" in texts(picture)
    assert "252 high" in texts(picture)
    assert "Psychological harm from unknown to severe, +92" in picture.alt
    assert picture.alt.endswith("after: 252, high, range 210 to 252.")


def test_without_a_single_score_only_the_ranges_are_drawn() -> None:
    """Of disruption there is no stand-in for an unknown answer, so there are no shares."""
    submission = {
        "ref": "A",
        "organisation": "NCA",
        "threat_type": "fraud",
        "levels": {"outcome": "unknown"},
    }
    change = {
        "criterion": "outcome",
        "from": "unknown",
        "to": "minor",
        "reason": "Seen.",
        "role": "moderator",
    }
    document = engine().matrix("disruption@1.0.0")

    picture = moderated(engine().moderate(submission, [change], document.definition.id), document)

    assert "Where gaps leave no single score there is no bar, only the range." in texts(picture)
    assert "before: no single score" in picture.alt
    assert THEMATIC not in picture.title
