"""Text on its way to people: safe to show, and wrapped in a terminal."""
