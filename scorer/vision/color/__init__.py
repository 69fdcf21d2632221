"""Colors: CIELAB, the main ones of a picture, and the nearest that can be read."""
