"""The scoring engine: pure functions over exact integers, from answers to explained assessments."""
