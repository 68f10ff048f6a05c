"""The tasking paper: one page that holds everything a tasking meeting looks at."""

from morile.paper.contents import Paper, of_assessments, of_priorities
from morile.paper.printed import printed
from morile.paper.written import written

__all__ = ["Paper", "of_assessments", "of_priorities", "printed", "written"]
