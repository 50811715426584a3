"""`python -m policygraph` is the same as `policygraph`."""

from api.cli import main

main()
