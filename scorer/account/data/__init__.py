"""Exports, pictures and stored features joined: what there is to learn from."""
