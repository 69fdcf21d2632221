"""Pure functions from pixels to arrays and numbers. One subject a file."""
