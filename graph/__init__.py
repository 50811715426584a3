"""The graph: documents in, answers with their clauses out."""
