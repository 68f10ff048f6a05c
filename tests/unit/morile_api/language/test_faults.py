"""Faults and the exceptions that carry them."""

from morile_api.language.faults import (
    BadMatrix,
    BadSubmission,
    Code,
    Fault,
    MorileError,
    UnknownMatrix,
    UnknownVocabulary,
    counted,
    escaped,
    listed,
)

FAULTS = [Fault("", "not-json", "cut short"), Fault("/a/0", "too-long", "at most 3")]


def test_a_text_lists_every_fault_on_a_line_of_its_own() -> None:
    """What a person at a terminal reads."""
    assert listed(FAULTS, "Refused") == (
        "Refused: 2 faults\n  (whole): cut short [not-json]\n  /a/0: at most 3 [too-long]"
    )
    assert listed(FAULTS[:1], "Refused").startswith("Refused: 1 fault\n")


def test_a_name_is_escaped_as_a_json_pointer_wants_it() -> None:
    """RFC 6901, section 3: ~ before /, or the two would run together."""
    assert escaped("a/b~c") == "a~1b~0c"
    assert escaped("~1") == "~01"


def test_every_error_is_one_of_the_project_and_carries_its_faults() -> None:
    """A caller catches one class and reads one attribute, online and offline."""
    errors: list[MorileError] = [
        BadMatrix(FAULTS, "a.toml"),
        BadSubmission(FAULTS),
        UnknownMatrix(["a@1.0.0"]),
        UnknownVocabulary(["organisations"]),
    ]

    for error in errors:
        assert isinstance(error, MorileError)
        assert all(isinstance(fault, Fault) for fault in error.faults)  # type: ignore[attr-defined]
    assert str(errors[0]).startswith("a.toml is refused: 2 faults")
    assert str(BadMatrix(FAULTS)).startswith("The definition is refused")


def test_codes_are_kebab_case_words() -> None:
    """Clients switch on them, in any language."""
    assert all(code.replace("-", "").isalnum() and code == code.lower() for code in Code)


def test_one_thing_is_not_several() -> None:
    assert [counted(number, "cell") for number in (0, 1, 2)] == ["0 cells", "1 cell", "2 cells"]
