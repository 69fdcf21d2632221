"""Reading the text in a pin. One engine a file."""
