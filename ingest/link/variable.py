"""Variables: what one question to an applicant settles, named by attribute, type and dimension."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from ingest.link.authority import Concept
from ingest.record import Variable
from ingest.rules import load

if TYPE_CHECKING:
    from ingest.link.register import Register

__all__ = ["MONEY", "OTHER", "Asked", "Variables", "normalized", "positive"]

OTHER: Final = "其他"
MONEY: Final = "元"
_ASIDE = re.compile(r"[\s“”\"‘’《》、，。；：（）()]+|^(?:其|该|且|并|应当?|须)|的$")
_QUESTIONS: Final = {
    "boolean": "是否符合：“{0}”？",
    "quantity": "{0}是多少？（{1}）",
    "date": "{0}是哪一天？",
    "choice": "{0}是哪一种？",
    "place": "{0}在哪里？",
}


def normalized(name: str) -> str:
    """Return the form of an attribute under which it is the same question.

    >>> normalized(" 年节能量 的"), normalized("“小巨人”企业")
    ('年节能量', '小巨人企业')
    """
    return _ASIDE.sub("", unicodedata.normalize("NFKC", name).strip()) or name


def positive(state: str) -> tuple[str, bool]:
    """Return a state without its negation, and whether it was negated.

    >>> positive("未列入失信名单"), positive("未来产业")
    (('列入失信名单', True), ('未来产业', False))
    """
    match = load("variable")["negated"].regex.match(state)
    return (match["state"], True) if match else (state, False)


class Variables:
    """The questions of the authority file, by exactly their names and how they are answered."""

    def __init__(self, entries: Iterable[Concept]) -> None:
        self._known = {
            (normalized(name), entry.value("notation")): entry
            for entry in entries
            for name in (entry.label, *entry.names)
        }

    def get(self, name: str, type_: str) -> Concept | None:
        """Return the entry of a normalized name; None where none has it."""
        return self._known.get((name, type_))


@dataclass(slots=True)
class Asked:
    """Collects the variables of one document in the order of its text; the same question twice is one variable."""

    register: Register
    found: dict[str, Variable] = field(default_factory=dict)

    def boolean(self, label: str, text: str, *, barred: bool = False, whole: bool = False) -> str:
        """Ask whether a state holds; of a bare word, or of `whole` words, whether it holds in `text`."""
        bare = label if len(label) >= _BARE and not whole else f"{label}|{normalized(text)}"
        question = f"是否有此情形：“{label}”？" if barred else None
        return self._ask(f"{bare}|boolean|", Variable("", label, question or "", "boolean"), text)

    def quantity(self, label: str, unit: str | None, *, prefix: str = "", apart: str = "", words: str = "") -> str:
        """Ask for a number in `unit`; `apart` sets it apart from others of its label, `words` show what is meant."""
        known = self.register.unit(unit) if unit else None
        dimension = known.dimension if known else unit or ""
        key = f"{prefix}{normalized(label)}|quantity|{dimension}" + (f"|{apart}" if apart else "")
        question = f"“{words}”的{label}是多少？（{unit}）" if words else ""
        return self._ask(key, Variable("", label, question, "quantity", unit))

    def day(self, label: str) -> str:
        """Ask for a day."""
        return self._ask(f"{normalized(label)}|date|", Variable("", label, "", "date"))

    def place(self, label: str) -> str:
        """Ask for a place."""
        return self._ask(f"{normalized(label)}|place|", Variable("", label, "", "place"))

    def choice(self, label: str, values: tuple[str, ...]) -> str:
        """Ask which of the document's own words holds; each further criterion adds its own."""
        key = self._ask(f"{normalized(label)}|choice|", Variable("", label, "", "choice"))
        named = (one for one in (*self.found[key].choices, *values) if one != OTHER)
        self.found[key] = replace(self.found[key], choices=(*dict.fromkeys(named), OTHER))
        return key

    def _ask(self, key: str, variable: Variable, text: str = "") -> str:
        entry = self.register.variable(normalized(variable.label), variable.type)
        if entry is not None and self._fits(entry, variable):
            key, unit = f"authority/{entry.id}", entry.value("unitName")
            question = "" if variable.type != "boolean" else f"是否{entry.label}？"
            variable = replace(variable, label=entry.label, unit=unit or variable.unit, question=question)
        words = text if text and not positive(text)[1] else variable.label
        written = _QUESTIONS[variable.type].format(words, variable.unit or "").replace("（）", "")
        self.found.setdefault(key, replace(variable, key=key, question=variable.question or written))
        return key

    def _fits(self, entry: Concept, variable: Variable) -> bool:
        unit = entry.value("unitName")
        if variable.type != "quantity" or unit == variable.unit:
            return True
        ours = self.register.unit(variable.unit) if variable.unit else None
        theirs = self.register.unit(unit) if unit else None
        return bool(ours and theirs and ours.dimension == theirs.dimension)


_BARE: Final = 4  # letters; a shorter word says too little to be the same wherever it stands
