"""Provenance: who says so, and whether it is still what they said. Needs the extra `signing`."""
