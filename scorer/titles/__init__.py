"""Titles: the model of headlines, and which of several would win."""
