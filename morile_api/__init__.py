"""The shared threat language, the scoring engine and the service that speak it."""
