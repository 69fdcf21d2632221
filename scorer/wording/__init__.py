"""What the words of a title, a description or an overlay do; pure functions of text."""
