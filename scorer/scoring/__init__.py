"""Verdicts to a score, to advice, and to a gate."""
