"""What lines say, character by character."""
