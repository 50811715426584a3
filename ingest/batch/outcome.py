"""One file read, whatever comes of it: its documents, or the line that says why it gave none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.extract.reader import Reader
    from ingest.link import Register
    from ingest.record import Document

__all__ = ["Model", "Outcome", "Plan", "beyond", "outcome_of", "readers_of", "register_of"]


@dataclass(frozen=True, slots=True)
class Model:
    """The language model that reads on after the rules, and what one process may spend on it.

    One that has a name and no URL runs apart: only its replies that were kept are read.
    """

    url: str
    name: str
    key: str
    replies: Path
    requests: int
    tokens: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Plan:
    """How files are read: authority files beside those of the project, further readers, and limits for each file."""

    authority: tuple[Path, ...] = ()
    model: Model | None = None
    seconds: float = 1800.0
    mebibytes: int = 4096


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading one file gave: its documents, and the lines that say why it or a file in it gave none."""

    path: Path
    documents: tuple[Document, ...] = ()
    error: str | None = None


def _silent(stage: str, about: str) -> None:
    """Nobody watches."""


def outcome_of(path: Path, plan: Plan = Plan(), stage: Callable[[str, str], None] = _silent) -> Outcome:
    """Read one file in this process; whatever goes wrong is in the outcome. `stage` is called as each stage begins."""
    from ingest.errors import IngestError
    from ingest.pipeline import ingest

    refused: list[str] = []
    try:
        register, readers = register_of(plan.authority), readers_of(plan)
        documents = tuple(ingest(path, register, lambda error: refused.append(str(error)), stage, readers))
        return Outcome(path, documents, "\n".join(refused) or None)
    except IngestError as error:
        return Outcome(path, error="\n".join((*refused, str(error))))
    except MemoryError:
        return beyond(path, plan)
    except Exception as error:  # one bad file never ends the batch
        remedy = "This is a fault of the program; please report it with the file"
        return Outcome(path, error=f"{path.name}: {type(error).__name__}: {error}. {remedy}")


def beyond(path: Path, plan: Plan) -> Outcome:
    """Return what a file gives whose reading takes more memory than it may."""
    remedy = "Split the file, or set POLICYGRAPH_READ_MEMORY higher"
    return Outcome(path, error=f"{path.name}: its reading needs more than {plan.mebibytes} MiB. {remedy}")


@cache
def register_of(authority: tuple[Path, ...]) -> Register:
    """Return the authority files of the project and those of one's own, loaded once."""
    from ingest.link import Register

    return Register.load(*authority)


@cache
def readers_of(plan: Plan) -> tuple[Reader, ...]:
    """Return what reads after the rules: the model, one for each process; nothing where none is set."""
    model = plan.model
    if model is None:
        return ()
    from ingest.endpoint import Endpoint
    from ingest.extract.model_reader import Budget, ModelReader
    from ingest.extract.replies import Replies

    endpoint = Endpoint(model.url, model.name, model.key)
    budget = Budget(model.requests, model.tokens, model.seconds)
    return (ModelReader(endpoint, register_of(plan.authority), budget, Replies(model.replies)),)
