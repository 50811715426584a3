"""Loads a library as if another, which it would load only because it is there, were absent."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from threading import get_ident

__all__ = ["without"]


class _Absent(MetaPathFinder):
    """A finder that fails for one module, in the thread that made it alone."""

    def __init__(self, module: str) -> None:
        self._module, self._thread = module, get_ident()

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        if fullname == self._module and get_ident() == self._thread:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)


@contextmanager
def without(module: str) -> Iterator[None]:
    """Let imports of `module` by this thread fail inside, unless it is loaded already; other threads import it.

    >>> with without("tabnanny"):
    ...     import tabnanny
    Traceback (most recent call last):
    ModuleNotFoundError: No module named 'tabnanny'
    >>> import tabnanny
    """
    finder = _Absent(module)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
