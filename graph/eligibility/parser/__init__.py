"""What an applicant writes in plain words -> proposed answers, by readers behind one protocol.

    rules    numbers with units, dates, places, the criteria's own words; abstains where two variables fit
    model    a language model named in the settings; off by default
    verify   what of a model's answers is kept: the applicant's words letter for letter, numbers that stand in them
    names    answers given by names of facts instead of ids

Readers know nothing of the world: what the applicant does not say in the words of the question stays a question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.eligibility.answer import AnswerError, parse_answer
from graph.eligibility.criterion import Value, Variable
from graph.eligibility.parser import rules
from graph.eligibility.parser.model import Model
from graph.eligibility.parser.proposal import Proposal, Proposals, Reader

__all__ = ["READERS", "Proposal", "Proposals", "Reader", "propose", "readers"]

READERS: tuple[Reader, ...] = (rules.read,)
"""What reads where nothing else is set: rules alone, on this machine."""


def readers(url: str = "", model: str = "", key: str = "") -> tuple[Reader, ...]:
    """Return the readers that a site's settings name: the rules, and a model where there is an endpoint for one.

    >>> len(readers()), len(readers("http://127.0.0.1:8080/v1", "qwen"))
    (1, 2)
    """
    return (*READERS, Model(url, model, key)) if url else READERS


def propose(text: str, variables: Mapping[str, Variable], readers: Sequence[Reader] = READERS) -> Proposals:
    """Return what the readers propose; where they differ on a variable, none is taken and it is named in `open`.

    >>> spent = Variable("v1", "设备投资额", "", "quantity", "元")
    >>> [(one.value, one.words) for one in propose("我们设备投资320万元", {"v1": spent}).items]
    [({'value': 320.0, 'unit': '万元'}, '320万元')]
    """
    found = [reader(text, variables) for reader in readers]
    proposed: dict[str, list[Proposal]] = {}
    for one in (one for part in found for one in part.items):
        if _usable(variables[one.variable], one) is not None:
            proposed.setdefault(one.variable, []).append(one)
    kept = {
        name: items[0]
        for name, items in proposed.items()
        if len({repr(_usable(variables[name], one)) for one in items}) == 1
    }
    left = dict.fromkeys([*(name for part in found for name in part.open), *(name for name in proposed if name not in kept)])
    kept = {name: one for name, one in kept.items() if name not in left}
    dropped = tuple(reason for part in found for reason in part.dropped)
    return Proposals(tuple(sorted(kept.values(), key=lambda one: one.start)), tuple(left), dropped)


def _usable(variable: Variable, one: Proposal) -> Value | None:
    try:
        return parse_answer(variable, one.value)
    except AnswerError:
        return None
