"""Priorities: who stands where, what gaps could make of it, and who is given a slot."""
