"""`python -m api` is the same as `policygraph`."""

from api.cli import main

main()
