"""Standing: what is said of figures beside every score."""

from morile_api.language.assessment import MatrixMark

STANDING = {
    "illustrative": "illustrative: not the official figures, which are not public",
    "published": "published: as in the sources it names",
    "authorised": "authorised by the agency that uses it",
    "draft": "a draft: not for decisions",
    "withdrawn": "withdrawn: not for new decisions",
}


def standing(mark: MatrixMark) -> str:
    """What must be said wherever a score is shown: where the figures come from."""
    status = STANDING.get(mark.status, mark.status)
    return f"The figures of {mark.id}@{mark.version} are {status}."


def opened(key: str) -> str:
    """A key of a band or level as people read it: `very high`."""
    return key.replace("_", " ")
