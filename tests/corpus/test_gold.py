"""The gold records beside the invented documents: complete, in the right clause, and letter for letter in the text."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections import Counter
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
MANIFEST = tomllib.loads((CORPUS / "manifest.toml").read_text("utf-8"))
ENTRIES = MANIFEST["document"]
GOLD = sorted(path.stem for path in (CORPUS / "gold").glob("*.json") if path.stem != "gazette")
KINDS = ("targets", "responsibilities", "deadlines", "incentives", "citations")
KEYS = {
    "structure": {"path", "level", "title"},
    "targets": {"path", "quote", "indicator", "scope", "change", "op", "value", "unit", "base", "by", "nature"},
    "responsibilities": {"path", "quote", "agency", "agency_norm", "role", "form"},
    "deadlines": {"path", "quote", "kind", "start", "end"},
    "incentives": {"path", "quote", "kind", "beneficiary", "rate", "amount", "cap", "floor", "conditions", "logic"}
    | {"valid_from", "valid_to"},
    "citations": {"path", "title", "number"},
    "questions": {"q", "kind", "answer", "paths"},
}
MORE = {"incentives": {"soft", "ref"}, "questions": {"facts", "expected"}}
META = {"title", "number", "issuers", "issued", "effective", "expires", "region", "level", "kind"}
CHOICES = {
    "change": {"reach", "increase", "decrease"},
    "op": {"=", ">=", "<=", ">", "<", "~"},
    "nature": {"约束性", "预期性", None},
    "role": {"lead", "responsible", "support"},
    "form": {"bracket", "text"},
}
LABEL = (
    (r"[一二三四五六七八九十]+", "{}、"),
    (r"\(([一二三四五六七八九十]+)\)", "[（(]{}[）)]"),
    (r"\d+", r"{}[.．、]"),
    (r"第\S+[章节条]", "{}"),
    (r"专栏\d*|表\d*|附件\d*|附则", "{}"),
)


@cache
def gold(doc: str) -> dict[str, Any]:
    return json.loads((CORPUS / "gold" / f"{doc}.json").read_text("utf-8"))


@cache
def lines(doc: str) -> tuple[str, ...]:
    """The lines of a document without spaces and markup; of a gazette, those of one piece without its furniture."""
    found = (CORPUS / "documents" / gold(doc)["seed"]).read_text("utf-8").splitlines()
    gazette = json.loads((CORPUS / "gold" / "gazette.json").read_text("utf-8"))
    for part in gazette["parts"]:
        if part["id"] == doc:
            numbers = range(part["first_line"], part["last_line"] + 1)
            found = [found[number - 1] for number in numbers if number not in gazette["furniture"]]
    return tuple(filter(None, map(bare, found)))


def bare(text: str) -> str:
    return re.sub(r"[\s|*#>]+", "", text)


def label(path: str) -> str:
    """A pattern for how the last label of `path` opens a line."""
    last = path.rsplit("/", 1)[-1]
    for form, written in LABEL:
        if match := re.fullmatch(form, last):
            return written.format(match[1] if match.groups() else last)
    raise AssertionError(f"no label: {last}")


@cache
def opened(doc: str) -> dict[str, int]:
    """Where each clause opens in the joined text, found in the order of the structure records."""
    at, offset, starts = 0, 0, {}
    nodes = [(node["path"], bare(node["title"])) for node in gold(doc)["structure"]]
    text = lines(doc)
    for path, title in nodes:
        while at < len(text):
            line = text[at]
            begin, at, offset = offset, at + 1, offset + len(line)
            match = re.match(label(path), line)
            rest = (line[match.end() :] or "".join(text[at : at + 1])) if match else ""
            if match and rest.startswith("" if path == "附则" else title):
                starts[path] = begin
                break
        assert path in starts, f"{doc}: nothing opens {path} {title}"
    return starts


def stretch(doc: str, path: str) -> str:
    """The joined text of the clause at `path` with all below it."""
    text, starts = "".join(lines(doc)), opened(doc)
    if not path:
        return text[: min(starts.values())]
    after = [at for other, at in starts.items() if at > starts[path] and not other.startswith(path + "/")]
    return text[starts[path] : min(after, default=len(text))]


@pytest.mark.parametrize("doc", GOLD)
def test_every_key_is_there_and_no_other(doc: str) -> None:
    record = gold(doc)
    assert set(record) == {"doc", "seed", "meta", *KEYS}
    assert set(record["meta"]) == META
    assert record["doc"] == doc
    for kind, keys in KEYS.items():
        for row in record[kind]:
            assert keys <= set(row) <= keys | MORE.get(kind, set()), row
            for key, choices in CHOICES.items():
                if key in row:
                    assert row[key] in choices, row


@pytest.mark.parametrize("doc", GOLD)
def test_every_clause_opens_in_order_with_its_title(doc: str) -> None:
    paths = list(opened(doc))
    assert len(paths) == len(gold(doc)["structure"])
    for node in gold(doc)["structure"]:
        parent = node["path"].rpartition("/")[0]
        assert not parent or parent in paths
        assert node["level"] == node["path"].count("/") + 1


@pytest.mark.parametrize("doc", GOLD)
def test_every_quote_stands_in_its_clause(doc: str) -> None:
    for kind in KINDS:
        for row in gold(doc)[kind]:
            quote = row["title"] if kind == "citations" else row["quote"]
            assert bare(quote) in stretch(doc, row["path"]), (kind, row["path"], quote)


@pytest.mark.parametrize("doc", GOLD)
def test_agencies_and_numbers_stand_in_their_quotes(doc: str) -> None:
    for row in gold(doc)["responsibilities"]:
        assert row["agency"] in row["quote"], row
    for row in gold(doc)["targets"]:
        assert f"{row['value']:g}" in row["quote"], row
        assert (row["unit"] or "") in row["quote"], row


@pytest.mark.parametrize("doc", GOLD)
def test_conditions_are_in_the_text_and_each_once_in_the_logic(doc: str) -> None:
    for row in gold(doc)["incentives"]:
        named = re.findall(r"c\d+", row["logic"] or "")
        assert named == [f"c{number}" for number in range(1, len(row["conditions"]) + 1)], row["quote"]
        assert bool(row.get("soft")) == (not any(row[key] for key in ("rate", "amount", "cap", "floor"))), row["quote"]
        for condition in row["conditions"]:
            assert bare(condition["text"]) in stretch(doc, condition.get("path", row["path"])), condition


@pytest.mark.parametrize("doc", GOLD)
def test_days_are_days(doc: str) -> None:
    record = gold(doc)
    days = [record["meta"][key] for key in ("issued", "effective", "expires")]
    days += [row["by"] for row in record["targets"]]
    days += [row[key] for row in record["deadlines"] for key in ("start", "end")]
    days += [row[key] for row in record["incentives"] for key in ("valid_from", "valid_to")]
    assert [day for day in days if day is not None and str(date.fromisoformat(day)) != day] == []


@pytest.mark.parametrize("doc", GOLD)
def test_six_questions_at_least_with_clauses_that_exist(doc: str) -> None:
    questions, paths = gold(doc)["questions"], {"", *opened(doc)}
    assert len(questions) >= 6
    for question in questions:
        assert question["paths"]
        assert set(question["paths"]) <= paths, question
        assert ("facts" in question) == ("expected" in question)


def test_both_subsidy_measures_have_eligible_ineligible_and_open_cases() -> None:
    for doc in ("cangling-water-measures", "lanyu-water-measures"):
        cases = {question["expected"]["eligible"] for question in gold(doc)["questions"] if "expected" in question}
        assert cases == {True, False, None}


def test_the_manifest_names_every_file() -> None:
    assert {entry["file"] for entry in ENTRIES} == {path.name for path in (CORPUS / "documents").iterdir()}
    assert {entry["pdf"] for entry in ENTRIES if "pdf" in entry} == {path.name for path in (CORPUS / "pdf").iterdir()}
    assert sorted(doc for entry in ENTRIES for doc in entry["gold"]) == GOLD
    for entry in ENTRIES:
        assert {"file", "gold", "title", "region", "kind", "year", "special", "fictional"} <= set(entry)
        assert len(entry["gold"]) > 1 or gold(entry["gold"][0])["meta"]["title"] == entry["title"]


def test_titles_are_distinct() -> None:
    assert len({gold(doc)["meta"]["title"] for doc in GOLD}) == len(GOLD)


def test_every_document_says_that_it_is_invented() -> None:
    assert MANIFEST["fictional"] is True
    for entry in ENTRIES:
        assert entry["fictional"] is True
        assert MANIFEST["notice"] in (CORPUS / "documents" / entry["file"]).read_text("utf-8")
    for doc in GOLD:
        assert MANIFEST["notice"] in "".join(lines(doc))


@cache
def real_names() -> frozenset[str]:
    files = sorted((ROOT / "ontology").glob("regions*.ttl"))
    return frozenset(name for file in files for name in re.findall(r'"([^"]+)"@zh', file.read_text("utf-8")))


def test_no_place_has_the_name_of_a_real_region() -> None:
    labels = real_names()
    assert len(labels) > 300
    stems = {place: place[:-1] for place in MANIFEST["places"]}
    assert {place for place, stem in stems.items() if place in labels or stem in labels} == set()
    for entry in ENTRIES:
        text = (CORPUS / "documents" / entry["file"]).read_text("utf-8")
        assert {name for name in labels if len(name) > 2 and name.endswith(("省", "市")) and name in text} == set()


INVENTED = ("云泽省", "荻浦市", "苍陵市", "岚屿市", "澄月市", "松墟县")  # what tests and examples of rules call places


@pytest.mark.parametrize("place", INVENTED)
def test_a_place_that_tests_and_rules_invent_is_used_and_is_not_real(place: str) -> None:
    files = [*(ROOT / "tests").rglob("*.py"), *(ROOT / "ingest" / "rules").glob("*.toml")]
    assert any(place in file.read_text("utf-8") for file in files if file != Path(__file__))
    assert not {place, place[:-1]} & real_names()


def test_no_real_city_passes_for_an_invented_one() -> None:
    for file in [*(ROOT / "tests").rglob("*.py"), *(ROOT / "ingest" / "rules").glob("*.toml")]:
        assert "澄" + "江" not in file.read_text("utf-8"), file.name


def test_no_pdf_is_heavy() -> None:
    for file in (CORPUS / "pdf").iterdir():
        assert file.stat().st_size < 600_000, file.name


def test_pdfs_say_what_their_texts_say() -> None:
    """Every line of a text stands in its PDF, as often and in the same order; running heads and page numbers apart."""
    pypdfium2 = pytest.importorskip("pypdfium2")
    for entry in ENTRIES:
        if "pdf" in entry:
            pages = pypdfium2.PdfDocument(CORPUS / "pdf" / entry["pdf"])
            printed = letters("".join(page.get_textpage().get_text_range() for page in pages))
            text = letters((CORPUS / "documents" / entry["file"]).read_text("utf-8"))
            assert not Counter(text) - Counter(printed), entry["pdf"]
            same = SequenceMatcher(None, text, printed, autojunk=False).get_matching_blocks()
            assert sum(block.size for block in same) >= 0.99 * len(text), entry["pdf"]


def letters(text: str) -> str:
    """Letters and digits alone: what a break of line or page cannot change."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))
