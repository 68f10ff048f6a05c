"""Base64 with one spelling for each sequence of bytes."""

import pytest

from morile_api.provenance.strict_base64 import decoded, decoded_standard


def test_canonical_spellings_are_read() -> None:
    """RFC 4648, section 10: f, fo, foo; and one that needs the letters of each alphabet."""
    assert [decoded(each) for each in ("", "Zg", "Zm8", "Zm9v", "-_8")] == [
        b"",
        b"f",
        b"fo",
        b"foo",
        b"\xfb\xff",
    ]
    assert [decoded_standard(each) for each in ("", "Zg==", "Zm8=", "Zm9v", "+/8=")] == [
        b"",
        b"f",
        b"fo",
        b"foo",
        b"\xfb\xff",
    ]


@pytest.mark.parametrize("text", ["Zg==", "Zh", "Z", "Z g", "+/8", "Zm9v\n", "é"])
def test_other_spellings_of_base64url_are_not(text: str) -> None:
    """Padding, bits that say nothing, blanks, the other alphabet."""
    assert decoded(text) is None


@pytest.mark.parametrize("text", ["Zg", "Zh==", "Zg=", "Zg== ", "-_8=", "Zm9v\n", "é"])
def test_other_spellings_of_standard_base64_are_not(text: str) -> None:
    assert decoded_standard(text) is None
