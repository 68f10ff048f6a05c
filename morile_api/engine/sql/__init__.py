"""SQL: a compiled matrix as one statement, for those who score inside a warehouse."""
