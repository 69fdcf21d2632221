"""How busy a picture is, by several measures."""
