"""What is said of one change: a line and a sentence in Chinese, an Atom entry, the JSON of a webhook, a mail."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from api.atom import Entry, lasting, urn
from api.page.words import FACTS, word

if TYPE_CHECKING:
    from api.changes import Change
    from api.site import Site
    from api.watches.watch import Watch

__all__ = ["EVENTS", "entry", "headline", "id_of", "message", "page_of", "summary"]

EVENTS: Final = {"added": "新增", "changed": "修改", "renamed": "更名", "removed": "移除"}


def id_of(watch: Watch, one: Change) -> str:
    """Return the id of a delivery: the same each time that it is tried, and another for every watch and change."""
    return f"msg_{lasting(watch.id, one.document, one.number, one.moment.isoformat()).hex}"


def message(site: Site, watch: Watch, one: Change) -> bytes:
    """Return the JSON of one change, in the form of Standard Webhooks: type, timestamp, data."""
    data: dict[str, Any] = {
        "watch": {"id": watch.id, "title": watch.title},
        "number": one.number,
        "document": one.document,
        "former": one.former or None,
        "title": one.title,
        "kind": one.kind,
        "region": one.region,
        "issuers": one.issuers,
        "page": page_of(site, site.settings.url or watch.address, one),
        "summary": summary(one),
        "head": one.head,
        "text": one.text,
        "records": {"added": one.added, "removed": one.gone, "altered": one.altered},
    }
    body = {"type": f"document.{one.what}", "timestamp": one.moment.isoformat(), "data": data}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def entry(site: Site, address: str, one: Change) -> Entry:
    """Return the Atom entry of a change; `address` is where visitors reach the site."""
    return Entry(
        id=urn(one.document, one.number, one.moment.isoformat()),
        title=headline(one),
        updated=one.moment,
        summary=summary(one),
        link=page_of(site, address, one),
        authors=one.issuers,
        category=word(one.kind),
    )


def page_of(site: Site, address: str, one: Change) -> str:
    """Return the address of the page of a change: the document's, or the list where that is gone."""
    local = "documents" if one.what == "removed" else (site.local(one.document) or "").lstrip("/")
    return f"{address.rstrip('/')}/{local}"


def headline(one: Change) -> str:
    return f"{EVENTS[one.what]}：{one.title or '（标题已清除）'}"


def summary(one: Change) -> str:
    """Say in Chinese what came to a document, counted by kind of fact."""
    if one.what == "added":
        return f"文件入库。{_counted('共读出', one.added) or '未读出事项'}。"
    if one.what == "removed":
        return f"文件已移除。{_counted('一并移除', one.gone) or '原无事项'}。"
    parts = ["同一文件的更好副本取代了原件，标识随之变更" * (one.what == "renamed")]
    parts += [_counted("新增", one.added), _counted("删去", one.gone), _counted("更正", one.altered)]
    parts += ["文件信息有改动" * one.head, "条文有改动" * one.text]
    return f"{'；'.join(filter(None, parts))}。"


def _counted(what: str, records: tuple[str, ...]) -> str:
    kinds = [name.split("/")[-2] for name in records]
    counts = [f"{zh}{count}项" for kind, (zh, _) in FACTS.items() if (count := kinds.count(kind))]
    return f"{what}{'、'.join(counts)}" if counts else ""
