"""`plain-words export` and `import`: requests for a model that runs apart, and verdicts from its replies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from api.commands.eligibility import On, Region, one_scheme, opened
from api.commands.options import Data

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, help="用自己的话：Have a model that runs apart read what applicants write.")

_Name = Annotated[str, typer.Argument(metavar="SCHEME", help="Id of a scheme, or words of its name.")]
_Texts = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help='JSON lines: {"id": "a", "text": "…"}.')]
_Replies = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="JSON lines, as a batch endpoint gives.")]


def _read(path: Path) -> dict[str, str]:
    try:
        return {str(row["id"]): str(row["text"]) for row in map(json.loads, path.read_text("utf-8").splitlines())}
    except (ValueError, LookupError, TypeError) as error:
        raise typer.BadParameter(f'{path}: {error!r}. Give a line {{"id": …, "text": …}} for each text') from None


@app.command("export")
def export(scheme: _Name, texts: _Texts, model: Annotated[str, typer.Option()] = "", data: Data = None) -> None:
    """导出请求：Print one request a text, with the questions of the scheme, as batch endpoints take them."""
    from graph.eligibility.parser.model import requests

    with opened(data) as store:
        print(*requests(_read(texts), one_scheme(store, scheme).variables, model), sep="\n")


@app.command("import")
def import_(
    scheme: _Name, texts: _Texts, replies: _Replies, region: Region = None, on: On = None, data: Data = None
) -> None:
    """读回回复：Print the verdict on each text as JSON, of what the model and the rules read in it."""
    from api.eligibility import rows
    from api.eligibility.schemas import Applied
    from api.eligibility.service import check
    from graph.eligibility.parser import READERS, Proposals, Reader, model

    given, none = _read(texts), Proposals(dropped=("no reply of the model",))
    with opened(data) as store, replies.open(encoding="utf-8") as lines:
        chosen = one_scheme(store, scheme)
        read = {given[name]: one for name, one in model.replies(lines, given, chosen.variables)}
        readers: tuple[Reader, ...] = (*READERS, lambda text, _: read.get(text, none))
        for name, text in given.items():
            case = Applied(text=text, schemes=[chosen.id], region=region, on=on.date() if on else None)
            found = check(store, case, readers)
            row = rows.verdict(found.verdicts[0], {one.variable for one in found.proposed}).model_dump(mode="json")
            line = {"id": name, "verdict": row, "not_understood": found.not_understood}
            print(json.dumps(line, ensure_ascii=False))
