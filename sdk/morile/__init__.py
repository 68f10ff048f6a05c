"""Score threats with MoRiLE-style matrices, in this process or through a service."""

from morile._bulk import Submission
from morile.async_client import AsyncClient
from morile.client import Client
from morile.errors import Denied, MorileDeprecationWarning, ServerFailed, Unreachable
from morile.form import Choice, Draft, Form
from morile.meta import Meta
from morile.offline import Offline
from morile.vector import Vector
from morile.verification import verify
from morile_api.language.about import CheckAnswer, MatrixDocument, MatrixSummary
from morile_api.language.assessment import (
    Assessed,
    AssessmentAnswer,
    Contribution,
    MatrixMark,
    NodeScore,
    Problem,
    Range,
    Refused,
)
from morile_api.language.faults import (
    BadKey,
    BadMatrix,
    BadSubmission,
    Fault,
    MorileError,
    NotVerified,
    UnknownMatrix,
    UnknownVocabulary,
)
from morile_api.language.verified import Verified
from morile_api.language.version import VERSION
from morile_api.language.vocabulary import Vocabulary

__version__ = VERSION

__all__ = [
    "Assessed",
    "AssessmentAnswer",
    "AsyncClient",
    "BadKey",
    "BadMatrix",
    "BadSubmission",
    "CheckAnswer",
    "Choice",
    "Client",
    "Contribution",
    "Denied",
    "Draft",
    "Fault",
    "Form",
    "MatrixDocument",
    "MatrixMark",
    "MatrixSummary",
    "Meta",
    "MorileDeprecationWarning",
    "MorileError",
    "NodeScore",
    "NotVerified",
    "Offline",
    "Problem",
    "Range",
    "Refused",
    "ServerFailed",
    "Submission",
    "UnknownMatrix",
    "UnknownVocabulary",
    "Unreachable",
    "Vector",
    "Verified",
    "Vocabulary",
    "__version__",
    "verify",
]
