"""Office files of earlier formats."""
