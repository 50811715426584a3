"""What a visitor asks and what comes back, and how both travel between the server and a reading process."""

from __future__ import annotations

import json
import struct
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Final

from graph.sparql import asked_over
from graph.store.protocol import Dataset
from graph.vocab import PREFIXES

__all__ = ["FRAME", "Answered", "Question", "frame"]

FRAME: Final = struct.Struct(">cI")
"""One kind and the length of what follows. To a reading process: `Q` question; from it: `P` its number, once it stands,
then for each question `H` head, `B` body, `E` end, or `X` error. To the template of them all: `F` fork, `K` kill.
"""


@dataclass(frozen=True, slots=True)
class Question:
    """One query: its text, the dataset asked over, and the formats taken for rows and for triples (None: none fits).

    `defaults` and `named` are the graphs of the protocol; None where the request names none, so that the query's own
    FROM counts, or the union of all graphs where it has none either. `as_written`: it is put to the engine in no other
    words. `base`: what relative IRIs are resolved against where the query has no BASE of its own.
    """

    text: str
    rows_as: str | None = "json"
    graph_as: str | None = "ttl"
    defaults: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    limit: int | None = None
    as_written: bool = False
    base: str | None = None

    @property
    def dataset(self) -> Dataset | None:
        """What the request names to ask over; None where it names nothing."""
        return None if self.defaults is None and self.named is None else Dataset(self.defaults or (), self.named or ())

    @property
    def options(self) -> dict[str, Any]:
        """What the engine takes beside the text: prefixes, base IRI and dataset."""
        return {"prefixes": PREFIXES, "base_iri": self.base, **asked_over(self.text, self.dataset)}

    def encode(self) -> bytes:
        return frame(b"Q", {name: getattr(self, name) for name in self.__slots__})

    @classmethod
    def decode(cls, body: bytes) -> Question:
        """Return the question of a frame.

        >>> asked = Question("ASK {}", defaults=("urn:a",))
        >>> Question.decode(asked.encode()[FRAME.size :]) == asked
        True
        """
        told = json.loads(body)
        graphs = {key: None if told[key] is None else tuple(told[key]) for key in ("defaults", "named")}
        return cls(**(told | graphs))


@dataclass(frozen=True, slots=True)
class Answered:
    """The head of an answer and its bytes as they come.

    `form` is `rows` or `graph`, `format` the one of the question that was used. `cut` tells whether rows were left out;
    None: the answer is long and the bytes are on their way already, so its end tells.
    """

    form: str
    format: str
    cut: bool | None
    body: AsyncIterator[bytes]


def frame(kind: bytes, content: bytes | dict[str, Any]) -> bytes:
    """Return one frame.

    >>> frame(b"E", {"cut": False})
    b'E\\x00\\x00\\x00\\x0e{"cut": false}'
    """
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return FRAME.pack(kind, len(body)) + body
