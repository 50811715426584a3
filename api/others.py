"""What other servers of one database write: whatever this one keeps of the store is dropped within a second of it."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from graph.errors import DatabaseError

if TYPE_CHECKING:
    from api.site import Site

__all__ = ["follow_others"]

_LOOK: Final = 1.0  # seconds between two looks, as of the index in Qdrant
_LOG = logging.getLogger("policygraph")


async def follow_others(site: Site) -> None:
    """Look at the stamp of the change log for as long as the site runs; its age bounds what is kept meanwhile too."""
    seen = ""
    while True:
        try:
            stamp = await asyncio.to_thread(site.changes.stamp)
            if stamp != seen:
                seen = stamp
                site.memory.forget()
                site.pictures.forget()
        except DatabaseError as error:
            _LOG.debug("the writes of other servers: %s", error)  # who needs the database says so
        await asyncio.sleep(_LOOK)
