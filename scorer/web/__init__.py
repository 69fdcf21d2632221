"""The local page: drop a pin, see its report. Nothing is stored."""
