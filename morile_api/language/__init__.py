"""The threat language: the words of matrices, submissions and assessments, as types."""
