"""Versions: of the distribution, and of the engine, which moves only when results could."""

VERSION = "1.0.0"

ENGINE_VERSION = "1.0.0"
"""Raised when the same request could get another score, band, range, share or digest."""
