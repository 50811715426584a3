"""Which of several servers does what: locks in the database they share, each gone with the connection that holds it."""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager, suppress
from typing import TYPE_CHECKING

from api.database import Database, hold, release, session, turn
from graph.errors import DatabaseError

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["Session", "Turn"]


class Session:
    """A connection that takes locks for as long as it is open; each thread has its own.

    The locks of a process that is killed are free at once; those of a host that is gone, within a minute.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._base: Connection | None = None
        self._held = set[str]()

    def take(self, name: str) -> bool:
        """Take a lock, or keep it where it is held here; False while another holds it.

        Raises DatabaseError where the database does not answer: whatever was held is lost then.
        """
        if name in self._held and self.holds(name):
            return True
        if self._base is None:
            self._base = session(self._database)
        try:
            taken = hold(self._base, self._database, name)
        except DatabaseError:
            self.close()
            raise
        if taken:
            self._held.add(name)
        return taken

    def holds(self, name: str) -> bool:
        """Tell whether a lock that was taken is still held; it is not where the connection has gone meanwhile."""
        if self._base is None or name not in self._held:
            return False
        try:
            self._base.exec_driver_sql("SELECT 1")
        except Exception:  # whatever it is, the connection is no good, and the locks are gone with it
            self.close()
            return False
        return True

    def give(self, name: str) -> None:
        """Give a lock back."""
        if self._base is not None and name in self._held:
            self._held.discard(name)
            try:
                release(self._base, self._database, name)
            except DatabaseError:
                self.close()

    def close(self) -> None:
        """Give all locks back."""
        self._held.clear()
        if self._base is not None:
            with suppress(Exception):  # a connection that has gone
                self._base.close()
            self._base = None


class Turn:
    """Held while the store is written: by one thread of a process and, given a database, of all servers that share it.

    Raises DatabaseError on entering where the database does not answer, or another server writes for `seconds`.

    >>> with Turn(None):
    ...     print("written")
    written
    """

    def __init__(self, database: Database | None, seconds: int = 60) -> None:
        self._database, self._lock, self._seconds = database, threading.Lock(), seconds
        self._held: AbstractContextManager[object] | None = None

    def __enter__(self) -> None:
        self._lock.acquire()
        if self._database is None:
            return
        try:
            self._held = turn(self._database, "store", self._seconds)
            self._held.__enter__()
        except BaseException:
            self._lock.release()
            raise

    def __exit__(self, *error: object) -> None:
        try:
            if self._held is not None:
                self._held.__exit__(None, None, None)
        finally:
            self._held = None
            self._lock.release()
