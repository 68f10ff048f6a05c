"""Tests, read as the specification."""
