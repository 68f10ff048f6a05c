"""The pages and their states, by a name that a screenshot can have."""

from tests.browser.visits import address

VECTOR = (
    "thematic@1.0.0/PH:severe/PS:substantial|severe/FI:unknown/CO:minor/PE:none/EN:none/CF:moderate"
    "/VO:high/TR:rising/RE:minor/EC:minor/CA:unknown/CB:none"
)
OTHER = VECTOR.replace("FI:unknown", "FI:minor").replace("VO:high", "VO:moderate")
SETTLED = OTHER.replace("PS:substantial|severe", "PS:substantial").replace("CA:unknown", "CA:minor")
WITHOUT_SCORE = "priority-grid-4x4@1.0.0/IM:4/LI:unknown"
HOSTILE = "\"><img src=x onerror=alert(1)>'{{7*7}}"

COMPARISON = address("/compare", first=VECTOR, second=OTHER, marking="OFFICIAL-SENSITIVE")

STATES = {
    "start": "/",
    "start-nothing-chosen": "/?matrix=",
    "questions": address("/", matrix="thematic@1.0.0"),
    "questions-of-one": address("/", matrix="disruption@1.0.0"),
    "questions-with-errors": address("/", matrix="thematic@1.0.0", PH="severe", PS="-between"),
    "questions-to-change": address("/", change=VECTOR),
    "result": address("/", vector=VECTOR, marking="OFFICIAL-SENSITIVE"),
    "result-settled": address("/", vector=SETTLED),
    "result-without-score": address("/", vector=WITHOUT_SCORE),
    "result-of-a-bad-vector": address("/", vector="thematic@1.0.0/PH:awful"),
    "result-of-a-hostile-vector": address("/", vector=HOSTILE),
    "compare": "/compare",
    "compare-with-errors": address("/compare", first=VECTOR, second="nonsense"),
    "comparison": COMPARISON,
    "comparison-of-the-same": address("/compare", first=SETTLED, second=SETTLED),
    "prioritise": "/prioritise",
    "matrix": "/matrices/thematic@1.0.0",
    "matrix-with-tables": "/matrices/ocg-mapping@1.0.0",
    "documentation": "/docs",
    "members": "/docs/members",
    "glossary": "/docs/glossary",
    "faults": "/docs/faults",
    "pictures": "/docs/pictures",
    "tutorial": "/docs/tutorials/1-a-regions-spreadsheet",
    "unknown-query": "/?who=me",
    "nowhere": "/nowhere",
}
