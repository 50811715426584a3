"""`schemes` and `check-eligibility`: what is offered, and whether one gets it, asked clause by clause."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from api.commands.options import Data, existing, settings

if TYPE_CHECKING:
    from graph.eligibility.criterion import Citation, Value, Variable
    from graph.eligibility.evaluate import Verdict
    from graph.eligibility.scheme import Scheme
    from graph.store import Store

__all__ = ["On", "Region", "check_eligibility", "interview", "one_scheme", "opened", "schemes"]

On = Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day it is asked for.")]
Region = Annotated[str | None, typer.Option("--region", help="Name or code of where the applicant is.")]
_UNKNOWN = ("", "不知道", "不清楚", "跳过", "?", "？")


@contextmanager
def opened(data: Path | None) -> Iterator[Store]:
    """Yield the store; a problem of ours is one line and exit status 1."""
    from api.errors import ProblemError
    from graph.store import open_store

    try:
        with open_store(existing(settings(data)).store_location, read_only=True) as store:
            yield store
    except ProblemError as problem:
        print(problem, file=sys.stderr)
        raise typer.Exit(1) from None


def schemes(
    text: Annotated[str, typer.Argument(metavar="[TEXT]", help="Who one is, what one did.", show_default=False)] = "",
    region: Region = None,
    on: On = None,
    data: Data = None,
    as_: Annotated[Literal["table", "json", "csv"], typer.Option("--format")] = "table",
) -> None:
    """查政策：What is offered, nearest first where TEXT says what it is about."""
    from api.commands.tables import show_rows
    from api.eligibility.service import selected
    from graph.eligibility.selection import row

    day = on.date() if on else date.today()
    with opened(data) as store:
        lines = [row(one, day) for one in selected(store, None, region, text, None, day)]
    show_rows(lines, as_, ("title", "quote"))


def check_eligibility(
    scheme: Annotated[str, typer.Argument(metavar="SCHEME", help="Id of a scheme, or words of its name.")],
    answers: Annotated[
        Path | None, typer.Option("--answers", metavar="FILE", help="JSON; then nothing is asked.")
    ] = None,
    region: Region = None,
    on: On = None,
    data: Data = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what the API answers.")] = False,
) -> None:
    """能否享受：Ask what the clauses ask, one question at a time; say yes, no or unknown, how much, and why."""
    from api.eligibility import rows
    from api.eligibility.schemas import Applied
    from api.eligibility.service import check
    from graph.eligibility.evaluate import evaluate

    day = on.date() if on else date.today()
    with opened(data) as store:
        chosen = one_scheme(store, scheme)
        if answers:
            given = _file(answers)
            known = {name: value for name, value in given.items() if name in chosen.variables}
            facts = {name: value for name, value in given.items() if name not in known}
            case = Applied(answers=known, facts=facts, schemes=[chosen.id], region=region, on=day)
            checked = check(store, case)
            verdict = checked.verdicts[0]
            for name in (*checked.not_understood, *checked.ambiguous):
                print(f"{name}: no question of the scheme is clearly meant", file=sys.stderr)
        else:
            verdict = interview(chosen, lambda known: evaluate(chosen, known, day, region), _input)
    if as_json:
        print(rows.verdict(verdict, ()).model_dump_json())
    else:
        _show(verdict)


def one_scheme(store: Store, name: str) -> Scheme:
    from graph.eligibility.load import schemes_of
    from graph.eligibility.selection import named

    found = named(schemes_of(store), name)
    if len(found) == 1:
        return found[0]
    what = "no scheme has this id or name" if not found else f"{len(found)} schemes have it in their name; give an id"
    print(f"{name}: {what}. `policygraph schemes` lists them", file=sys.stderr)
    for one in found[:20]:
        print(f"  {one.id}  {one.name}  {one.title} {one.citation.path}", file=sys.stderr)
    raise typer.Exit(1)


def _file(path: Path) -> dict[str, Any]:
    try:
        given = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        print(f"{path}: {error}. Name a JSON file of answers by variable", file=sys.stderr)
        raise typer.Exit(1) from None
    if not isinstance(given, dict):
        print(f"{path}: it is no JSON object of answers by variable", file=sys.stderr)
        raise typer.Exit(1)
    return given


def _input(prompt: str) -> str | None:
    """Return a line of the terminal; None where it ends."""
    try:
        return input(prompt)
    except EOFError:
        return None


def interview(
    scheme: Scheme, judge: Callable[[Mapping[str, Value]], Verdict], ask: Callable[[str], str | None]
) -> Verdict:
    """Ask until the verdict is settled or nothing more is known; returns the verdict. `ask` gives None to stop."""
    from graph.eligibility.questionnaire import questions

    places = {one.variable.id: one.variable.references for one in questions([scheme])}
    answers: dict[str, Value] = {}
    declined: set[str] = set()
    while (verdict := judge(answers)).status in ("eligible", "unknown"):
        asked = _next(verdict, declined)
        if asked is None:
            break
        going, value = _asked(asked, places.get(asked.id, ()), ask)
        if not going:
            break
        if value is None:
            declined.add(asked.id)
        else:
            answers[asked.id] = value
    return verdict


def _next(verdict: Verdict, declined: set[str]) -> Variable | None:
    """Return what to ask: what settles most, then what is missing, then the exclusions that a yes would presume."""
    from graph.eligibility.questionnaire import next_question

    best = next_question([verdict])
    if best and best.id not in declined:
        return best
    names = [*verdict.missing, *(one.variable for one in verdict.presumed if verdict.status == "eligible")]
    left = (verdict.scheme.variables[name] for name in names if name not in declined)
    return next(left, None)


def _asked(
    asked: Variable, places: tuple[Citation, ...], ask: Callable[[str], str | None]
) -> tuple[bool, Value | None]:
    """Ask one question until the answer can be used; gives whether to go on, and the answer, None for not known."""
    from graph.eligibility.answer import AnswerError, parse_answer

    for place in places[:2]:
        print(f"  {place.path or '（文首）'}：“{place.quote[:120]}”")
    hint = {"boolean": "是/否", "choice": "/".join(asked.choices), "date": "2024-03-15", "place": "地名"}
    prompt = f"{asked.question or asked.label} [{hint.get(asked.type, asked.unit or '数')}/不知道] "
    while True:
        reply = ask(prompt)
        if reply is None:
            return False, None
        if reply.strip() in _UNKNOWN:
            return True, None
        try:
            return True, parse_answer(asked, reply.strip())
        except AnswerError as error:
            print(f"  {error.chinese}")


def _show(verdict: Verdict) -> None:
    from graph.eligibility.explain import reasons, summary

    scheme = verdict.scheme
    print(f"\n{scheme.name or scheme.title}（《{scheme.title}》{scheme.citation.path}）")
    print(summary(verdict))
    for line in reasons(verdict):
        print(f"  {line}")
