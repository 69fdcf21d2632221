"""Scripts and languages: which one a line is in, and who can read it."""
