"""What the terminal shows of a run: a line a pin, whole pins, totals."""
