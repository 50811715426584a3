"""Facts given by name instead of by the id of a variable: by exact name, alias, then likeness with a margin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any, Final

from graph.eligibility.answer import AnswerError, parse_answer
from graph.eligibility.criterion import OTHER, Variable
from graph.eligibility.parser.label import core, names_of
from graph.eligibility.parser.lexicon import lexicon
from graph.eligibility.scheme import Scheme
from ingest.link.variable import normalized, positive

__all__ = ["Resolved", "resolve"]

_LIKE: Final = 0.6  # likeness from which a name can mean a variable
_MARGIN: Final = 0.1  # by which it must be liker than any other
_SHORTEST: Final = 2


@dataclass(frozen=True, slots=True)
class Resolved:
    """Answers by variable id; names that fit several variables of one document, and names that fit none."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    ambiguous: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """A variable with every way in which its document names it."""

    variable: Variable
    names: tuple[str, ...]


def resolve(facts: Mapping[str, Any], schemes: Iterable[Scheme]) -> Resolved:
    """Return the answers that facts by name give to the variables of schemes, document by document.

    A name that is exactly a label, an authority's alias or a criterion's words is that variable; otherwise the likest
    one counts, if it is like enough and liker than any other by a margin. A text (企业规模: 小型) also answers the
    state or choice that holds it (小型企业). What is not true of a state's opposite is true of it. Raises AnswerError
    where a variable has exactly this name, but the unit measures something else (投资额: 5亩).
    """
    documents = _documents(schemes)
    answers: dict[str, Any] = {}
    ambiguous: dict[str, dict[str, None]] = defaultdict(dict)
    unknown = []
    for name, value in facts.items():
        known = False
        for asked in documents:
            found = _meant(normalized(name), value, asked)
            known = known or bool(found)
            if len(found) == 1 or (isinstance(value, str) and len({id(one) for _, one in found.values()}) == 1):
                answers |= {key: answer for key, (answer, _) in found.items()}
            else:
                ambiguous[name] |= dict.fromkeys(found)
        if not known:
            _refuse_unit(name, value, documents)
            unknown.append(name)
    return Resolved(answers, {name: tuple(ids) for name, ids in ambiguous.items() if ids}, tuple(unknown))


def _refuse_unit(name: str, value: Any, documents: Sequence[Sequence[_Asked]]) -> None:
    for one in chain.from_iterable(documents):
        if normalized(name) in one.names:
            try:
                parse_answer(one.variable, value)
            except AnswerError as error:
                if error.code == "unit":
                    raise AnswerError(name, error.code, **error.about) from None


def _documents(schemes: Iterable[Scheme]) -> list[list[_Asked]]:
    found: dict[str, dict[str, dict[str, None]]] = defaultdict(dict)
    variables: dict[str, Variable] = {}
    for scheme in schemes:
        own = found[scheme.citation.document]
        for name, variable in scheme.variables.items():
            variables[name] = variable
            own.setdefault(name, dict.fromkeys(map(normalized, (variable.label, *names_of(name)))))
        for criterion in scheme.criteria.values():
            own[criterion.variable][normalized(criterion.text)] = None
    return [[_Asked(variables[name], tuple(names)) for name, names in own.items()] for own in found.values()]


_Answers = dict[str, tuple[Any, object]]
"""By variable: the answer, and what it came from: answers of one text that came from one source stand together."""


def _meant(name: str, value: Any, asked: Sequence[_Asked]) -> _Answers:
    """Return what a fact answers among the variables of one document."""
    forms = [(name, value)]
    bare, denied = positive(name)
    if denied and isinstance(value, bool):
        forms.append((bare, not value))
    for form, answer in forms:
        exact = [one for one in asked if form in one.names and _fits(one.variable, answer)]
        if exact:
            return {one.variable.id: (answer, one) for one in exact}
    if isinstance(value, str) and (held := dict(_held(name, value, asked))):
        return held
    return _likest(name, value, asked)


def _held(name: str, value: str, asked: Sequence[_Asked]) -> Iterator[tuple[str, tuple[Any, object]]]:
    """Yield the choice that a text is, or the states that it names: 小型, given for 企业规模, is 小型企业.

    A state that asks for more than the fact says is left open: 高校毕业生 need not be 离校未就业高校毕业生.
    """
    words = normalized(value)
    for one in asked:
        if one.variable.type == "choice":
            for choice in one.variable.choices:
                if choice != OTHER and normalized(choice) == words:
                    yield one.variable.id, (choice, asked)
        elif one.variable.type == "boolean" and len(words) >= _SHORTEST and not positive(one.variable.label)[1]:
            state = normalized(core(one.variable.label))
            whole = words in state and all(char in name for char in state.replace(words, "", 1))
            if whole or (state in words and len(state) >= _SHORTEST):
                yield one.variable.id, (True, asked)


def _likest(name: str, value: Any, asked: Sequence[_Asked]) -> _Answers:
    """Return the likest variable, or those between which the likeness does not decide; nothing where none is like.

    A fact that stands opposite a state (可验证 beside 无法验证) gives the opposite answer.
    """
    ranked = []
    for one in asked:
        likeness, words = max((_likeness(name, words), words) for words in one.names)
        opposite = isinstance(value, bool) and _denials(name) % 2 != _denials(words) % 2
        answer = not value if opposite else value
        if likeness >= _LIKE and _fits(one.variable, answer):
            ranked.append((likeness, answer, one))
    best = max((likeness for likeness, _, _ in ranked), default=0.0)
    return {one.variable.id: (answer, one) for likeness, answer, one in ranked if best - likeness < _MARGIN}


@lru_cache(maxsize=65_536)
def _denials(words: str) -> int:
    """Count the negations of a state: two make a yes.

    >>> _denials("无法验证举报人身份"), _denials("举报人身份可验证")
    (1, 0)
    """
    return len(lexicon().pattern("negation", "opposite").findall(words))


def _fits(variable: Variable, value: Any) -> bool:
    try:
        parse_answer(variable, value)
    except AnswerError:
        return False
    return variable.type != "place" or isinstance(value, str)


@lru_cache(maxsize=65_536)
def _likeness(one: str, other: str) -> float:
    """Return the likeness of two names by their pairs of characters (Dice, 1945).

    >>> round(_likeness("年节能量", "年度节能量"), 2)
    0.57
    """
    mine, theirs = ({a + b for a, b in pairwise(name)} or {name} for name in (one, other))
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))
