"""Appraisal: what a definition does to any threats, and what hangs on its exact figures."""
