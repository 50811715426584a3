"""Reads what a person typed as the extractors read a text, and turns it into the query that the index runs."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from graph.search.concept import Matter, Matters, above
from graph.search.entry import Filters
from graph.search.grams import grams, pairs, tokens
from graph.search.intent import facts, intent
from graph.search.script import simplified
from ingest.link.register import Register

if TYPE_CHECKING:
    from tantivy import Query, Schema

__all__ = ["HANDLING", "LONGEST", "Question", "Term", "asking", "build", "days", "empty", "handling", "read", "terms"]

# What a shared gram counts for, by the field it is found in: the title of the document tells less than the clause.
_FIELDS: Mapping[str, float] = {"grams": 1.0, "title_grams": 0.3}
_MATTER = 1.2  # what a shared matter counts for beside a shared gram, whatever words name it
_ABOVE = 0.4  # a narrower matter, beside the very one
HANDLING = 0.3  # what a pair counts for that only says how something is asked or handled: its matter counts anyway
LONGEST = 2000  # characters of a question that are read
_POSTINGS = 400_000  # entries of the index that a search may read: the commonest terms, which say least, go first

_QUOTED = re.compile(r'[“"「『]([^“”"「」『』]+)[”"」』]')
_MARK = re.compile(r"[?？]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_DAY = "%Y%m%d"


@dataclass(frozen=True, slots=True)
class Question:
    """A question without its asking words, and what was read in it.

    `phrases` stood in quotation marks and must be found as they are; in a question quotation marks are but names, and
    what they hold is `named`. `facts` are the kinds of record that would answer
    it, `regions` the codes of the places named, `matters` what it speaks of by any name,
    `kinds` what it calls the document that it means.
    """

    text: str
    phrases: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    intent: str = "passages"
    facts: tuple[str, ...] = ()
    matters: tuple[Matter, ...] = ()
    regions: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


def read(text: str) -> Question:
    """Take quoted phrases and asking words out of `text`; a question of asking words alone stays whole.

    Traditional characters are read as simplified ones; what stands beyond 2 000 characters is not read.

    >>> question = read('“能耗强度”到底要降多少？')
    >>> question.text, question.named, question.intent, question.matters[0].id
    ('能耗强度 要降 ？', ('能耗强度',), 'target', 'indicator/energy-per-gdp')
    >>> read("什么").text
    '什么'
    """
    text = simplified(text[:LONGEST])
    quoted = tuple(phrase.strip() for phrase in _QUOTED.findall(text) if tokens(phrase))
    bare = _QUOTED.sub(r"\1 ", text)
    plain = _without_asking(bare)
    kind = intent(text)
    is_question = kind != "passages" or bool(_MARK.search(text)) or plain != bare
    return Question(
        re.sub(r" +", " ", plain).strip() if tokens(plain) else bare,
        () if is_question else quoted,
        quoted if is_question else (),
        kind,
        facts(text),
        tuple({matter.id: matter for matter in Matters.load().find(bare)}.values()),
        tuple(dict.fromkeys(mark.id for mark in Register.load().regions.find(bare) if mark.id)),
        tuple(dict.fromkeys(_YEAR.findall(bare))),
        tuple(kind for kind in asking()["kinds"] if kind in bare),
    )


def build(
    schema: Schema,
    question: Question,
    filters: Filters,
    frequency: Callable[[str, str], int],
    iris: Iterable[str] = (),
) -> Query:
    """Return the query: any gram or matter counts, filters must hold, phrases must be there.

    `frequency` tells how many clauses hold a term of a field; what nothing holds is not asked for. With `iris` only
    these clauses are looked at.
    """
    from tantivy import Occur, Query

    should = [
        (Occur.Should, Query.boost_query(Query.term_query(schema, field, term), weight))
        for field, term, weight in terms(question, frequency)
    ]
    any_of = Query.boolean_query(should)
    exact = [*_filters(schema, filters), *_phrases(schema, question.phrases)]
    if iris:
        exact.append(Query.term_set_query(schema, "iri", list(iris)))
    if not exact:  # a bare union lets the engine pass over what cannot be among the best
        return any_of
    must = [any_of, *(Query.const_score_query(query, 0.0) for query in exact)]
    return Query.boolean_query([(Occur.Must, query) for query in must])


Term = tuple[str, str, float]
"""A field, a term of it, and what it counts for."""


def terms(question: Question, frequency: Callable[[str, str], int]) -> list[Term]:
    """Return what a question is searched by: the rarest terms, as many as the index can be read for."""
    return _affordable(_terms(question), frequency)


def _terms(question: Question) -> Iterator[Term]:
    counted = Counter(gram for gram in grams(question.text) if gram not in empty())
    less = handling(question)
    for field, weight in _FIELDS.items():
        for gram, count in counted.items():
            yield field, gram, weight * count * (HANDLING if gram in less else 1.0)
    for matter in question.matters:
        yield "matter", matter.id, _MATTER * matter.weight
        yield "matter", above(matter.id), _MATTER * _ABOVE * matter.weight


def _affordable(terms: Iterable[Term], frequency: Callable[[str, str], int]) -> list[Term]:
    """Take the rarest terms, as many as the index can be read for; one at least."""
    held = sorted((frequency(field, term), field, term, weight) for field, term, weight in terms)
    kept: list[Term] = []
    read = 0
    for many, field, term, weight in held:
        if many and (not kept or read + many <= _POSTINGS):
            read += many
            kept.append((field, term, weight))
    return kept


def _phrases(schema: Schema, phrases: Iterable[str]) -> Iterable[Query]:
    """Ask for the grams of each phrase; whether it stands there as it is, the text of the clause tells."""
    from tantivy import Query

    for phrase in phrases:
        for gram in dict.fromkeys(grams(phrase)):
            yield Query.term_query(schema, "grams", gram)


def _filters(schema: Schema, filters: Filters) -> Iterable[Query]:
    from tantivy import FieldType, Query

    for name in ("region", "agency", "kind", "document"):
        value = getattr(filters, name)
        if value is not None:
            yield Query.term_query(schema, name, value)
    if filters.among is not None:
        yield Query.term_set_query(schema, "document", list(filters.among))
    if filters.since or filters.until:
        yield Query.range_query(schema, "issued", FieldType.Integer, *days(filters))


def days(filters: Filters) -> tuple[int, int]:
    """Return the first and the last day of issue that filters let through, as yyyymmdd."""
    first = int(filters.since.strftime(_DAY)) if filters.since else 1
    return first, int(filters.until.strftime(_DAY)) if filters.until else 99999999


def handling(question: Question) -> frozenset[str]:
    """Return the pairs of characters by which a question only says how something is asked or handled, not what.

    None where nothing else is named: then that is what is asked about.

    >>> sorted(handling(read("光伏最迟哪天完成"))), sorted(handling(read("最迟哪天完成")))
    (['哪天', '最迟', '迟哪'], [])
    """
    general = set(asking()["general"])
    asked = {pair for matter in question.matters if matter.id in general for pair in pairs(matter.name)}
    about = {pair for matter in question.matters if matter.id not in general for pair in pairs(matter.name)}
    return frozenset(asked - about) if about else frozenset()


@cache
def asking() -> Mapping[str, Any]:
    """Return the word lists of `asking.toml`."""
    return tomllib.loads((files("graph.search") / "asking.toml").read_text("utf-8"))


@cache
def empty() -> frozenset[str]:
    """Return the characters that by themselves say nothing."""
    return frozenset(asking()["empty"])


def _without_asking(text: str) -> str:
    """Blank the asking words; what stands within another word is none: 就 of 就业.

    >>> _without_asking("就业由谁牵头"), _without_asking("人才还款怎么办")
    ('就业由 牵头', '人才还款 ')
    """
    general, kept, end = set(asking()["general"]), list[tuple[int, int]](), 0
    for name in (one.name for one in Matters.load().find(text) if one.id not in general):
        if (start := text.find(name, end)) >= 0:
            kept.append((start, end := start + len(name)))

    def blank(match: re.Match[str]) -> str:
        inside = match.lastgroup or any(start <= match.start() and match.end() <= end for start, end in kept)
        return match[0] if inside else " "

    return _asking_words().sub(blank, text)


@cache
def _asking_words() -> re.Pattern[str]:
    lists = (sorted(asking()[name], key=len, reverse=True) for name in ("held", "words"))
    held, words = ("|".join(map(re.escape, words)) for words in lists)
    return re.compile(f"(?P<held>{held})|{words}")
