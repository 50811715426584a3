"""Turns what a person typed into the weighted query that the index runs."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from graph.search.entry import Filters
from graph.search.grams import pairs, tokens

if TYPE_CHECKING:
    from tantivy import Query, Schema

__all__ = ["CLAUSE", "WINDOW", "Question", "build", "read"]

# What a shared gram counts for, by the field it is found in: the title of the document tells less than the clause.
CLAUSE: Mapping[str, float] = {"grams": 1.0, "title_grams": 0.3}
WINDOW: Mapping[str, float] = {"grams": 1.0}

_QUOTED = re.compile(r'[“"「『]([^“”"「」『』]+)[”"」』]')
_DAY = "%Y%m%d"


@dataclass(frozen=True, slots=True)
class Question:
    """A question without its asking words; `phrases` stood in quotation marks and must be found as they are."""

    text: str
    phrases: tuple[str, ...] = ()


def read(text: str) -> Question:
    """Take quoted phrases and asking words out of `text`; a question of asking words alone stays whole.

    >>> read('“能耗强度”到底要降多少？')
    Question(text='能耗强度 要降 ？', phrases=('能耗强度',))
    >>> read("什么").text
    '什么'
    """
    phrases = tuple(phrase.strip() for phrase in _QUOTED.findall(text) if tokens(phrase))
    bare = _QUOTED.sub(r"\1 ", text)
    plain = _asking_words().sub(" ", bare)
    return Question(re.sub(r" +", " ", plain).strip() if tokens(plain) else bare, phrases)


def build(schema: Schema, question: Question, filters: Filters, weights: Mapping[str, float]) -> Query:
    """Return the query over the fields of `weights`: any gram counts, filters must hold, phrases where they can."""
    from tantivy import Occur, Query

    grams = Counter(tokens(question.text) + pairs(question.text))
    should = [
        Query.boost_query(Query.term_query(schema, name, gram), weight * count)
        for name, weight in weights.items()
        for gram, count in grams.items()
    ]
    must = [Query.boolean_query([(Occur.Should, query) for query in should])]
    exact = list(_filters(schema, filters))
    if weights is CLAUSE:
        exact += [Query.term_query(schema, "unit", "clause"), *_phrases(schema, question.phrases)]
    must += [Query.const_score_query(query, 0.0) for query in exact]
    return Query.boolean_query([(Occur.Must, query) for query in must])


def _phrases(schema: Schema, phrases: Iterable[str]) -> Iterable[Query]:
    from tantivy import Query

    for phrase in phrases:
        words: list[Any] = tokens(phrase)
        yield (
            Query.phrase_query(schema, "singles", words)
            if len(words) > 1
            else Query.term_query(schema, "singles", words[0])
        )


def _filters(schema: Schema, filters: Filters) -> Iterable[Query]:
    from tantivy import FieldType, Query

    for name in ("region", "agency", "kind", "document"):
        value = getattr(filters, name)
        if value is not None:
            yield Query.term_query(schema, name, value)
    if filters.since or filters.until:
        first = int(filters.since.strftime(_DAY)) if filters.since else 1
        last = int(filters.until.strftime(_DAY)) if filters.until else 99999999
        yield Query.range_query(schema, "issued", FieldType.Integer, first, last)


@cache
def _asking_words() -> re.Pattern[str]:
    words = tomllib.loads((files("graph.search") / "asking.toml").read_text("utf-8"))["words"]
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
