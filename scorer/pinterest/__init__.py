"""Pinterest's API, read only: an account's own pins, their figures and pictures."""
