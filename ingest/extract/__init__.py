"""Extraction: one module a kind of record; a clause in, records out."""
