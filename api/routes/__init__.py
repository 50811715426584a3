"""One module a subject: parse, one call into `graph`, return."""
