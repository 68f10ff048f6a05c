"""Rules: which pages there are, what each takes, and which of them score.

One table. The guard holds requests to it, the router serves what is in it, and access by token
reads from it which pages follow the rule of the API (`scores`) and which that of documents.
"""

from collections.abc import Iterable

import msgspec

READ = ("GET", "HEAD")
SENT = ("GET", "HEAD", "POST")

HTML = b"text/html"
FORM = b"application/x-www-form-urlencoded"
UPLOAD = b"multipart/form-data"


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """What requests for one page, or for all pages below a path, may be like.

    Attributes:
        path: as the log calls it; `{...}` stands for the rest of the path.
        methods: in the order people list them.
        query: whether it reads a query; its names are checked where they are read.
        sends: the kind of body it takes.
        scores: whether it assesses threats, so that whoever may not score may not see it.
        accepts: whether a caller must take HTML; what a page is made of is fetched by other rules.
    """

    path: str
    methods: tuple[str, ...] = READ
    query: bool = False
    sends: bytes | None = None
    scores: bool = False
    accepts: bool = True

    @property
    def start(self) -> str | None:
        """What the paths of many pages begin with; None for one page."""
        return self.path.partition("{")[0] if self.path.endswith("}") else None


CALCULATOR = Rule(path="/", query=True, scores=True)
COMPARE = Rule(path="/compare", methods=SENT, query=True, sends=FORM, scores=True)
PRIORITISE = Rule(path="/prioritise", methods=SENT, sends=UPLOAD, scores=True)
MATRIX = Rule(path="/matrices/{matrix}")
CONTRACT = Rule(path="/docs")
DOCUMENT = Rule(path="/docs/{page}", accepts=False)
ASSET = Rule(path="/assets/{name}", accepts=False)

RULES = (CALCULATOR, COMPARE, PRIORITISE, MATRIX, CONTRACT, DOCUMENT, ASSET)


class Rules:
    """The table by path: one look in a dictionary for what is no page."""

    def __init__(self, rules: Iterable[Rule] = RULES) -> None:
        """Sort the rules into those for one path and those for many."""
        listed = list(rules)
        self._of_one = {rule.path: rule for rule in listed if rule.start is None}
        self._of_many = [(rule.start, rule) for rule in listed if rule.start is not None]
        self._starts = tuple(start for start, _ in self._of_many)

    def find(self, path: str) -> Rule | None:
        """The rule of the page at a path; None where there is no page."""
        rule = self._of_one.get(path)
        if rule is None and path.startswith(self._starts) and path[-1] != "/":
            return next(rule for start, rule in self._of_many if path.startswith(start))
        return rule
