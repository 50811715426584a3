"""Which numbering stands inside which: articles within 一、, or 一、 within articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.record import Block
from ingest.structure.label import Label, labels

__all__ = ["labelled", "ranked"]

_OVER = ("han", "han-paren")  # what may head articles instead of numbering their items


def labelled(blocks: Sequence[Block]) -> list[Label | None]:
    """Return the label that opens each block, None for rows and plain text, ranked as this document nests them."""
    return ranked(labels([None if block.kind == "row" else block.text for block in blocks]))


def ranked(found: Sequence[Label | None]) -> list[Label | None]:
    """Return the labels with articles ranked below those headings whose numbers go on from article to article.

    Items of an article begin anew in each; headings of articles do not: 一、 第1条 （一） 第2条 （二） 第3条.

    >>> from ingest.structure.label import label
    >>> heads = [label(text) for text in ("一、范围", "第1条 甲", "第2条 乙", "二、奖励", "第3条 丙")]
    >>> items = [label(text) for text in ("第1条 甲", "一、子；", "二、丑。", "第2条 乙", "一、寅；")]
    >>> [one.rank for one in ranked(heads)], [one.rank for one in ranked(items)]
    ([5, 5.5, 5.5, 5, 5.5], [4, 5, 5, 4, 5])
    """
    over = [kind for kind in _OVER if _goes_on_across_articles(found, kind)]
    if not over:
        return list(found)
    rank = max(one.rank for one in found if one is not None and one.kind in over) + 0.5
    return [replace(one, rank=rank) if one is not None and one.kind == "article" else one for one in found]


def _goes_on_across_articles(found: Sequence[Label | None], kind: str) -> bool:
    """Whether most numbers of a kind above 1 follow on the one before with an article between them."""
    across = within = 0
    last, article = 0, False
    for one in found:
        if one is None:
            continue
        if one.kind == "annex":
            last = 0
        elif one.kind == "article":
            article = True
        elif one.kind == kind and one.ordinal is not None:
            if one.ordinal == last + 1 and last:
                across, within = across + article, within + (not article)
            last, article = one.ordinal, False
    return across > within
