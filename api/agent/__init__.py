"""Tools for agents by the Model Context Protocol: what the HTTP API answers, each fact with its clause.

Only `api.commands.agent`, and the application where its setting `mcp` says so, import from here: the package `mcp` is
an extra.
"""
