"""Operations: what a caller can ask for, in the words of the contract."""

from morile_api.web.operation import (
    SENDING,
    STREAMING,
    Operation,
)
from morile_api.web.readings import DOCUMENTS

WORK = (
    Operation(
        method="post",
        path="/v1/assessments",
        name="createAssessments",
        tag="assessments",
        summary="Assess one or many threats",
        description=(
            "Scores every submission with the matrix version that the request names. Results stand "
            "in the order of the submissions; each repeats its `index` and `ref`. The status is "
            "200 when all were assessed and 207 when some were refused, each refused one with its "
            "own problem at its place. With `on_error` set to `reject` one refused submission "
            "refuses the whole request with 422.\n\n"
            "Whoever has columns may send `columns` in place of `submissions`: each member, and "
            "the answers to each criterion, as a list with an item for each submission. The answer "
            "is the same, and faults are placed in the columns: `/columns/levels/volume/3`.\n\n"
            "Idempotent and safe to send again: scoring is a pure function of the request, and "
            "nothing is stored. The same request gets the same bytes.\n\n"
            "A request with a single submission, or with columns, may not name any JSON member "
            "twice; in a request with several submissions the last of two equal members counts."
        ),
        request="AssessmentRequest",
        answers={"200": "AssessmentAnswer", "207": "AssessmentAnswer"},
        problems=("MalformedRequest", "UnknownMatrix", "InvalidSubmission", "NotYours", *SENDING),
    ),
    Operation(
        method="post",
        path="/v1/assessments/stream",
        name="streamAssessments",
        tag="assessments",
        summary="Assess many threats, line by line or in tables",
        description=(
            "NDJSON in, NDJSON out; or Arrow in, Arrow out.\n\n"
            "**NDJSON.** The first line is a header that names the matrix version; each "
            "line after it is one submission, as in `submissions` of a request. Blank lines are "
            "passed over.\n\n"
            "The answer has one record for each submission, in order: assessed, or refused with "
            "its problem. A line that is not JSON, not UTF-8, no object or longer than 65,536 "
            "bytes is a refused submission too, and stops no other. `index` and the pointers of "
            "faults count submissions; for a line that cannot be read the fault names the line.\n\n"
            "**Arrow** (`application/vnd.apache.arrow.stream`). Columns instead of lines, and the "
            "same answers in columns; what is wrong with a row stands in its `faults`. Names and "
            "types of all columns are checked first. Compressed buffers, additions to a dictionary "
            "and a second schema are refused, and so is a stream that is damaged or lacks its end "
            "mark.\n\n"
            "**The last record has the status `complete`**, with counts and the SHA-256 of the "
            "body as it arrived. An answer without it was cut short. The status is 200 whether or "
            "not submissions were refused, for it is sent before they are scored.\n\n"
            "The body is read whole before the first record is sent, so a caller may send all "
            "before reading anything. It may hold ten times the submissions of a request. A caller "
            "who does not read for as long as a body may take to arrive is cut off.\n\n"
            "Idempotent and safe to send again: scoring is a pure function of the request, and "
            "nothing is stored. A member named twice in a line counts the last time."
        ),
        request="StreamHeader",
        answers={"200": "StreamRecord"},
        problems=("MalformedRequest", "UnknownMatrix", "InvalidSubmission", *STREAMING),
        streamed=True,
    ),
    Operation(
        method="post",
        path="/v1/moderations",
        name="createModeration",
        tag="judgement",
        summary="Make agreed changes to a submission",
        description=(
            "Takes a submission and agreed changes to its answers, each with its reason, and gives "
            "the assessment before and after, each change's exact share of the difference of the "
            "score, and a trail to attach to the record. No share depends on the order in which "
            "the changes are listed, and the shares add up to the difference. Scoring anew after a "
            "disruption or new intelligence is the same call.\n\n"
            "Refused, with every fault: a `from` that is not what the submission answers, a change "
            "without a reason, two changes of one criterion, a change that changes nothing, and "
            "more than 12 changes that bear on one another.\n\n"
            "Idempotent and safe to send again: nothing is stored."
        ),
        request="ModerationRequest",
        answers={"200": "ModerationAnswer"},
        problems=("MalformedRequest", "UnknownMatrix", "InvalidSubmission", "NotYours", *SENDING),
    ),
    Operation(
        method="post",
        path="/v1/agreement",
        name="createAgreement",
        tag="judgement",
        summary="Compare assessors of the same threats",
        description=(
            "Takes several assessors' submissions of the same threats (`ref` names the threat) and "
            "says how far they agree: Krippendorff's alpha (ordinal) for each criterion, for the "
            "band and overall, with an interval, and the plain percentage; who stands apart and "
            "which way; which criteria to discuss first because they move bands most; and how far "
            "the assessors of each threat are apart. A submission may leave criteria out. "
            "Submissions with `reference` are what the others are held to. With `compare` set to "
            "`periods` the same threats are compared over time.\n\n"
            "An unknown answer is no point on the scale: it takes no part in alpha and is counted "
            "by itself. Where nothing varies alpha is null, with the reason.\n\n"
            "All submissions are compared, or the request is refused with every fault. Idempotent "
            "and safe to send again: nothing is stored, and the draws behind an interval depend on "
            "`seed` only."
        ),
        request="AgreementRequest",
        answers={"200": "AgreementAnswer"},
        problems=("MalformedRequest", "UnknownMatrix", "InvalidSubmission", "NotYours", *SENDING),
    ),
    Operation(
        method="post",
        path="/v1/priorities",
        name="createPriorities",
        tag="judgement",
        summary="Rank threats and give slots to the most serious",
        description=(
            "Ranks threats by their exact scores, ties kept as ties (1, 2, 2, 4), and says for "
            "each what the gaps of all could make of it: its best and worst possible rank, its "
            "expected rank and its chance of being in the top k, exact and never sampled. Threats "
            "without a headline score are listed apart with their range. With `slots`, or a "
            "`capacity` and costs, it says who is given one and why: the most serious overall and, "
            "where some are reserved, each organisation's own most serious; what just missed; and "
            "what reserving cost in scores. Where threats tie across the cut and no `tie_break` "
            "decides, the slot is left open and said to be. The threats are rolled up by force, "
            "regional unit (where `as_of` gives the date), nation and threat type, per million "
            "people where populations are given.\n\n"
            "All submissions are taken, or the request is refused with every fault. Idempotent and "
            "safe to send again: nothing is stored."
        ),
        request="PrioritiesRequest",
        answers={"200": "PriorityAnswer"},
        problems=("MalformedRequest", "UnknownMatrix", "InvalidSubmission", "NotYours", *SENDING),
    ),
    Operation(
        method="post",
        path="/v1/replays",
        name="createReplay",
        tag="judgement",
        summary="Assess the same submissions with another definition",
        description=(
            "Assesses submissions with the matrix version they are for and with the definition in "
            "`to`, and says who moves, who is in another band and which change of the definition "
            "did it. Criteria and levels without a counterpart are listed and become unknown; none "
            "is guessed. Between different matrices a `crosswalk` says which criterion is which."
            "\n\n"
            "All submissions are replayed, or the request is refused with every fault. Idempotent "
            "and safe to send again: nothing is stored."
        ),
        request="ReplayRequest",
        answers={"200": "ReplayAnswer"},
        problems=("MalformedRequest", "UnknownMatrix", "InvalidSubmission", "NotYours", *SENDING),
    ),
    Operation(
        method="post",
        path="/v1/sensitivities",
        name="createSensitivity",
        tag="judgement",
        summary="Say how far bands and ranking hang on the exact figures",
        description=(
            "Scores the submissions again under other figures: in every trial all points, weights "
            "or both are drawn anew within `by` of what they are; and each is moved alone to both "
            "ends of that bound. Says which threats keep their band and their place, which "
            "neighbours of the ranking change places, and which single figures change a band.\n\n"
            "All submissions are taken, or the request is refused with every fault. Idempotent and "
            "safe to send again: nothing is stored, and the draws depend on `seed` only."
        ),
        request="SensitivityRequest",
        answers={"200": "SensitivityAnswer"},
        problems=("MalformedRequest", "UnknownMatrix", "InvalidSubmission", "NotYours", *SENDING),
    ),
)
"""What works on submissions."""

OPERATIONS = (*WORK, *DOCUMENTS)
