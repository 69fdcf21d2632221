"""What is written and read again: whole files, JSON by types, checksums, bounds.

And signals, which wait while something has to be written whole.
"""
