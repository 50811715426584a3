"""`search` and `ask`: the same answers as the server's, on the terminal."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.commands.options import Data, existing, settings
from api.index import opened

if TYPE_CHECKING:
    from api.settings import Settings
    from graph.search import Hits, SearchIndex

__all__ = ["ask", "search"]

_Text = Annotated[str, typer.Argument(metavar="TEXT", help="What is asked.", show_default=False)]
_AsJson = Annotated[bool, typer.Option("--json", help="Print what the API answers.")]
_On = Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day it is asked for.")]
_SHOWN = 160  # characters of a clause


def search(
    text: _Text,
    data: Data = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=100, help="How many clauses.")] = 10,
    on: _On = None,
    as_json: _AsJson = False,
) -> None:
    """查条款：Find the clauses that answer best."""
    site = existing(settings(data))
    _asked(text, "Say what is looked for")
    index = opened(site, reranked=True)
    hits = index.search(text, limit) if on is None else _on_a_day(site, index, text, limit, on.date())
    if as_json:
        print(json.dumps({**hits.as_json(), "mode": index.mode}, ensure_ascii=False))
        return
    for number, hit in enumerate(hits.hits, 1):
        words = " ".join(hit.text.split())
        print(f"{number:2}. {hit.title}  {hit.path or '（文首）'}  {hit.heading}")
        print(f"    {words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}")
    if not hits.hits:
        print("没有找到。Nothing found.")


def _on_a_day(site: Settings, index: SearchIndex, text: str, limit: int, on: date) -> Hits:
    from graph.search import Filters
    from graph.search.day import Day
    from graph.store import open_store

    with open_store(site.store_location, read_only=True) as store:
        return Day.of(store, on).search(index, text, limit, Filters())


def _asked(text: str, remedy: str) -> None:
    if not text.strip():
        print(f"the text is empty. {remedy}", file=sys.stderr)
        raise typer.Exit(1)


def ask(
    text: _Text,
    data: Data = None,
    on: _On = None,
    language: Annotated[Literal["zh", "en"], typer.Option("--lang", help="Language of the sentences.")] = "zh",
    as_json: _AsJson = False,
) -> None:
    """问：Answer a question, each sentence with its clause."""
    from graph.answer import ask as answered
    from graph.store import open_store

    site = existing(settings(data))
    _asked(text, "Ask something")
    with open_store(site.store_location, read_only=True) as store:
        index = opened(site, reranked=True)
        answer = answered(store, index, text, on.date() if on else None, language)
    if as_json:
        print(json.dumps(answer.as_json(), ensure_ascii=False))
        return
    print(answer.answer)
    for number, citation in enumerate(answer.citations, 1):
        print(f"  [{number}] {citation.title}  {citation.path or '（文首）'}：“{citation.quote}”")
