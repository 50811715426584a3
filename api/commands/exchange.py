"""`sparql`, `query`, `export`, `check` and `reindex`: the store as it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Literal

import typer

from api.commands.options import Data, settings
from api.commands.output import told, written
from api.index import opened

__all__ = ["check", "export", "network", "proof", "query", "reindex", "sparql"]

_Output = Annotated[Path, typer.Option("-o", "--output", help="File to write, - for standard output.")]


def sparql(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A file that holds a query; - reads it from stdin.")],
    data: Data = None,
    as_: Annotated[Literal["table", "json", "csv", "tsv", "xml"], typer.Option("--format")] = "table",
) -> None:
    """查图：Run a SPARQL query."""
    from api.commands.tables import show
    from graph.sparql import answer
    from graph.store import open_store

    text = sys.stdin.read() if file == "-" else _text(Path(file))
    with open_store(settings(data).store_location, read_only=True) as store:
        show(answer(store, text), as_)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no UTF-8 text"
        print(f"{path}: {reason}. Give a file that holds a query, or - for standard input", file=sys.stderr)
        raise typer.Exit(1) from None


def query(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of a query; `list` names them all.")],
    values: Annotated[list[str], typer.Argument(metavar="[PARAM=VALUE...]")] = [],  # noqa: B006
    data: Data = None,
    as_: Annotated[Literal["table", "json", "csv"], typer.Option("--format")] = "table",
    iris: Annotated[bool, typer.Option("--iris", help="Show columns of IRIs in a table too.")] = False,
) -> None:
    """列清单：Run one of the named queries; each row names its clause."""
    from api.commands.tables import show_rows
    from graph.naming import iri_of
    from graph.query import load, names, table
    from graph.store import open_store

    if name == "list":
        for each in names():
            found = load(each)
            takes = " ".join(f"{p.name}{'=' if p.required else '?='}{p.kind}" for p in found.parameters.values())
            print(f"{each:24} {found.summary}" + (f"  [{takes}]" if takes else ""))
        return
    given: dict[str, Any] = dict(_pair(value) for value in values)
    known = load(name).parameters
    with open_store(settings(data).store_location, read_only=True) as store:
        for each, text in given.items():
            if each in known and known[each].kind == "iri":
                given[each] = iri_of(store, each, text)
        rows = table(store, name, **given)
    links = set() if iris else {key for row in rows for key, value in row.items() if "://" in str(value)}
    show_rows(rows, as_, hidden={*given, *links})


def _pair(value: str) -> tuple[str, str]:
    key, equals, rest = value.partition("=")
    if not equals:
        print(f"{value}: no `=` in it. Write each parameter as name=value", file=sys.stderr)
        raise typer.Exit(1)
    return key, rest


def proof(
    record: Annotated[str, typer.Argument(metavar="IRI", help="The fact, as `query … --iris` shows it.")],
    data: Data = None,
) -> None:
    """查证：One fact with all its proof: words, place, rule and version, file and digest, software."""
    import json

    from graph.proof import proof as proven
    from graph.store import open_store

    with open_store(settings(data).store_location, read_only=True) as store:
        print(json.dumps(proven(store, record), ensure_ascii=False, indent=1))


def network(
    of: Annotated[Literal["agencies", "documents"], typer.Argument(metavar="agencies|documents")],
    output: _Output = Path("-"),
    region: Annotated[str | None, typer.Option("--region", help="Only its documents (agencies only).")] = None,
    on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="Only documents in force on this day.")
    ] = None,
    data: Data = None,
) -> None:
    """画网络：Who works with whom, or what cites what: a picture for a name in .svg or .png, else JSON."""
    import json
    from dataclasses import asdict

    from graph.naming import iri_of
    from graph.network import agencies, documents
    from graph.picture import png, svg
    from graph.store import open_store

    if region and of == "documents":
        raise typer.BadParameter("documents cite beyond their region; leave it out, or ask for agencies")
    day = on.date() if on else None
    with open_store(settings(data).store_location, read_only=True) as store:
        if of == "agencies":
            found = agencies(store, iri_of(store, "region", region) if region else None, day)
        else:
            found = documents(store, day)
    if output.suffix == ".png":
        with _written(output) as path:
            path.write_bytes(png(svg(found, of)))
        return
    drawn = svg(found, of) if output.suffix == ".svg" else json.dumps(asdict(found), ensure_ascii=False)
    with written(output) as out:
        out.write(drawn + "\n")


def export(
    output: _Output,
    format_: Annotated[Literal["trig", "nq", "jsonld", "csv", "xlsx"], typer.Option("--format")] = "trig",
    data: Data = None,
) -> None:
    """导出：Write the whole store: a graph, or tables in which every row names its clause."""
    from graph.export import export as exported
    from graph.store import open_store

    with open_store(settings(data).store_location, read_only=True) as store, _written(output) as path:
        count = exported(store, path, format_)
    print(f"{count} documents written", file=sys.stderr)


@contextmanager
def _written(output: Path) -> Iterator[Path]:
    """Yield the file to write: `output`, or for - one whose bytes go to standard output afterwards."""
    if str(output) != "-":
        with told(output):
            yield output
        return
    with TemporaryDirectory() as folder:
        yield (path := Path(folder, "export"))
        sys.stdout.buffer.write(path.read_bytes())
        sys.stdout.buffer.flush()


def check(data: Data = None) -> None:
    """查形：Check every graph against the shapes, and the data folder; exit status 1 names what is wrong."""
    from api.folder.state import faults
    from graph.check import check as checked
    from graph.store import open_store

    site = settings(data)
    with open_store(site.store_location, read_only=True) as store:
        found = [*map(str, checked(store)), *faults(site, store)]
    for violation in found:
        print(violation, file=sys.stderr)
    if found:
        raise typer.Exit(1)
    print("every graph fits its shapes, and the data folder is whole", file=sys.stderr)


def reindex(data: Data = None) -> None:
    """重建索引：Build the index anew from the store."""
    from graph.search.feed import rebuild
    from graph.store import open_store

    site = settings(data)
    with open_store(site.store_location, read_only=True) as store:
        count = rebuild(opened(site), store)
    print(f"{count} clauses indexed", file=sys.stderr)
