"""How things would be if they were mended: from what was measured, and drawn."""
