"""The account's funnel: which pins lose people where, and what differs."""
