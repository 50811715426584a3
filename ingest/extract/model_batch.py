"""A model that runs apart: its requests as JSON lines, its replies into the file that the model's reader looks in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from ingest.endpoint import body, content_of
from ingest.extract.model_kinds import schema
from ingest.extract.model_reader import PROMPT, asked_of
from ingest.extract.replies import Replies
from ingest.record import Notice, Reading, Record

__all__ = ["Collector", "Request", "keep"]

_ID: Final = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Request:
    """One line of a batch; `id` is what its reply is kept under, `tokens` about what it takes."""

    id: str
    line: str
    tokens: int


@dataclass(frozen=True, slots=True)
class Collector:
    """A reader that reads nothing: it notes what `model` would be asked where it stands among the readers."""

    model: str
    requests: dict[str, Request] = field(default_factory=dict)
    name: str = "collector"
    version: str = PROMPT

    def read(self, reading: Reading) -> Iterator[Record | Notice]:
        if reading.clause is reading.document.clauses[0]:
            for one in asked_of(reading.document):
                id_ = one.id(self.model)
                asked = body(self.model, one.task, one.content, schema(one.question))
                line = {"custom_id": id_, "method": "POST", "url": "/v1/chat/completions", "body": asked}
                self.requests[id_] = Request(id_, json.dumps(line, ensure_ascii=False), one.tokens)
        yield from ()


def keep(lines: Iterable[str], replies: Replies) -> tuple[int, int]:
    """Keep the replies of a batch, in any order; returns how many, and how many lines hold none.

    Nothing is believed here: a reply is checked against its clause when the document is read.
    """
    kept = left = 0
    for line in filter(str.strip, lines):
        try:
            row = json.loads(line)
            id_, reply = row["custom_id"], content_of(json.dumps(row["response"]["body"]).encode())
        except (ValueError, LookupError, TypeError, RecursionError):
            left += 1
            continue
        if isinstance(id_, str) and _ID.fullmatch(id_) and reply.fault is None:
            replies.put(id_, reply.content)
            kept += 1
        else:
            left += 1
    return kept, left
