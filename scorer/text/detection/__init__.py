"""Where text is in a picture, and what its looks say of how it got there."""
