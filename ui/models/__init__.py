"""Qt models whose columns are data."""
