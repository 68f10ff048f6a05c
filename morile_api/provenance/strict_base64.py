"""Base64 read strictly: each sequence of bytes has one spelling, so that no other passes for it."""

from base64 import b64decode, b64encode, urlsafe_b64decode, urlsafe_b64encode


def decoded(text: str) -> bytes | None:
    """The bytes of base64url without padding (RFC 7515); None where it is not their spelling."""
    try:
        raw = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except ValueError:
        return None
    return raw if urlsafe_b64encode(raw).rstrip(b"=").decode() == text else None


def decoded_standard(text: str) -> bytes | None:
    """The bytes of standard base64 with padding; None where it is not their spelling."""
    try:
        raw = b64decode(text.encode("ascii"))
    except ValueError:
        return None
    return raw if b64encode(raw).decode() == text else None
