"""The edges: command line, HTTP and pages."""
