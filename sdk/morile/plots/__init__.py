"""Pictures of answers: static, in colour and in black and white, each with a text of its own."""

from morile.plots.alpha_lines import agreement
from morile.plots.before_and_after import moderated
from morile.plots.heat_map import heat
from morile.plots.moves import movement
from morile.plots.picture import Picture
from morile.plots.places import stability
from morile.plots.provision import coverage
from morile.plots.ranked_bars import ranked
from morile.plots.sides import disagreement
from morile.plots.waterfall_chart import waterfall
from morile.plots.written import written

__all__ = [
    "Picture",
    "agreement",
    "coverage",
    "disagreement",
    "heat",
    "moderated",
    "movement",
    "ranked",
    "stability",
    "waterfall",
    "written",
]
