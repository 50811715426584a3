"""What the site has beside the pages of this folder: two papers of the root, and the reference of HTTP and Python."""

from __future__ import annotations

import inspect
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[1]
PAPERS = ("SECURITY.md", "CHANGELOG.md")
_EXAMPLE = re.compile(r"^>>> .*?(?=\n\n|\Z)", re.M | re.S)
_CELL = str.maketrans({"|": "\\|", "\n": " "})


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made when the site is built."""
    made = {name: (ROOT / name).read_text("utf-8") for name in PAPERS}
    made |= {"reference/http.md": http(_openapi()), "reference/python.md": python(), "reference/client.md": client()}
    for name, text in made.items():
        files.append(File.generated(config, name, content=_within(text, "")))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Let links to the papers of the root, as a plain checkout has them, lead to the pages made of them."""
    return _within(markdown, "../")


def _within(text: str, up: str) -> str:
    """Turn a link out of the site into one within it, or, where the site has no such page, into plain words."""

    def moved(found: re.Match[str]) -> str:
        words, target = found.groups()
        name = target.partition("#")[0]
        inside = name in PAPERS if up else name.startswith("docs/")
        return f"[{words}]({target.removeprefix('docs/')})" if inside else words

    place = re.escape(up) if up else r"(?!https?:|mailto:|#)"
    return re.sub(rf"\[([^\]\n]+)\]\({place}([^)\s]+)\)", moved, text)


def http(description: Mapping[str, Any]) -> str:
    """Return the reference of the HTTP interface, one section a tag, from its OpenAPI description."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for path, item in description["paths"].items():
        for method, operation in item.items():
            groups[operation["tags"][0]] += _operation(f"{method.upper()} {path}", operation)
    head = (
        "# HTTP interface\n\nMade from `/api/openapi.json`, which programs read. Errors are problem details (RFC 9457)."
    )
    sections = ("\n".join([f"## {tag}", "", *lines]) for tag, lines in groups.items())
    return "\n\n".join([head, *sections])


def _operation(name: str, operation: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"### `{name}`", "", operation.get("description", operation["summary"]), "")
    if parameters := operation.get("parameters"):
        yield from ("| parameter | in | type | meaning |", "| --- | --- | --- | --- |")
        for one in parameters:
            name = f"`{one['name']}`" + (" (required)" if one.get("required") else "")
            meaning = one.get("description", "").translate(_CELL)
            yield f"| {name} | {one['in']} | {_type(one['schema'])} | {meaning} |"
        yield ""
    if body := operation.get("requestBody"):
        yield from (f"Body: {', '.join(f'`{media}`' for media in body['content'])}", "")
    answers = (f"{code} {', '.join(f'`{media}`' for media in one.get('content', ()))}".strip()
               for code, one in operation["responses"].items())  # fmt: skip
    yield from (f"Answers: {'; '.join(answers)}", "")


def _type(schema: Mapping[str, Any]) -> str:
    kinds = [one for one in schema.get("anyOf", (schema,)) if one.get("type") != "null"]
    return " or ".join(", ".join(f"`{value}`" for value in one.get("enum", ())) or one.get("format")
                       or one.get("type", "any") for one in kinds)  # fmt: skip


def _openapi() -> Mapping[str, Any]:
    from api.app import create_app
    from api.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        return create_app(Settings(data=Path(folder))).openapi()


def python() -> str:
    """Return the reference of the package `policygraph` from its signatures and docstrings."""
    import policygraph

    parts = ["# Python interface", "", "Walked through in [Python](../python.md).", ""]
    for name in policygraph.__all__:
        parts += _thing(name, getattr(policygraph, name))
    return "\n".join(parts)


def client() -> str:
    """Return the reference of `policygraph.client`; the calls, which both clients have, stand under `Client`."""
    from policygraph import client
    from policygraph.client.calls import CALLS

    parts = ["# Python client", "", "`policygraph.client`, walked through in [Python client](../client.md).", ""]
    for name in dict.fromkeys(["Client", "AsyncClient", *client.__all__]):
        parts += _thing(name, getattr(client, name))
        if name == "Client":
            for call in CALLS:
                parts += _member(f"### `Client.{call.__name__}", call)
    return "\n".join(parts)


def _thing(name: str, thing: Any) -> Iterator[str]:
    yield from _member(f"## `{name}", thing)
    for part, member in vars(thing).items() if inspect.isclass(thing) else ():
        if not part.startswith("_") and inspect.getdoc(member) and (callable(member) or _is_property(member)):
            yield from _member(f"### `{name}.{part}", member)


def _member(head: str, thing: Any) -> Iterator[str]:
    call = "" if _is_property(thing) else _call(thing)
    yield from (f"{head}`", "", "```python", f"{head.rpartition('`')[2]}{call}", "```", "")
    yield from (_EXAMPLE.sub(r"```pycon\n\g<0>\n```", inspect.getdoc(thing) or ""), "")


class _Bare(str):
    """An annotation as it is written, which `inspect` would put into quotation marks."""

    __repr__ = str.__str__


def _call(thing: Any) -> str:
    whole = inspect.signature(thing)
    shown = [one if one.annotation is one.empty else one.replace(annotation=_Bare(one.annotation))
             for name, one in whole.parameters.items() if name != "self"]  # fmt: skip
    given = whole.return_annotation
    if isinstance(given, str):
        given = re.sub(r"^Call\[(.+)\]$", r"\1", given)  # what is described to the client, and what the caller gets
    result = whole.empty if given in (whole.empty, "None", None) else _Bare(given)
    known = vars(sys.modules[thing.__module__])  # a type that a module names for itself is shown as what it stands for
    text = str(whole.replace(parameters=shown, return_annotation=result))
    return re.sub(r"\b_[A-Z]\w+", lambda name: str(known[name[0]]).replace("typing.", ""), text)


def _is_property(thing: Any) -> bool:
    return isinstance(thing, property)
