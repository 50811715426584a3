"""The words in which a variable is asked, and where they stand in what an applicant writes."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from graph.eligibility.criterion import Variable
from graph.eligibility.parser.lexicon import lexicon

__all__ = ["core", "find", "labels", "names_of", "noun"]

_GAP: Final = "[^，。；、！？,;!?没未无不非]{0,3}?"  # what an applicant may put between: 购置(了一台)设备
_PARTED: Final = 4  # letters from which a label may be parted so
_SHORTEST: Final = 2
_KEPT: Final = 1 << 14  # labels of which the words are kept: each part of a text asks for those of all variables


@cache
def names_of(id: str) -> tuple[str, ...]:
    """Return the names under which the authority file knows a variable; none for a document's own.

    >>> "独立法人" in names_of("legal-person"), names_of("v0123")
    (True, ())
    """
    return _authority().get(id, ())


@cache
def _authority() -> dict[str, tuple[str, ...]]:
    import ontology
    from ingest.link.authority import concepts

    source = getattr(ontology, "VARIABLES", None)
    return {one.id.rpartition("/")[2]: (one.label, *one.names) for one in concepts(source)} if source else {}


@lru_cache(maxsize=_KEPT)
def labels(variable: Variable) -> tuple[str, ...]:
    """Return every way in which a variable is named: its label, authority names, and states written otherwise.

    >>> labels(Variable("v1", "在本市登记注册", "", "boolean"))[:3]
    ('在本市登记注册', '在本市注册登记', '在本市注册')
    """
    found = dict.fromkeys((variable.label, *names_of(variable.id)))
    for label in tuple(found):
        for pattern, forms in lexicon().forms:
            if match := pattern.match(label):
                found |= dict.fromkeys(form.format(**match.groupdict()) for form in forms)
    return tuple(found)


@lru_cache(maxsize=_KEPT)
def core(label: str) -> str:
    """Return a label without the words that only open it: 属于规上企业 asks for 规上企业.

    >>> core("属于规上企业"), core("是否已上市")
    ('规上企业', '上市')
    """
    for word in sorted(lexicon().words["opening"], key=len, reverse=True):
        if label.startswith(word) and len(label) - len(word) >= _SHORTEST:
            return core(label[len(word) :])
    return label


@lru_cache(maxsize=_KEPT)
def noun(label: str) -> str:
    """Return what a quantity, day or place is of: 设备投资额 -> 设备投资, 成立时间 -> 成立.

    >>> noun("设备投资额"), noun("成立时间")
    ('设备投资', '成立')
    """
    for word in sorted(lexicon().words["ending"], key=len, reverse=True):
        if label.endswith(word) and len(label) - len(word) >= _SHORTEST:
            return core(label[: -len(word)])
    return core(label)


def find(label: str, words: str) -> tuple[int, int] | None:
    """Return where a label stands in some words: as it is, or parted at one place by a few letters; None if not.

    >>> find("属于规上企业", "我们是规上企业"), find("购置设备", "去年购置了两台设备"), find("购置设备", "卖了设备")
    ((3, 7), (2, 9), None)
    """
    plain = core(label)
    if not _SHORTEST <= len(plain) <= len(words):
        return None
    match = _pattern(plain).search(words)
    return match.span() if match else None


@cache
def _pattern(plain: str) -> re.Pattern[str]:
    ways = [re.escape(plain)]
    if len(plain) >= _PARTED:
        ways += [f"{re.escape(plain[:at])}{_GAP}{re.escape(plain[at:])}" for at in range(1, len(plain))]
    return re.compile("|".join(ways))
