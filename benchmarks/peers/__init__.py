"""What else scores: the same nine questions in a rule engine, in plain Python and as a table."""
