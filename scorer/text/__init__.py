"""The text of a pin: read, measured line by line, and told apart by role."""
