"""What a command line that asks for nothing beside the score holds."""

UNASKED = {
    **{"explain": False, "sentence": False, "distribution": False},
    **{"flips": 0, "as_of": None, "rejects": None},
}
