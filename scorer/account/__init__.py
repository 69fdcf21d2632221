"""The account's history put to use: joined with pictures, learned from, diagnosed."""
