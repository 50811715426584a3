"""What a clause says beside an offer that shuts out or limits, and of which of its offers it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.extract.denial import denied_at
from ingest.extract.draft import Offer
from ingest.extract.tree import Passage, Tree
from ingest.extract.wording import condition_pattern
from ingest.parse.normalize import Part, parts
from ingest.record import Condition
from ingest.rules import load

__all__ = ["beside", "caveats"]

_OTHER = re.compile(
    "(?:不得|不再|不能|不予|不可)(?:再|重复|同时)*(?:申[报请领]|享受|领取)(?:本[^，。；第]{0,6})?第[^，。；]{1,6}条"
)
_OF_OTHERS = re.compile("(?:对|凡)[^，。；]*(?:人员|企业|单位|个人|机构|者|户)$")  # whom a further sentence is for
_LAST_STOP = re.compile("[。；\n]")


def caveats(passage: Passage, offers: Sequence[Offer]) -> list[tuple[Condition, tuple[int, ...]]]:
    """Return each condition told beside the offers, with the places in `offers` of those it is asked of.

    Who is shut out is a condition that must be false; a limit that nothing else reads (不受…限制, 仅限…) has
    no `op`, so that whether it is met stays unknown. It is asked of the offers before it in its sentence, else of all
    offers before it, else of all.

    >>> found = caveats(Passage.of("未达到30张的不予补助。"), [])
    >>> [(one.attr, one.value, places) for one, places in found]
    [('未达到30张', False, ())]
    """
    text, found = passage.even.text, []
    shut = [(one, part) for one, part in denied_at(passage) if not _of_another(text, part)]
    for one, part in shut:
        found.append((one, _asked_of(part, offers)))
    told = {(part.start, part.end) for _, part in shut}
    for part in parts(text):
        if (part.start, part.end) not in told and _near(part, offers):
            found.extend((one, _asked_of(part, offers)) for one in _limits(passage, part))
    return found


def _of_another(text: str, part: Part) -> bool:
    """Tell whether somebody is shut out of another article's benefits: 用能单位不得再申报第八条奖励."""
    return bool(_OTHER.search(text, part.start, part.end))


def beside(found: Sequence[tuple[Condition, tuple[int, ...]]], place: int, own: Sequence[Tree]) -> Tree:
    """Return the caveats of the offer at `place` whose words none of its `own` conditions has read."""
    spared = {one.attr for tree in own for one in _flat(tree) if one.value is True}  # 自有物业除外: need not meet it
    read = [(one.start, one.start + len(one.text)) for tree in own for one in _flat(tree) if one.start is not None]
    return Tree(
        tuple(
            one
            for one, places in found
            if place in places
            and not (one.value is False and one.attr in spared)
            and (
                one.op is not None
                or not any(a < (one.start or 0) + len(one.text) and (one.start or 0) < b for a, b in read)
            )
        )
    )


def _flat(tree: Tree) -> Iterator[Condition]:
    return (one for one in tree.conditions() if one.path is None)


def _limits(passage: Passage, part: Part) -> Iterator[Condition]:
    text = passage.even.text
    said = text[part.start : part.end]
    if not condition_pattern("caveat").search(said) or _OF_OTHERS.match(said) or _duration(text, part):
        return
    words = said.lstrip("但且并")
    yield passage.condition(Condition(words, ""), part.end - len(words), part.end)


def _duration(text: str, part: Part) -> bool:
    """Tell whether the words say for how long is paid, which is a provision: nobody can be asked it."""
    start = max((match.end() for match in _LAST_STOP.finditer(text, 0, part.start)), default=0)
    found = load("provision")["duration"].regex.finditer(text[start : part.end])
    return any(start + match.end() > part.start for match in found)


def _near(part: Part, offers: Sequence[Offer]) -> bool:
    """Tell whether the words stand in the sentence of an offer, or in the one right behind it."""
    return any(offer.sentence in (part.sentence, part.sentence - 1) for offer in offers)


def _asked_of(part: Part, offers: Sequence[Offer]) -> tuple[int, ...]:
    same = [place for place, offer in enumerate(offers) if offer.sentence == part.sentence]
    before = [place for place in same if offers[place].start <= part.start]
    if before:
        near = [place for place in before if offers[place].half == part.half]
        return tuple(near or before[-1:])
    if same:
        return tuple(same)
    earlier = [place for place, offer in enumerate(offers) if offer.sentence < part.sentence]
    return tuple(earlier or range(len(offers)))
