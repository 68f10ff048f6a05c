"""Documents: what a caller can read, and have checked, in the words of the contract."""

from morile_api.web.operation import ALIVE, CHECKED, READING, SENDING, Operation, Parameter

DOCUMENTS = (
    Operation(
        method="get",
        path="/v1/matrices",
        name="listMatrices",
        tag="matrices",
        summary="List the matrices",
        description="Every matrix version that a request may name, with its status and digest.",
        answers={"200": "MatrixList"},
        problems=READING,
        kept=True,
    ),
    Operation(
        method="get",
        path="/v1/matrices/{matrix}/{version}",
        name="getMatrix",
        tag="matrices",
        summary="Show a matrix",
        description=(
            "The definition as its author wrote it and what it compiled to. A released version "
            "never changes and may be kept."
        ),
        answers={"200": "MatrixDocument"},
        problems=(
            "BadHost",
            "UnknownMatrix",
            "NotAcceptable",
            "UnknownQuery",
            "Internal",
            *CHECKED,
        ),
        parameters=(
            Parameter("matrix", "Name of the matrix."),
            Parameter("version", "Full version of the matrix."),
        ),
        kept=True,
    ),
    Operation(
        method="post",
        path="/v1/matrices/check",
        name="checkMatrix",
        tag="matrices",
        summary="Check a matrix definition",
        description=(
            "Reads, checks and compiles a definition without keeping it. It is answered with what "
            "it compiled to and a report of its quality (ties, misordered pairs, shares of bands, "
            "what each criterion can do), or refused with every fault; pointers of an "
            "`invalid-matrix` problem lead into the TOML document. Idempotent and safe to send "
            "again."
        ),
        request="CheckRequest",
        answers={"200": "CheckAnswer"},
        problems=("MalformedRequest", "NotFound", "InvalidMatrix", *SENDING),
    ),
    Operation(
        method="get",
        path="/v1/keys",
        name="listKeys",
        tag="service",
        summary="List the public keys",
        description=(
            "The Ed25519 keys of this service as a JSON Web Key Set: the one it signs assessments "
            "with, first, and those it is changing from or to. There are none where it does not "
            "sign. Fetch them once over a connection you trust and keep them: whoever can change "
            "an answer on its way could change this one too."
        ),
        answers={"200": "KeySet"},
        problems=READING,
        kept=True,
    ),
    Operation(
        method="get",
        path="/v1/vocabularies/{name}",
        name="getVocabulary",
        tag="vocabularies",
        summary="Show a vocabulary",
        description="The terms of a vocabulary, each with its meaning and its source.",
        answers={"200": "Vocabulary"},
        problems=(
            "BadHost",
            "UnknownVocabulary",
            "NotAcceptable",
            "UnknownQuery",
            "Internal",
            *CHECKED,
        ),
        parameters=(Parameter("name", "Name of the vocabulary."),),
        kept=True,
    ),
    Operation(
        method="get",
        path="/v1",
        name="getService",
        tag="service",
        summary="Describe the service",
        description="Versions, the matrices with their digests, and what one request may hold.",
        answers={"200": "Service"},
        problems=READING,
        kept=True,
    ),
    Operation(
        method="get",
        path="/healthz",
        name="getHealth",
        tag="service",
        summary="Say whether the process lives",
        description="For liveness probes; answered even when scoring is overloaded.",
        answers={"200": "Health"},
        problems=ALIVE,
    ),
    Operation(
        method="get",
        path="/readyz",
        name="getReadiness",
        tag="service",
        summary="Say whether the service can score",
        description=(
            "For readiness probes. A process answers at all only after its matrices are loaded and "
            "it has scored the examples of this document. Where callers need tokens it is ready "
            "once it has the keys to check them with."
        ),
        answers={"200": "Health"},
        problems=(*ALIVE, "NoKeys"),
    ),
    Operation(
        method="get",
        path="/openapi.json",
        name="getContract",
        tag="service",
        summary="Show this document",
        description="The OpenAPI document of what this service accepts and answers.",
        answers={"200": "Contract"},
        problems=READING,
        kept=True,
    ),
)
