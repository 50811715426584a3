"""Builds the tree of clauses from the blocks of one document: every block in exactly one clause, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from ingest.record import Block, Clause, Dropped, Piece
from ingest.rules import load
from ingest.structure.heading import title_of
from ingest.structure.label import Label
from ingest.structure.rank import labelled

__all__ = ["Tree", "build"]

_CLOSED = re.compile(r"[。；：！？!?;:”’）)】》]\s*$")
_DUTY = re.compile(r"[)）〕】]\s*。?\s*$")
_ITEM = 7.5  # from this rank on a label numbers items rather than sections


@dataclass(slots=True)
class _Node:
    label: Label | None
    path: str
    title: str
    kind: str
    rank: float
    level: int
    headings: tuple[str, ...]
    plain: bool = False  # an item of a list, whose label opens plain text
    blocks: list[Block] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)  # the number last counted below this node, by kind of label


@dataclass(frozen=True, slots=True)
class Tree:
    """The clauses of one document, and what of its blocks went into none."""

    clauses: tuple[Clause, ...]
    dropped: tuple[Dropped, ...]


def build(
    blocks: Sequence[Block], document: str, issued: str | None = None, tail: frozenset[int] = frozenset()
) -> Tree:
    """Build the clauses of the document named `document`.

    `issued` is the title of the document that this one issues, whose annex is the document proper and no clause of its
    own; `tail` holds the places in `blocks` of signature, date and colophon, which become the clause 落款.
    """
    builder = _Builder(blocks, issued)
    for index in range(len(blocks)):
        builder.take(index, index in tail)
    clauses = tuple(_clause(node, document) for node in builder.nodes if node.blocks)
    return Tree(clauses, tuple(builder.dropped))


class _Builder:
    def __init__(self, blocks: Sequence[Block], issued: str | None) -> None:
        self.blocks = blocks
        self.issued = _squeeze(issued) if issued else None
        self.labels = labelled(blocks)
        self.annexes = set(_annexes(blocks, self.labels))
        root = _Node(None, "", "", "head", -1, 0, ())
        self.nodes, self.stack = [root], [root]
        self.seen: dict[str, int] = {}
        self.dropped: list[Dropped] = []
        self.glue = False  # whether the next block goes on where a repeated heading cut a sentence
        self.above = 0  # how many levels stand above the numbered table that is being read
        self.listing = 0  # the number expected next in a list of annexes

    def take(self, index: int, in_tail: bool) -> None:
        block, found = self.blocks[index], self.labels[index]
        self._leave_table(block)
        if in_tail:
            self._open(Label("tail", "落款", 0, 0), block, title="")
        elif found is not None and self._accept(index, found):
            if found.kind == "annex" and self._is_proper(index):
                self.stack = self.stack[:1]
                self.stack[0].blocks.append(block)
            else:
                self._place(found, block, self._annex_title(index) if found.kind == "annex" else None)
        else:
            self._attach(index, block)

    def _leave_table(self, block: Block) -> None:
        """Close the clauses of a numbered table at the first block that is none of its cells."""
        if block.kind == "cell":
            self.above = self.above or len(self.stack)
        elif self.above and block.kind == "text":
            self.stack, self.above = self.stack[: self.above], 0

    # -------------------------------------------------------------------------------------------- which labels count
    def _accept(self, index: int, found: Label) -> bool:
        text = self.blocks[index].text
        if found.kind == "annex":
            if index in self.annexes:
                return True
            self.listing = 2 if re.search(r"[:：\s]1\s*[.．、]", text) else 0
            return False
        if found.kind == "arabic" and self.listing and found.ordinal == self.listing and len(text) < 80:
            self.listing += 1
            return False
        self.listing = 0
        if found.kind == "table":
            return any(block.kind == "row" for block in self.blocks[index + 1 : index + 4])
        return True

    def _is_proper(self, index: int) -> bool:
        """Whether the annex that begins here is the very document being issued, and no table or list that goes with it
        (某规划重点任务分工表): its title then ends its line."""
        if self.issued is None:
            return False
        lines = [_squeeze(block.text) for block in self.blocks[index : index + 5]]
        near, ends = "".join(lines), set(accumulate(map(len, lines)))
        end = near.find(self.issued) + len(self.issued)
        return self.issued in near and (end in ends or near[end] in "（(》")

    # ------------------------------------------------------------------------------------------------- where they go
    def _place(self, found: Label, block: Block, below: str | None = None) -> None:
        if found.kind == self.stack[-1].kind in ("box", "table") and self._repeats(found, block):
            return
        while len(self.stack) > 1 and self.stack[-1].rank >= found.rank and not self._nests(found):
            self.stack.pop()
        while found.kind == "box" and self._is_paragraph(self.stack[-1]):
            self.stack.pop()  # a box after numbered items belongs to their section
        parent = self.stack[-1]
        title, plain = title_of(block.text, found, parent.blocks[-1].text if parent.blocks else "")
        self._open(found, block, title or below or "", plain)

    def _is_paragraph(self, node: _Node) -> bool:
        """Whether a node is an item rather than a section: by its rank, or below chapters and sections."""
        if node.kind != "item" or node.label is None:
            return False
        above = self.stack[-2].label if len(self.stack) > 1 else None
        in_chapter = above is not None and above.kind in ("chapter", "section")
        run_in = bool(node.blocks) and len(node.blocks[0].text) > node.label.rest + len(node.title) + 1
        return node.rank >= _ITEM or (in_chapter and run_in and node.label.kind == "han")

    def _annex_title(self, index: int) -> str | None:
        """Return the line below 附件 where it is the annex's title."""
        after = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        if after is None or after.kind == "row" or self.labels[index + 1] is not None:
            return None
        title = after.text.strip()
        return title if 2 <= len(title) <= 60 and not title.endswith(("。", "；", "：", ":")) else None

    def _nests(self, found: Label) -> bool:
        """Whether a numbered item goes on inside the box on top of the stack rather than after it."""
        top = self.stack[-1]
        if top.kind != "box" or found.rank < 7 or found.rank >= 20 or found.ordinal is None:
            return False
        outer = self.stack[-2].last.get(found.kind, 0)
        return (found.ordinal == top.last.get(found.kind, 0) + 1 and found.ordinal != outer + 1) or (
            found.ordinal == 1 and not top.last
        )

    def _repeats(self, found: Label, block: Block) -> bool:
        """Drop the heading of a box or table that is printed again after a page break, and go on with the same node."""
        top = self.stack[-1]
        if (
            top.label is None
            or top.label.path != found.path
            or _squeeze(block.text[found.rest :]) != _squeeze(top.title)
        ):
            return False
        self.dropped += [
            Dropped(block.text[piece.start : piece.end], "repeated-heading", piece.line) for piece in block.pieces
        ]
        self.glue = block.kind != "row" and not _CLOSED.search(top.blocks[-1].text)
        return True

    def _open(self, found: Label, block: Block, title: str, plain: bool = False) -> None:
        if found.rank == 0:
            if found.kind == "tail" and self.stack[-1].kind == "tail":
                self.stack[-1].blocks.append(block)
                return
            self.stack = self.stack[:1]
        parent = self.stack[-1]
        if found.ordinal is not None:
            parent.last[found.kind] = found.ordinal
        path = f"{parent.path}/{found.path}" if parent.path else found.path
        self.seen[path] = self.seen.get(path, 0) + 1
        if self.seen[path] > 1:
            path = f"{path}#{self.seen[path]}"
        kind = found.kind if found.kind in ("box", "table", "annex", "article", "tail") else "item"
        headings = (*parent.headings, parent.title) if parent.title else parent.headings
        node = _Node(found, path, title, kind, found.rank, parent.level + 1, headings, plain, [block])
        self.nodes.append(node)
        self.stack.append(node)

    def _attach(self, index: int, block: Block) -> None:
        rules = load("heading")
        if self.glue and block.kind != "row":
            self.stack[-1].blocks[-1] = _glued(self.stack[-1].blocks[-1], block)
            self.glue = False
            return
        if self.stack[-1].kind == "table" and block.kind != "row" and not rules["table-note"].regex.match(block.text):
            self.stack.pop()
        if self.stack[-1].kind == "tail":
            self.stack = self.stack[:1]
        if block.kind != "row" and (self._ends_list(index) or self._sums_up(block.text) or self._closes(index)):
            self.stack.pop()
        elif block.kind != "row" and self._is_entry(self.stack[-1]) and self._leaves_list(block.text):
            while self._is_entry(self.stack[-1]) and len(self.stack) > 1:
                self.stack.pop()
        self.stack[-1].blocks.append(block)

    def _ends_list(self, index: int) -> bool:
        """Whether a paragraph closes a numbered list: after its last item, where every item has one paragraph only."""
        item = self.stack[-1]
        if (
            item.rank < _ITEM
            or item.kind != "item"
            or item.label is None
            or len(item.blocks) > 1
            or len(self.stack) < 3
        ):
            return False
        following = next((found for found in self.labels[index + 1 :] if found is not None), None)
        if following is not None and following.rank >= item.rank and following.kind != "box":
            return False
        parent = self.stack[-2].path
        siblings = [
            node
            for node in self.nodes
            if node is not item and node.path.rpartition("/")[0] == parent and node.rank == item.rank
        ]
        duty = load("heading")["duty-bracket"].regex
        if duty.match(self.blocks[index].text) and not self.stack[-1].plain:
            return bool(siblings) and not any(_DUTY.search(node.blocks[-1].text) for node in siblings)
        return len(siblings) >= 2 and all(len(node.blocks) == 1 for node in siblings)

    def _sums_up(self, text: str) -> bool:
        """Whether a paragraph speaks of all items of the list above it (以上政策执行至2025年底)."""
        return (
            len(self.stack) > 2 and self.stack[-1].kind == "item" and bool(load("heading")["sums-up"].regex.match(text))
        )

    @staticmethod
    def _is_entry(node: _Node) -> bool:
        """Whether a node is an entry of a list within its section: plain text, or numbered (1) or ①."""
        return node.plain or (node.label is not None and node.label.kind in ("arabic-paren", "circled"))

    def _closes(self, index: int) -> bool:
        """Whether the last paragraph gives the document's own validity: it belongs above the items it stands behind."""
        item = self.stack[-1]
        following = next((found for found in self.labels[index + 1 :] if found is not None), None)
        last = following is None or following.kind == "annex"
        numbered = item.kind == "item" and len(self.stack) > 2
        return last and numbered and bool(load("heading")["own-validity"].regex.match(self.blocks[index].text))

    def _leaves_list(self, text: str) -> bool:
        """Whether an unlabelled paragraph after a list item belongs to the clause above the list."""
        item = self.stack[-1].blocks[-1].text.rstrip()
        rules = load("heading")
        duty = rules["duty-bracket"].regex.match(text) or rules["duty-line"].regex.match(text)
        return bool(duty) or item.endswith("。")


def _annexes(blocks: Sequence[Block], labels: Sequence[Label | None]) -> Iterator[int]:
    """Yield where annexes begin; lines that only list them, in the notice, are none."""
    lists = load("heading")["annex-list"].regex
    found = [index for index, item in enumerate(labels) if item is not None and item.kind == "annex"]
    for index in found:
        text, path = blocks[index].text.strip(), labels[index].path  # type: ignore[union-attr]
        later = any(labels[other].path == path for other in found if other > index)  # type: ignore[union-attr]
        bare = len(text) <= labels[index].rest  # type: ignore[union-attr]
        if bare and not later:
            yield index
        elif not later and not lists.match(text) and len(text) < 60 and not text.endswith("。"):
            after = blocks[index + 1 : index + 4]
            if sum(len(block.text) for block in after) > 60 or any(block.kind == "row" for block in after):
                yield index


def _squeeze(text: str) -> str:
    return re.sub(r"[\s《》“”\"#*]", "", text)


def _glued(first: Block, second: Block) -> Block:
    shift = len(first.text)
    pieces = tuple(Piece(p.start + shift, p.end + shift, p.line, p.offset) for p in second.pieces)
    return replace(first, text=first.text + second.text, pieces=first.pieces + pieces)


def _clause(node: _Node, document: str) -> Clause:
    texts, pieces, rows, at = [], [], [], 0
    for block in node.blocks:
        texts.append(block.text)
        pieces += [Piece(p.start + at, p.end + at, p.line, p.offset) for p in block.pieces]
        if block.kind == "row":
            rows.append((at, at + len(block.text)))
        at += len(block.text) + 1
    return Clause(
        document=document, path=node.path, text="\n".join(texts), level=node.level, title=node.title,
        kind=node.kind, headings=node.headings, pieces=tuple(pieces), rows=tuple(rows),  # type: ignore[arg-type]
    )  # fmt: skip
