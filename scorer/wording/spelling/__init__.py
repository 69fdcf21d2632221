"""Whether a word is one, and what a misspelled one was meant to be."""
