"""From running text to documents: compilations split, heads read, clauses in a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.record import Block, Document, Dropped, Flow, Notice
from ingest.rules import load
from ingest.structure.compilation import Part, split
from ingest.structure.head import is_date_line, is_signature, read_meta
from ingest.structure.label import Label
from ingest.structure.lost_break import restore
from ingest.structure.numbered_row import numbered_rows
from ingest.structure.rank import labelled
from ingest.structure.run_together import parted_head
from ingest.structure.title import reports_of
from ingest.structure.tree import build

__all__ = ["structure"]


def structure(flow: Flow) -> Iterator[Document]:
    """Yield the documents that a file holds, each as a tree of clauses with its head read.

    Every character of the blocks is in exactly one clause or in the `dropped` of one document. What belongs to no piece
    of a compilation is listed with its first piece.
    """
    parts, dropped = split(list(numbered_rows(restore(parted_head(flow.blocks)))))
    carried = [*flow.dropped, *dropped]
    for number, part in enumerate(parts):
        yield _document(flow, part, f"{flow.source.name}#{number}" if len(parts) > 1 else flow.source.name, carried)
        carried = []


def _document(flow: Flow, part: Part, key: str, carried: Sequence[Dropped]) -> Document:
    blocks = part.blocks
    opened = labelled(blocks)
    tail = _tail(blocks, opened)
    first = next(
        (i for i, found in enumerate(opened) if found is not None and found.kind != "annex"),
        len(blocks),
    )
    head = blocks[: min(first, len(blocks))]
    aside = [drop.text for drop in carried if drop.reason in ("page-facts", "clipper-head")]
    meta = read_meta(head, [blocks[i] for i in sorted(tail)], [block.text for block in blocks], aside)
    notices = list(flow.source.notices)
    if not meta.title:
        meta = replace(meta, title=_first_words(flow.source.name, blocks))
        notices.append(
            Notice("no-title", "未读出标题，以文件名和首句代替 / no title: named by its file and first words")
        )
    issued = re.search(r"印发.{0,3}《(.+)》", meta.title) or re.search(r"印发(?!.*《)(.+?)的通知", meta.title)
    tree = build(blocks, key, issued[1] if issued else None, tail)
    if first == len(blocks):
        notices.append(Notice("no-labels", "没有编号的条款，全文作为一条 / no numbered clause: the text stands as one"))
    return Document(
        key=key, source=flow.source, meta=meta, clauses=tree.clauses, dropped=(*carried, *tree.dropped),
        notices=tuple(notices), source_note=part.source_note,
        reports=reports_of(meta, "\n".join(block.text for block in blocks)),
    )  # fmt: skip


def _first_words(name: str, blocks: Sequence[Block]) -> str:
    """Return what lists show for a document without a title: its file's name and the first words of its text.

    >>> _first_words("zj-1.txt", [Block("各镇人民政府：", ()), Block("为加强山塘巡查，现通知如下。", ())])
    'zj-1：为加强山塘巡查'
    """
    addressee = load("head")["addressee"].regex
    texts = (block.text.strip() for block in blocks if block.kind != "row")
    words = next((text for text in texts if len(text) > 4 and not addressee.search(text)), "")
    return f"{name.rpartition('.')[0] or name}：{re.split('[，。；：]', words)[0][:40]}".rstrip("：")


def _tail(blocks: Sequence[Block], opened: Sequence[Label | None]) -> frozenset[int]:
    """Return the places of signature, date and colophon that stand after the first labelled block."""
    colophon = load("heading")["colophon"].regex
    found: set[int] = set()
    body = False
    for index, block in enumerate(blocks):
        text = block.text.strip()
        if block.kind == "row":
            continue
        found_label = opened[index]
        body = body or (found_label is not None and found_label.kind != "annex")
        if not body:
            continue
        if colophon.match(text):
            found.add(index)
        elif is_date_line(text):
            run = [index]
            while run[0] > 0 and is_signature(blocks[run[0] - 1].text.strip()) and opened[run[0] - 1] is None:
                run.insert(0, run[0] - 1)
            found |= set(run)
    return frozenset(found)
