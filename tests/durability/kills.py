"""Kills what works on a data folder at random moments, and sees that nothing is lost or half done afterwards.

`python tests/durability/kills.py 1000 [SEED]` kills a thousand times and reports; exit status 1 names what was wrong.
Each operation runs in a process forked from one that has all modules loaded, so that a kill meets work and no start.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import Triple

sys.path.insert(0, str(Path(__file__).parents[2]))

TEXT = (
    "荻浦市第{n}水闸方案\n\n荻政发〔2024〕{n}号\n\n一、目标\n到2026年，建成水闸{v}座。（市水利局牵头）\n\n"
    "二、期限\n共{v}座。\n"
)
PDF = Path(__file__).parents[1] / "data" / "same_notice.pdf"
MOST = 25  # files that there are at a time


class Folder:
    """A data folder and the files that it is filled from; knows what must be in it."""

    def __init__(self, root: Path) -> None:
        self.root, self.texts, self.data = root, root / "texts", root / "data"
        self.texts.mkdir()
        self.files: dict[int, int] = {}
        self.uploads: set[int] = set()
        self.reviewed: set[int] = set()  # whose target a person rejected
        self.last = 1000
        self.usual: dict[str, float] = {}
        shutil.copy(PDF, self.texts)

    def write(self, number: int) -> None:
        self.files[number] = self.files.get(number, 10) + 1
        self.reviewed.discard(number)  # other words: the record is another
        (self.texts / f"{number}.txt").write_text(TEXT.format(n=number, v=self.files[number]), "utf-8")

    def new(self) -> int:
        self.last += 1
        return self.last


def command(*words: object) -> None:
    from api.cli import main

    sys.argv = ["policygraph", *map(str, words)]
    try:
        main()
    except SystemExit as stop:
        if stop.code:
            raise RuntimeError(f"{words} ended with {stop.code}") from None


def forked(work: Callable[[], object], after: float | None = None) -> bool:
    """Run `work` in a process group of its own, killed `after` seconds; tells whether it ended well by itself."""
    child = os.fork()
    if not child:
        code = 1
        try:
            os.setpgid(0, 0)
            with Path(os.devnull).open("w") as quiet:
                if after is not None:
                    os.dup2(quiet.fileno(), 2)
                os.dup2(quiet.fileno(), 1)
            work()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    with contextlib.suppress(OSError):
        os.setpgid(child, child)
    if after is not None:
        until = time.monotonic() + after
        while time.monotonic() < until:
            if (done := os.waitpid(child, os.WNOHANG))[0]:
                return done[1] == 0
            time.sleep(0.001)
        os.killpg(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with contextlib.suppress(OSError):
        os.killpg(child, signal.SIGKILL)  # what it started
    return status == 0


def uploaded(data: Path, name: str, text: str, accepted: Path) -> None:
    """Be a server that takes a file in, and says when it has accepted it; without a name it takes what waits."""
    from api.jobs import Jobs
    from api.settings import Settings
    from api.site import Site
    from graph.search import Index
    from graph.search.feed import reconcile
    from graph.store import open_store

    site = Settings(data=data)
    with open_store(site.store_location) as store:
        index = Index.open(site.index_path)
        reconcile(index, store)
        jobs = Jobs(Site(site, store, index))
        if name:
            jobs.add(name, text.encode())
            accepted.touch()
        while any(not job.over for job in jobs.all()):
            time.sleep(0.01)
        failed = [job.error for job in jobs.all() if job.stage == "failed" and "broken off" not in str(job.error)]
        jobs.close()
    if failed:
        raise RuntimeError(str(failed))


def targets(triples: Iterable[Triple]) -> list[str]:
    """Return the IRIs of the targets that a document states."""
    stated = (str(one.object)[1:-1] for one in triples if one.predicate.value.endswith("#states"))
    return sorted(name for name in stated if "/target/" in name)


def reviewed(data: Path, number: int, accepted: Path) -> None:
    """Be a server that keeps what a person says of a record, and says when it has."""
    from api.index import opened
    from api.intake import judged
    from api.settings import Settings
    from api.site import Site
    from graph.store import open_store

    site = Settings(data=data)
    with open_store(site.store_location) as store:
        document = next(name for name in store.graphs() if "/document/" in name and name.endswith(f"-{number}"))
        for record in targets(store.triples(document))[:1]:
            judged(Site(site, store, opened(site)), document, record, "reject", "审核员")
    accepted.touch()


def seen(folder: Folder, *, healed: bool) -> None:
    """Raise AssertionError unless each document is whole; `healed`: and all are there, and the folder has no fault."""
    from api.folder.state import faults
    from api.settings import Settings
    from graph.review import judgements
    from graph.store import open_store

    site, found, judged = Settings(data=folder.data), {}, set()
    with open_store(site.store_location, read_only=True) as store:
        for graph in (name for name in store.graphs() if "/document/" in name):
            triples = list(store.triples(graph))
            words = "".join(getattr(triple.object, "value", "") for triple in triples)
            number = int(graph.rpartition("-")[2]) if "荻政发" in graph else 0
            versions = {v for v in range(1, 200) if f"水闸{v}座" in words or f"共{v}座" in words}
            assert not number or len(versions) == 1, f"{graph} holds {versions}"
            if not number:
                continue
            found[number] = versions.pop()
            rejected = {record for record in judgements(store, graph) if "/target/" in record}
            assert not rejected & set(targets(triples)), f"{graph} states what was rejected"
            assert rejected or targets(triples), f"{graph} lacks a target that nobody rejected"
            judged |= {number} if rejected else set()
        if healed:
            wanted = folder.files | dict.fromkeys(folder.uploads, 7)
            assert found == wanted, f"documents {found.items() ^ wanted.items()}"
            assert folder.reviewed <= judged, f"judgements on {folder.reviewed - judged}"
            assert not (wrong := list(faults(site, store))), wrong


def once(folder: Folder, name: str, chance: random.Random) -> None:
    """Kill one operation at a random moment, look, do it again to its end, and look again."""
    data, archive, other = folder.data, folder.root / "b.tar.gz", folder.root / "other"
    accepted = folder.root / "accepted"
    accepted.unlink(missing_ok=True)
    number = 0
    if name in ("ingest", "replace"):
        for _ in range(3):
            folder.write(chance.choice(sorted(folder.files)) if name == "replace" else folder.new())
    if name in ("remove", "vanish"):
        number = chance.choice(sorted(folder.files))
        (folder.texts / f"{number}.txt").unlink()
        del folder.files[number]
        folder.reviewed.discard(number)
    if name == "upload":
        number = folder.new()
    if name == "review":
        number = chance.choice(sorted(folder.files))

    def ingest() -> None:
        command("ingest", folder.texts, "--data", data)

    works: dict[str, Callable[[], None]] = {
        **dict.fromkeys(("ingest", "replace", "vanish"), ingest),
        "remove": lambda: command("remove", folder.texts / f"{number}.txt", "--data", data),
        "compact": lambda: command("compact", "--data", data),
        "reindex": lambda: command("reindex", "--data", data),
        "upload": lambda: uploaded(data, f"{number}.txt", TEXT.format(n=number, v=7), accepted),
        "review": lambda: reviewed(data, number, accepted),
        "backup": lambda: command("backup", archive, "--data", data),
        "restore": lambda: command("restore", archive, "--data", other),
    }
    if name == "restore":
        shutil.rmtree(other, ignore_errors=True)
        assert archive.exists() or forked(works["backup"])
    ended = forked(works[name], chance.uniform(0, folder.usual.get(name, 0.5) * 1.1))
    assert forked(lambda: seen(folder, healed=False)), "a document is not whole"
    if name == "restore":
        assert not other.exists() or forked(lambda: command("reindex", "--data", other)), "a folder half restored"
        shutil.rmtree(other, ignore_errors=True)
    if name == "review" and accepted.exists():
        folder.reviewed.add(number)
        assert forked(lambda: seen(folder, healed=True)), "a judgement is lost"
    if name == "upload":
        if accepted.exists():
            folder.uploads.add(number)
        works["upload"] = lambda: uploaded(data, "", "", accepted)
    begun = time.monotonic()
    if not (ended and name == "remove"):
        again = works["vanish"] if name == "remove" else works[name]  # it may have gone before the kill
        assert forked(again), "it does not go through afterwards"
        if name != "upload":
            folder.usual[name] = max(folder.usual.get(name, 0.4), time.monotonic() - begun)
    if name == "review":
        folder.reviewed.add(number)

    def healed() -> None:
        if works[name] is not works["ingest"] and name != "remove":  # else that was the last thing that was done
            works["ingest"]()
        seen(folder, healed=True)

    assert forked(healed), "nothing can be ingested afterwards, or something is missing or at fault"


def main(kills: int, seed: int) -> int:
    """Kill so many times; returns how many things were wrong."""
    from ingest.batch.outcome import outcome_of

    chance, done, wrong, begun = random.Random(seed), Counter[str](), 0, time.monotonic()
    names = ["ingest", "replace", "vanish", "remove", "compact", "reindex", "backup", "restore", "upload", "review"]
    with tempfile.TemporaryDirectory() as root:
        folder = Folder(Path(root))
        folder.usual["upload"] = 4.0
        for _ in range(6):
            folder.write(folder.new())
        outcome_of(folder.texts / f"{folder.last}.txt")  # loads all that reading needs
        assert forked(lambda: command("ingest", folder.texts, "--data", folder.data))
        for one in range(kills):
            name = names[one % len(names)] if len(folder.files) < MOST else "remove"
            try:
                once(folder, name, chance)
            except AssertionError as error:
                wrong += 1
                print(f"kill {one} of {name}: {error}", file=sys.stderr, flush=True)
                forked(lambda: command("repair", "--data", folder.data))
            except KeyboardInterrupt:  # asked to stop: report what there is
                break
            done[name] += 1
    told = ", ".join(f"{name} {count}" for name, count in sorted(done.items()))
    print(f"{done.total()} kills ({told}) in {time.monotonic() - begun:.0f} s, seed {seed}: {wrong} wrong")
    return wrong


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]] or [100]
    sys.exit(bool(main(given[0], given[1] if len(given) > 1 else 1)))
