"""What an account's history says, for people: the page, its records and its words."""
