"""Adding up: steps up and down meet each other."""

from matplotlib.patches import Rectangle

from morile.plots.adding_up import Step, Total, put_steps
from morile.plots.picture import picture


def test_a_step_down_begins_where_the_step_up_ended() -> None:
    _, axes = picture(5, 3)

    put_steps(axes, Total("before", 10), [Step("up", 5), Step("down", -12)], Total("after", 3), [])

    bars = [each for each in axes.patches if isinstance(each, Rectangle)]
    assert [(bar.get_x(), bar.get_width()) for bar in bars] == [(0, 10), (10, 5), (3, 12), (0, 3)]
    assert bars[1].get_hatch() != bars[2].get_hatch()
    assert [text.get_text() for text in axes.texts] == ["10", "+5", "-12", "3"]
