"""What a line is to a pin: laid over the picture, or print on a thing in it."""
