"""Columns: level columns in, result columns out, with no Python object for a row."""
