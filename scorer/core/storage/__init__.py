"""What is written and read again: whole files, JSON by types, checksums, bounds."""
