"""The training table: rows joined, near-duplicates grouped, exports merged."""
