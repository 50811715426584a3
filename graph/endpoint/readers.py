"""Answers visitors' queries in a handful of processes, so that long ones never keep short ones waiting.

Each query begins as a newcomer, of whom none has the processor for more than a moment, so that even a crowd is soon
gone through; of a crowd those who look short come first. One that is not done goes on among those that take longer, and
then among the long ones; where these are as many as may be, it begins again when one of them is done, and leaves its
place to the next newcomer. Nothing of an answer is passed on before it is certain that it will not begin again.
"""

from __future__ import annotations

import asyncio
import logging
import math
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Final

from graph.endpoint.apart import apart
from graph.endpoint.estimate import looks_long
from graph.endpoint.forks import Forks
from graph.endpoint.places import Places
from graph.endpoint.question import Answered, Question
from graph.endpoint.reader import Reader
from graph.endpoint.remembered import Remembered
from graph.endpoint.snapshot import Snapshots, Versioned
from graph.endpoint.turn import Turn
from graph.errors import FormatError, QueryError, QuerySizeError, QueryTimeoutError, StoreError
from graph.sparql import form

__all__ = ["Readers"]

_LOG = logging.getLogger("policygraph")
_STEPS: Final = (0.004, 0.025, math.inf)
"""How many seconds of processor time a query has on each step before it must go on to the next."""
_STOPPED: Final = "the query was given up, for the server is being stopped"


@dataclass(frozen=True, slots=True)
class _Step:
    seconds: float
    places: Places


class Readers:
    """`processes` for the queries of each step; see `graph.endpoint.Endpoint` for what `ask` promises."""

    def __init__(self, store: Versioned, path: Path, *, seconds: float, mebibytes: int, processes: int) -> None:
        self.seconds = seconds
        self._store, self._remembered = store, Remembered(store)
        self._snapshots, self._forks = Snapshots(store, path), Forks(mebibytes)
        self._steps = [_Step(moment, Places(processes)) for moment in _STEPS]
        self._asking: set[asyncio.Task[object]] = set()
        self._turns: set[Turn] = set()
        self._idle: list[Reader] = []
        self._path = path  # the newest snapshot that was read
        self._closed = False

    async def ask(self, question: Question) -> Answered:
        if (known := self._remembered.find(question)) is not None:
            return known
        form(question.text)
        version = self._store.version
        return await self._remembered.keep(question, await self._answer(question), version)

    async def _answer(self, question: Question) -> Answered:
        task = asyncio.current_task()
        assert task is not None
        self._asking.add(task)
        try:
            turn = await self._certain(question)
            kind, head = await turn.next()
            if kind == b"X" and head["kind"] == "size" and apart(question.text):  # other words may have taken more
                turn = await self._certain(replace(question, as_written=True))
                kind, head = await turn.next()
        except asyncio.CancelledError:
            if not self._closed:
                raise
            task.uncancel()
            raise StoreError(_STOPPED) from None
        except TimeoutError:
            raise QueryTimeoutError("others' queries took up all the time; try again in a moment") from None
        except (StoreError, OSError) as error:
            raise StoreError(str(error)) from error
        except Exception as error:  # whoever asked is told, whatever it was
            _LOG.exception("a query broke off", exc_info=error)
            raise StoreError(f"the query broke off ({type(error).__name__}); the error has been logged") from error
        finally:
            self._asking.discard(task)
        if kind == b"X":
            raise self._error(head)
        return Answered(head["form"], head["format"], head["cut"], turn.body(self._error))

    async def _certain(self, question: Question) -> Turn:
        """Return the turn that answers the query, once that will not begin again."""
        until = asyncio.get_running_loop().time() + self.seconds
        newcomers = self._steps[0]
        if not newcomers.places.take_now():
            self._make_way()
            await newcomers.places.take(until, looks_long(question.text))
        turn = await self._begun(question, newcomers.places)
        for step, following in pairwise(self._steps):
            if await turn.done_within(step.seconds):
                break
            if not turn.move(following.places):
                await following.places.take(until)
                turn = await self._begun(question, following.places)
            if not newcomers.places.free:
                turn.reader.yield_to_others()
        return turn

    def _make_way(self) -> None:
        """Have all who have been at work for more than a moment let others go first."""
        for turn in self._turns:
            if turn.moved:
                turn.reader.yield_to_others()

    async def _begun(self, question: Question, place: Places) -> Turn:
        """Have a process that has the store open as it is now begin with the query."""
        with ExitStack() as undo:
            undo.callback(place.leave)
            path = self._path = await self._snapshots.take()
            undo.callback(self._snapshots.leave, path)
            turn = Turn(self._standing(path), place, self._give_back)
            undo.pop_all()
        self._turns.add(turn)
        try:
            if not turn.reader.stands:
                async with asyncio.timeout(self.seconds):
                    await self._stand(turn)
        except BaseException:
            turn.end()
            raise
        turn.ask(question, self.seconds)
        return turn

    async def _stand(self, turn: Turn) -> None:
        """Wait until the process of a turn stands; one whose template was just ending is asked for once more."""
        try:
            await turn.reader.stand()
        except StoreError:
            turn.reader.kill()
            turn.reader = Reader(self._forks, turn.reader.path)
            await turn.reader.stand()

    def _standing(self, path: Path) -> Reader:
        """Take a process that waits; a new one in place of one that ended meanwhile, or has the store as it was."""
        while self._idle:
            reader = self._idle.pop()
            if reader.path == path and reader.alive():
                return reader
            reader.kill()
        return Reader(self._forks, path)

    def _give_back(self, turn: Turn) -> None:
        """Have a process wait for the next query; one that is not done ends, and a new one waits behind the others."""
        self._turns.discard(turn)
        reader = turn.reader
        self._snapshots.leave(reader.path)
        if reader.reusable:
            self._idle.append(reader)
            return
        reader.kill()
        if not self._closed:
            with suppress(OSError):  # then it is started when it is needed, and what hinders it is told
                self._idle.insert(0, Reader(self._forks, self._path))

    async def close(self) -> None:
        """Kill the processes and drop the snapshots."""
        self._closed = True
        for task in self._asking:
            task.cancel()
        for turn in tuple(self._turns):
            turn.break_off("store", _STOPPED)
        for reader in self._idle:
            reader.kill()
        self._forks.close()
        await self._snapshots.close()

    def _error(self, told: dict[str, str]) -> Exception:
        message = told["message"]
        if told["kind"] == "time":
            return QueryTimeoutError(
                f"the query was not done in {self.seconds:g} s; ask for less at a time, or add a LIMIT"
            )
        if told["kind"] == "format":
            return FormatError(message)
        if told["kind"] == "size":
            return QuerySizeError(f"the query was given up: {message}; ask for less at a time")
        return StoreError(message) if told["kind"] == "store" else QueryError(f"the query does not stand: {message}")
