"""Asks the questions of `asked.jsonl` of one store that holds all their documents, and counts the right answers.

`python tests/benchmark/asked.py HALF [--misses] [--on DAY]`, with `a`, `b` or `all` for HALF. The store holds every
file of `corpus-dev` and the files of `corpus-wild` that the questions name; it is built once and kept under the
system's folder for temporary files, by a hash of the files and of the code that fills it. No server is started. Answers
on offers that may have run out are those of DAY, as 2026-01-31; as in the API, of today where none is given.

A citation is one of those that an answer lists; its sentences *carry* those whose number stands behind one of them, the
closing list of further clauses is no sentence. Spaces do not count when words are looked for. Of each kind are counted:

right    the answer was found, and of every asked part the words stand in a sentence, or in the quote of a citation that
         the sentences carry; of a yes-or-no question the answer also says yes or no, and rightly. An unanswerable
         question is right where nothing was found.
open     a yes-or-no question whose words are there but whose answer says neither yes nor no; not counted as right
cited    of every asked part a citation is of the right clause, by file and path, or its quote holds the words
refused  nothing was found (`found` is false)
unsure   something was found, but `sure` is false
wrong    a sure answer of whose first three citations none lies in a right document, or that says yes for no or no for
         yes; any sure answer to an unanswerable question
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SHARED = ROOT.parent / "shared"
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from graph.answer import Answer, Cited
    from graph.search import SearchIndex
    from graph.store import Store

Case = Mapping[str, Any]
COUNTS = ("right", "open", "cited", "refused", "unsure", "wrong")
_UNUSED = 86400.0  # seconds
_NUMBER = re.compile(r"\[(\d+)\]")
_YES = re.compile(r"(?:是|能|有|可以|允许|适用|需要)的?[，。：；]")
_NO = re.compile(r"(?:否|不是|不能|没有|不可以|不允许|不得|不适用|不需要)的?[，。：；]")


def cases(half: str = "all") -> list[Case]:
    """Return the questions of a half, or all."""
    found = [json.loads(line) for line in (HERE / "asked.jsonl").read_text("utf-8").splitlines()]
    return [one for one in found if half in ("all", one["half"])]


def kind(case: Case) -> str:
    """Name the kind that a question counts as.

    >>> kind({"asks": ["who", "when"], "answers": [{}, {}]}), kind({"asks": ["who"], "answers": []})
    ('two parts', 'unanswerable')
    """
    if not case["answers"]:
        return "unanswerable"
    if len(case["asks"]) > 1:
        return "two parts"
    return "target" if case["asks"] == ["which"] else str(case["asks"][0])


def source(name: str) -> Path:
    """Return where a file that a question names lies; raises FileNotFoundError with the name."""
    for folder in ("corpus-dev", "corpus-wild"):
        if (path := SHARED / folder / name).is_file():
            return path
    raise FileNotFoundError(f"{name}: in neither corpus-dev nor corpus-wild of {SHARED}")


def files() -> list[Path]:
    """Return all files that the store is to hold."""
    named = {source(answer["file"]) for case in cases() for answer in case["answers"]}
    return sorted(named | {path for path in (SHARED / "corpus-dev").iterdir() if path.is_file()})


def _hash(paths: Sequence[Path]) -> str:
    """Return a hash of files and of the code that makes store and index of them, which answering has no part in."""
    found = blake2b(digest_size=8)
    apart = (ROOT / "graph" / "answer", ROOT / "graph" / "eligibility")
    code = (path for name in ("graph", "ingest", "ontology") for path in (ROOT / name).rglob("*"))
    kinds = {".py", ".rq", ".toml", ".ttl", ".jsonld"}
    made_by = sorted(path for path in code if path.suffix in kinds and not set(apart) & set(path.parents))
    for path in [*paths, *made_by]:
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def data() -> Path:
    """Return the data folder with all files in it, made if this state of files and code has none yet.

    Folders of other states that nobody has used for a day are removed: each takes some fifty megabytes.
    """
    paths = files()
    home = Path(tempfile.gettempdir()) / f"policygraph-asked-{os.getuid()}"
    home.mkdir(mode=0o700, exist_ok=True)
    if home.stat().st_uid != os.getuid():
        raise PermissionError(f"{home}: another user's. Name another folder for temporary files by TMPDIR")
    folder = home / _hash(paths)
    if not folder.is_dir():
        for old in home.iterdir():
            if old.stat().st_mtime < time.time() - _UNUSED:
                shutil.rmtree(old, ignore_errors=True)
        _make(folder, paths)
    os.utime(folder)
    return folder


def _make(folder: Path, paths: Sequence[Path]) -> None:
    """Read files into a new data folder, put in its place whole; one that another process has put there stays."""
    made = Path(tempfile.mkdtemp(dir=folder.parent))
    try:
        command = [sys.executable, "-m", "api", "ingest", *map(str, paths), "--data", str(made)]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        with suppress(OSError):
            made.rename(folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextmanager
def opened(folder: Path) -> Iterator[tuple[Store, SearchIndex]]:
    """Open store and index of a data folder as `policygraph ask` and the API do."""
    from api.index import opened as index_of
    from api.settings import Settings
    from graph.store import open_store

    site = Settings(data=folder)
    with open_store(site.store_location, read_only=True) as store:
        yield store, index_of(site, reranked=True)


def givers(store: Store) -> dict[str, set[str]]:
    """Return for each document, by its IRI, the names of the files that give it."""
    from graph.source import read

    found: dict[str, set[str]] = {}
    for graph in store.graphs():
        if "/source/" in graph:
            given = read(store, graph)
            for document in given.documents:
                found.setdefault(document, set()).add(Path(given.name).name)
    return found


def bare(text: str) -> str:
    """Return a text without spaces.

    >>> bare("每人每天300 元")
    '每人每天300元'
    """
    return "".join(text.split())


def said(answer: Answer) -> str | None:
    """Return whether an answer says `yes` or `no`, by its verdict or the first word of its first sentence."""
    verdict = (answer.eligibility or {}).get("eligible")
    if verdict is not None:
        return "yes" if verdict else "no"
    return "no" if _NO.match(answer.answer) else "yes" if _YES.match(answer.answer) else None


class Judge:
    """Tells what an answer counts as; `files` names for each document, by its IRI, the files that give it."""

    def __init__(self, files: Mapping[str, set[str]]) -> None:
        self.files = files

    def file(self, cited: Cited) -> set[str]:
        return self.files.get(cited.iri.partition("/clause/")[0], set())

    def marks(self, case: Case, answer: Answer) -> set[str]:
        """Return which of COUNTS an answer counts as."""
        sure = answer.found and answer.sure
        found = set() if answer.found else {"refused"}
        found |= {"unsure"} if answer.found and not sure else set()
        if not case["answers"]:
            return found | ({"right"} if not answer.found else {"wrong"} if sure else set())
        right = {one["file"] for one in case["answers"]}
        if all(self._cited(one, answer) for one in case["answers"]):
            found.add("cited")
        if sure and not any(right & self.file(cited) for cited in answer.citations[:3]):
            found.add("wrong")
        return found | self._right(case, answer, sure)

    def _cited(self, part: Case, answer: Answer) -> bool:
        words = bare(part["words"])
        return any(
            words in bare(cited.quote) or (cited.path == part["path"] and part["file"] in self.file(cited))
            for cited in answer.citations
        )

    def _right(self, case: Case, answer: Answer, sure: bool) -> set[str]:
        from graph.answer.speech import SPEECH

        also = SPEECH["zh"].also("")
        sentences = [line for line in answer.answer.splitlines() if not line.startswith(also)]
        carried = {int(number) for line in sentences for number in _NUMBER.findall(line)}
        quotes = [cited.quote for number, cited in enumerate(answer.citations, 1) if number in carried]
        texts = [bare(text) for text in (*sentences, *quotes)]
        there = answer.found and all(any(bare(one["words"]) in text for text in texts) for one in case["answers"])
        if "whether" not in case["asks"]:
            return {"right"} if there else set()
        says = said(answer)
        if says is not None and says != case["answers"][0]["value"]:
            return {"wrong"} if sure else set()
        return {"open" if says is None else "right"} if there else set()


def score(half: str, on: date | None = None) -> Iterator[tuple[Case, Answer, set[str]]]:
    """Ask every question of a half; yields it with its answer and what that counts as."""
    from graph.answer import ask

    with opened(data()) as (store, index):
        judge = Judge(givers(store))
        for case in cases(half):
            answer = ask(store, index, case["q"], on)
            yield case, answer, judge.marks(case, answer)


def _miss(case: Case, answer: Answer, marks: set[str]) -> str:
    wanted = "；".join(f"{one['file']} {one['path'] or '（文首）'} {one['words']}" for one in case["answers"])
    return f"- {case['q']}  {' '.join(sorted(marks))}\n  = {wanted or '没有'}\n  > " + answer.answer.replace(
        "\n", "\n    "
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Score the answers to the questions of asked.jsonl.")
    parser.add_argument("half", choices=["a", "b", "all"], metavar="HALF", help="a, b or all")
    parser.add_argument("--misses", action="store_true", help="print each question that was not answered rightly")
    parser.add_argument("--on", type=date.fromisoformat, metavar="DAY", help="the day that answers are for")
    given = parser.parse_args()
    if not SHARED.is_dir():
        parser.error(f"{SHARED}: no such folder. Put the shared documents beside this checkout")
    rows: dict[str, Counter[str]] = {}
    for case, answer, marks in score(given.half, given.on):
        for row in (kind(case), "all"):
            rows.setdefault(row, Counter()).update([*marks, "asked"])
        if given.misses and "right" not in marks:
            print(_miss(case, answer, marks))
    print(f"{'kind':14}" + "".join(f"{name:>9}" for name in ("asked", *COUNTS)))
    for row in [*(name for name in rows if name != "all"), "all"]:
        print(f"{row:14}" + "".join(f"{rows[row][name]:9}" for name in ("asked", *COUNTS)))


if __name__ == "__main__":
    main()
