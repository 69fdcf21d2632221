"""One line of text, measured on its pixels."""
