"""What was answered is given again from memory, until something is written; what differs each time is asked anew."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from graph.endpoint import Answered, Question
from graph.endpoint.readers import Readers
from graph.endpoint.remembered import Remembered
from graph.errors import QueryError
from graph.store import Store
from graph.store.embedded import EmbeddedStore

NAMED = NamedNode("http://purl.org/dc/terms/title")
TITLES = Question("SELECT ?t { ?d dcterms:title ?t }")


class Counting(Readers):
    """Counts what is put to a process."""

    put = 0

    async def _answer(self, question: Question) -> Answered:
        self.put += 1
        return await super()._answer(question)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    store = EmbeddedStore(tmp_path / "store")
    try:
        _title(store, "旧方案")
        yield store
    finally:
        store.close()


def _title(store: Store, title: str, name: str = "urn:d") -> None:
    store.replace(name, [Triple(NamedNode(name), NAMED, Literal(title))])


@asynccontextmanager
async def _readers(store: EmbeddedStore) -> AsyncIterator[Counting]:
    assert store.path is not None
    readers = Counting(store, store.path, seconds=20, mebibytes=512, processes=1)
    try:
        yield readers
    finally:
        await readers.close()


async def _text(readers: Readers, question: Question) -> str:
    found = await readers.ask(question)
    return b"".join([piece async for piece in found.body]).decode()


def test_the_same_is_answered_from_memory_until_something_is_written(store: EmbeddedStore) -> None:
    async def walk() -> None:
        async with _readers(store) as readers:
            first = await _text(readers, TITLES)
            assert "旧方案" in first and await _text(readers, TITLES) == first and readers.put == 1
            _title(store, "新方案")
            second = await _text(readers, TITLES)
            assert "新方案" in second and "旧方案" not in second and readers.put == 2
            assert await _text(readers, TITLES) == second and readers.put == 2

    asyncio.run(walk())


def test_another_format_dataset_or_limit_is_another_question(store: EmbeddedStore) -> None:
    _title(store, "别的方案", "urn:e")

    async def walk() -> None:
        async with _readers(store) as readers:
            for round in (1, 2):
                assert "<?xml" in await _text(readers, Question(TITLES.text, "xml"))
                assert "别的方案" not in await _text(readers, Question(TITLES.text, defaults=("urn:d",)))
                cut = await readers.ask(Question(TITLES.text, limit=1))
                assert cut.cut and round
                assert "truncated" in b"".join([piece async for piece in cut.body]).decode()
                assert "别的方案" in await _text(readers, TITLES)
            assert readers.put == 4

    asyncio.run(walk())


@pytest.mark.parametrize("word", ["NOW()", "rand ()", "UUID()", "StrUUID()"])
def test_what_differs_each_time_is_asked_anew(store: EmbeddedStore, word: str) -> None:
    question = Question(f"SELECT ({word} AS ?x) {{}}")

    async def walk() -> None:
        async with _readers(store) as readers:
            answers = [await _text(readers, question) for _ in range(3)]
            assert readers.put == 3 and len(set(answers)) == 3

    asyncio.run(walk())


def test_errors_are_not_kept(store: EmbeddedStore) -> None:
    async def walk() -> None:
        async with _readers(store) as readers:
            for _ in range(2):
                with pytest.raises(QueryError):
                    await readers.ask(Question("SELECT ?x { ?x ?y }"))
            assert readers.put == 2

    asyncio.run(walk())


def test_an_answer_read_while_something_is_written_is_not_kept(store: EmbeddedStore) -> None:
    async def walk() -> None:
        async with _readers(store) as readers:
            version = store.version
            found = await readers._answer(TITLES)
            _title(store, "新方案")
            remembered = Remembered(store)
            kept = await remembered.keep(TITLES, found, version)
            assert "旧方案" in b"".join([piece async for piece in kept.body]).decode()
            assert remembered.find(TITLES) is None

    asyncio.run(walk())


def test_no_more_is_kept_than_may_be_and_the_last_asked_for_stays(store: EmbeddedStore) -> None:
    async def whole(size: int) -> AsyncIterator[bytes]:
        yield b"x" * size

    async def walk() -> None:
        remembered = Remembered(store, most=1 << 20)
        questions = [Question(f"ASK {{}} # {number}") for number in range(30)]
        for question in questions:
            await remembered.keep(question, Answered("rows", "json", False, whole(60_000)), store.version)
            assert remembered.find(questions[0])
        kept = [bool(remembered.find(question)) for question in questions]
        assert kept[0] and kept[-1] and sum(kept) == (1 << 20) // (60_000 + 1024 + 4 * len(questions[0].text))
        large = Question("ASK { ?large ?p ?o }")
        await remembered.keep(large, Answered("rows", "json", False, whole(70_000)), store.version)
        long = Question("ASK { ?long ?p ?o }")
        await remembered.keep(long, Answered("rows", "json", None, whole(10)), store.version)
        assert remembered.find(large) is None and remembered.find(long) is None

    asyncio.run(walk())
