"""Answers that were given are kept until something is written: pages and dashboards ask the same again and again."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final

from graph.endpoint.question import Answered, Question
from graph.endpoint.snapshot import Versioned

__all__ = ["Remembered"]

_OTHER_EACH_TIME: Final = re.compile(r"(?:NOW|RAND|UUID)\s*\(")  # STRUUID too
_TAKES: Final = 1024  # bytes that an answer takes beside its body and its query


@dataclass(frozen=True, slots=True)
class _Kept:
    form: str
    format: str
    cut: bool
    body: bytes


class Remembered:
    """What was answered over `store` as it is now, at most `most` bytes of it: the answers that were asked for last.

    A write empties it, so nothing outlives the text it was read from. What differs each time it is asked (NOW, RAND,
    UUID) is not kept, nor an answer that is on its way before its end is known, nor one that takes more than a
    sixteenth of all.
    """

    def __init__(self, store: Versioned, *, most: int = 1 << 26) -> None:
        self._store, self._most = store, most
        self._version, self._size = store.version, 0
        self._kept: OrderedDict[Question, _Kept] = OrderedDict()

    def find(self, question: Question) -> Answered | None:
        """Return the answer to a question that was asked in the same words before; None if it is not kept."""
        self._forget_old()
        if (kept := self._kept.get(question)) is None:
            return None
        self._kept.move_to_end(question)
        return Answered(kept.form, kept.format, kept.cut, _once(kept.body))

    async def keep(self, question: Question, found: Answered, version: int) -> Answered:
        """Return an answer as `found`, kept if the store is still at the `version` at which the question was asked.

        Raises what the body of `found` raises.
        """
        if found.cut is None or _OTHER_EACH_TIME.search(question.text.upper()):
            return found
        kept = _Kept(found.form, found.format, found.cut, b"".join([piece async for piece in found.body]))
        size = _size(question, kept)
        self._forget_old()
        if version == self._version and size <= self._most // 16 and question not in self._kept:
            self._kept[question] = kept
            self._size += size
            while self._size > self._most:
                self._size -= _size(*self._kept.popitem(last=False))
        return Answered(kept.form, kept.format, kept.cut, _once(kept.body))

    def _forget_old(self) -> None:
        if self._version != self._store.version:
            self._version, self._size = self._store.version, 0
            self._kept.clear()


def _size(question: Question, kept: _Kept) -> int:
    return len(kept.body) + 4 * len(question.text) + _TAKES


async def _once(body: bytes) -> AsyncIterator[bytes]:
    yield body
