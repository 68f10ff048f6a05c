"""Change: the same threats after agreed changes, or under another definition, and what did it."""
