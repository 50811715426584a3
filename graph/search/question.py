"""Reads what a person typed as the extractors read a text, and turns it into the query that the index runs."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from graph.search.concept import Matter, Matters, above
from graph.search.entry import Filters
from graph.search.grams import cut, tokens
from graph.search.intent import facts, intent
from graph.search.script import simplified
from ingest.link.register import Register

if TYPE_CHECKING:
    from tantivy import Query, Schema

__all__ = ["CLAUSE", "WINDOW", "Question", "asking", "build", "read"]

# What a shared gram counts for, by the field it is found in: the title of the document tells less than the clause.
CLAUSE: Mapping[str, float] = {"grams": 1.0, "title_grams": 0.3}
WINDOW: Mapping[str, float] = {"grams": 1.0}
_MATTER = 1.2  # what a shared matter counts for beside a shared gram, whatever words name it
_ABOVE = 0.4  # a narrower matter, beside the very one
_LONGEST = 2000  # characters of a question that are read

_QUOTED = re.compile(r'[“"「『]([^“”"「」『』]+)[”"」』]')
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_DAY = "%Y%m%d"


@dataclass(frozen=True, slots=True)
class Question:
    """A question without its asking words, and what was read in it.

    `phrases` stood in quotation marks and must be found as they are. `facts` are the kinds of record that would answer
    it, `regions` the codes of the places named, `matters` what it speaks of by any name.
    """

    text: str
    phrases: tuple[str, ...] = ()
    intent: str = "passages"
    facts: tuple[str, ...] = ()
    matters: tuple[Matter, ...] = ()
    regions: tuple[str, ...] = ()
    years: tuple[str, ...] = ()


def read(text: str) -> Question:
    """Take quoted phrases and asking words out of `text`; a question of asking words alone stays whole.

    Traditional characters are read as simplified ones; what stands beyond 2 000 characters is not read.

    >>> question = read('“能耗强度”到底要降多少？')
    >>> question.text, question.phrases, question.intent, question.matters[0].id
    ('能耗强度 要降 ？', ('能耗强度',), 'target', 'indicator/energy-per-gdp')
    >>> read("什么").text
    '什么'
    """
    text = simplified(text[:_LONGEST])
    phrases = tuple(phrase.strip() for phrase in _QUOTED.findall(text) if tokens(phrase))
    bare = _QUOTED.sub(r"\1 ", text)
    plain = _asking_words().sub(" ", bare)
    kind = intent(text)
    return Question(
        re.sub(r" +", " ", plain).strip() if tokens(plain) else bare,
        phrases,
        kind,
        facts(text),
        tuple({matter.id: matter for matter in Matters.load().find(bare)}.values()),
        tuple(dict.fromkeys(mark.id for mark in Register.load().regions.find(bare) if mark.id)),
        tuple(dict.fromkeys(_YEAR.findall(bare))),
    )


def build(
    schema: Schema,
    question: Question,
    filters: Filters,
    weights: Mapping[str, float],
    prefixes: Iterable[str] = ("",),
    iris: Iterable[str] = (),
) -> Query:
    """Return the query over the fields of `weights`: any gram counts, filters must hold, phrases where they can."""
    from tantivy import Occur, Query

    grams = Counter(gram for gram in cut(question.text) if gram not in _empty())
    should = [
        Query.boost_query(Query.term_query(schema, prefix + name, gram), weight * count)
        for prefix in prefixes
        for name, weight in weights.items()
        for gram, count in grams.items()
    ]
    should += [
        Query.boost_query(Query.term_query(schema, f"{prefix}matter", term), weight)
        for prefix in prefixes
        for matter in question.matters
        for term, weight in ((matter.id, _MATTER), (above(matter.id), _MATTER * _ABOVE))
    ]
    any_of = Query.boolean_query([(Occur.Should, query) for query in should])
    exact = list(_filters(schema, filters))
    if iris:
        exact.append(Query.boolean_query([(Occur.Should, Query.term_query(schema, "iri", iri)) for iri in iris]))
    if weights is CLAUSE:
        exact += _phrases(schema, question.phrases)
    if not exact:  # a bare union lets the engine pass over what cannot be among the best
        return any_of
    must = [any_of, *(Query.const_score_query(query, 0.0) for query in exact)]
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
def asking() -> Mapping[str, Any]:
    """Return the word lists of `asking.toml`."""
    return tomllib.loads((files("graph.search") / "asking.toml").read_text("utf-8"))


@cache
def _empty() -> frozenset[str]:
    return frozenset(asking()["empty"])


@cache
def _asking_words() -> re.Pattern[str]:
    words = asking()["words"]
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
