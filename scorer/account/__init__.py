"""The account's history put to use: joined with pictures, learnt from, diagnosed."""
