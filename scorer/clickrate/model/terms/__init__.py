"""What the sum of a model adds up: curves, words of titles, kernel, placement."""
