"""The extraction pipeline, carried by spaCy: a blank Chinese model, names marked by a gazetteer, one component a kind.

A site may put a trained component in the place of one of these: `pipeline(register).nlp.replace_pipe("agency_names",
…)` with anything that fills `doc.spans["agency"]`. For one that is made of torch, import torch first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from ingest.confidence import calibrated
from ingest.extract.account import account
from ingest.extract.citation import short_names
from ingest.extract.extractors import EXTRACTORS
from ingest.extract.incentive import offering
from ingest.extract.reader import RULES, rules_version
from ingest.extract.responsibility import first_leads
from ingest.extract.scene import Passed
from ingest.extract.scheme import scheme
from ingest.extract.target import judge
from ingest.record import REPORTING, Clause, Document, Mark, NumberAccount, Reading, Record, Whole
from ingest.without import without

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from ingest.link import Register

__all__ = ["Pipeline", "pipeline"]


@cache
def pipeline(register: Register) -> Pipeline:
    """Return the one pipeline of a register; loading it takes about a second."""
    return Pipeline(register)


class Pipeline:
    """The rules as a reader: reads the records out of a document, clause by clause."""

    name = RULES

    def __init__(self, register: Register) -> None:
        self.nlp = _language(register)

    @property
    def version(self) -> str:
        return rules_version()

    def read(self, reading: Reading) -> Iterator[Record]:
        """Yield the records of one clause in the order of their kinds, each with its confidence."""
        reported = reading.document.meta.kind in REPORTING
        for record in self._data(reading.document, reading.clause, _whole(reading.document))["records"]:
            yield calibrated(record, reported)

    def __call__(self, document: Document) -> tuple[tuple[Record, ...], tuple[NumberAccount, ...]]:
        """Return all records of the document in the order of its text, and what became of each of its numbers."""
        records: list[Record] = []
        numbers: list[NumberAccount] = []
        whole = _whole(document)
        for clause in document.clauses:
            data = self._data(document, clause, whole)
            records += data["records"]
            numbers += account(document, clause, data["records"], data["passed"])
        reported = document.meta.kind in REPORTING
        return tuple(calibrated(record, reported) for record in records), tuple(numbers)

    def _data(self, document: Document, clause: Clause, whole: Whole) -> dict[Any, Any]:
        doc = self.nlp.make_doc(clause.text)
        doc.user_data |= {"clause": clause, "document": document, "whole": whole, "records": [], "passed": []}
        return self.nlp(doc).user_data


def _whole(document: Document) -> Whole:
    offers = any(offering(clause) for clause in document.clauses)
    return Whole(scheme(document) if offers else None, short_names(document), first_leads(document))


def _language(register: Register) -> Language:
    with without("torch"):  # where it is installed, thinc would load it: three seconds and 300 MB of each process
        import spacy
    from spacy.language import Language

    nlp = spacy.blank("zh")
    nlp.max_length = 20_000_000
    nlp.tokenizer = _Characters(nlp.vocab)
    Language.component("agency_names", func=_Names(nlp.vocab, register.agency_names()))
    nlp.add_pipe("agency_names")
    for kind, extract in EXTRACTORS:
        Language.component(kind, func=_targets if kind == "target" else _component(extract, kind))
        nlp.add_pipe(kind)
    return nlp


class _Characters:
    """Makes each character a token, spaces too, so that tokens and offsets are one."""

    def __init__(self, vocab: Any) -> None:
        self._vocab = vocab

    def __call__(self, text: str) -> Doc:
        from spacy.tokens import Doc

        return Doc(self._vocab, words=list(text), spaces=[False] * len(text))


class _Names:
    """Marks the names of agencies: `doc.spans["agency"]`, each span with the agency's id."""

    def __init__(self, vocab: Any, names: Iterable[tuple[str, str]]) -> None:
        from spacy.matcher import PhraseMatcher
        from spacy.tokens import Doc

        self._matcher = PhraseMatcher(vocab)
        self._ids: dict[str, str] = {}
        patterns: dict[str, list[Doc]] = {}
        for name, agency in names:
            patterns.setdefault(agency, []).append(Doc(vocab, words=list(name), spaces=[False] * len(name)))
        for agency, docs in patterns.items():
            self._matcher.add(agency, docs)

    def __call__(self, doc: Doc) -> Doc:
        from spacy.util import filter_spans

        doc.spans["agency"] = filter_spans(self._matcher(doc, as_spans=True))
        return doc


def _reading(doc: Doc) -> Reading:
    data = doc.user_data
    if "reading" not in data:
        marks = tuple(
            Mark(span.start_char, span.end_char, "agency", span.label_) for span in doc.spans.get("agency", ())
        )
        data["reading"] = Reading(data["clause"], data["document"], marks, data["whole"])
    return data["reading"]


def _component(extract: Any, kind: str) -> Any:
    def component(doc: Doc) -> Doc:
        doc.user_data["records"] += extract(_reading(doc))
        return doc

    component.__name__ = kind
    return component


def _targets(doc: Doc) -> Doc:
    """Keep the targets, and why the other numbers are none, for the accounting."""
    for found in judge(_reading(doc)):
        doc.user_data["passed" if isinstance(found, Passed) else "records"].append(found)
    return doc
