"""One answer from the verdicts: which offer is meant, what may be added up, why, and what to ask next."""
