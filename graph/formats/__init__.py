"""What the store is written as, for other programs: one module a family of formats, listed in `graph/export.py`."""
