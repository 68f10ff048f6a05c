"""The soak: the running service under load, hostile clients, faults and bad input, in figures."""
