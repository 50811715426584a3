"""One module a group of commands; `api/cli.py` lists them."""
