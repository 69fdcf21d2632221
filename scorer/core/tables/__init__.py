"""Rows and columns of lists and exports: their labels, pin ids, data frames."""
