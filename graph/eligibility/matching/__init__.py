"""Conditions held against facts, three-valued: yes, no or unknown, by which fact, and why; and one verdict a scheme."""
