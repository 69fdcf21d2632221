"""Lighthouse for pins: scores Pinterest creatives before they are posted."""
