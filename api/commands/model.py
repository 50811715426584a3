"""`model export` and `import`: what a model is asked of documents, for one that runs apart, and its replies kept."""

from __future__ import annotations

import sys
from collections import deque
from pathlib import Path
from typing import Annotated

import typer

from api.commands.options import Authority, Data, authority, settings

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, help="模型另行运行：Have a model that runs apart read what is unread.")

_Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files or folders.", show_default=False)]
_Replies = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="JSON lines, as a batch endpoint gives.")]


@app.command("export")
def export(paths: _Paths, own: Authority = None, data: Data = None) -> None:
    """导出请求：Print one request for each clause and kind left unread, as batch endpoints take them."""
    from api.commands.files import found_files
    from ingest.batch.outcome import register_of
    from ingest.errors import IngestError
    from ingest.extract.model_batch import Collector
    from ingest.pipeline import ingest

    found, register, asked = found_files(paths), register_of(authority(own)), Collector(settings(data).model_name)
    errors = list(found.errors.values())
    for path in found.files:
        try:
            deque(ingest(path, register, readers=[asked]), maxlen=0)
        except IngestError as error:
            errors.append(str(error))
    for request in asked.requests.values():
        print(request.line)
    tokens = sum(request.tokens for request in asked.requests.values())
    print(*errors, f"{len(asked.requests)} requests, about {tokens} tokens", sep="\n", file=sys.stderr)
    if errors:
        raise typer.Exit(1)


@app.command("import")
def import_(replies: _Replies, data: Data = None) -> None:
    """读回回复：Keep the replies of a batch, in any order; `ingest --force` then reads and checks them."""
    from ingest.extract.model_batch import keep
    from ingest.extract.replies import Replies

    with replies.open(encoding="utf-8") as lines:
        kept, left = keep(lines, Replies(settings(data).replies_path))
    print(f"{kept} replies kept, {left} lines without one", file=sys.stderr)
