"""The ink of a line: cut out, told from what is behind it, parted into characters."""
