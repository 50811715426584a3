"""The log of a server: one JSON object a line, with the id of the request that a line belongs to."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Final

from api.trail import REQUEST

__all__ = ["JsonLines", "as_json"]

_LOGGERS: Final = ("policygraph", "uvicorn.error")


class JsonLines(logging.Formatter):
    """Writes a record of the log as one line of JSON.

    >>> record = logging.makeLogRecord({"name": "policygraph", "levelname": "ERROR", "msg": "a\\nb"})
    >>> json.loads(JsonLines().format(record))["message"]
    'a\\nb'
    """

    def format(self, record: logging.LogRecord) -> str:
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"when": when, "level": record.levelname.lower(), "logger": record.name, "message": record.getMessage()}
        line |= {"request": REQUEST.get()} if REQUEST.get() else {}
        line |= getattr(record, "fields", {})
        line |= {"error": self.formatException(record.exc_info)} if record.exc_info else {}
        return json.dumps(line, ensure_ascii=False)


def as_json() -> None:
    """Send what the server logs to stderr as lines of JSON, each request as one of them."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
    logging.getLogger("policygraph").setLevel(logging.INFO)
