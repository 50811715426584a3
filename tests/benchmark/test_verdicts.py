"""Verdicts frozen before the engine was rewritten: each is reached again, or differs for a reason named here."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest

from graph.eligibility.amount import amount
from graph.eligibility.answer import Answers
from graph.eligibility.load import from_documents
from graph.eligibility.logic import Truth, truth
from graph.eligibility.scheme import Scheme, Tier
from graph.title import title_key
from ingest.link import Register
from ingest.pipeline import ingest

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
FOLDERS = (ROOT / "corpus" / "documents", SHARED / "corpus-dev", SHARED / "corpus")
SCANS = {".pdf"}  # the same texts stand beside them
Case = Mapping[str, Any]


def digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=6).hexdigest()


def cases() -> list[Case]:
    lines = Path(__file__).with_name("verdicts.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


@cache
def tiers() -> Mapping[tuple[str, str, str, str], list[tuple[Scheme, Tier]]]:
    """Every tier by the title of its document, clause, kind and words."""
    register, found = Register.load(), {}
    for folder in FOLDERS:
        for path in sorted(folder.iterdir()) if folder.exists() else ():
            if path.suffix in SCANS:
                continue
            for scheme in from_documents(ingest(path, register)):
                title = digest(title_key(scheme.title))
                for tier in scheme.tiers:
                    place = tier.citation
                    key = title, place.path, tier.benefit.kind, digest(place.quote)
                    found.setdefault(key, []).append((scheme, tier))
    return found


def asked(case: Case) -> Counter[tuple[str, str, str | None]]:
    return Counter((one["quote"], one["path"], one["op"]) for one in case["criteria"] if not one.get("implied"))


def matching(case: Case) -> tuple[Scheme, Tier] | None:
    """Return the tier that asks exactly what the case answers and pays the same sums."""
    key = case.get("title") or case["document"], case["path"], case["kind"], case["quote"]
    for scheme, tier in tiers().get(key, ()):
        own = (scheme.criteria[name] for name in tier.criteria if not _new(scheme, name, tier))
        same = Counter((digest(one.text), one.citation.path, one.op) for one in own) == asked(case)
        sums = {name: one["value"] for name, one in case["benefit"].items()}
        paid = tier.benefit
        now = {name: part.value for name in sums if (part := getattr(paid, name))}
        if same and sums == now:
            return scheme, tier
    return None


def _new(scheme: Scheme, name: str, tier: Tier) -> bool:
    """Tell whether the frozen engine had no such criterion: that of a provision, or the offer's own words."""
    return name.startswith("p") or _whole(scheme, name, tier)


def _whole(scheme: Scheme, name: str, tier: Tier) -> bool:
    """Tell whether a criterion is the offer's own words: the frozen engine asked for the addressee there."""
    return scheme.criteria[name].text == tier.citation.quote


def values(case: Case, scheme: Scheme, tier: Tier) -> dict[str, Truth]:
    """Return what each criterion counts for, exclusions presumed where the case leaves them open."""
    given: dict[tuple[str, str, str | None], list[Any]] = {}
    for one in case["criteria"]:
        answer = one["answer"]
        if answer is not None and not isinstance(answer, bool):
            answer = _holds(one["op"], answer, one["value"])
        given.setdefault((one["quote"], one["path"], one["op"]), []).append(answer)
    found: dict[str, Truth] = {}
    for name in tier.criteria:
        one = scheme.criteria[name]
        if _whole(scheme, name, tier):
            found[name] = _all(item["answer"] for item in case["criteria"] if item.get("implied"))
            continue
        if name.startswith("p"):
            found[name] = one.default
            continue
        answer = given[digest(one.text), one.citation.path, one.op].pop(0)
        found[name] = one.default if answer is None else answer
    return found


def _all(values: Iterable[Truth]) -> Truth:
    found = list(values)
    return False if False in found else None if None in found else True


def _holds(op: str, answer: float, value: float) -> bool:
    return {">=": answer >= value, "<=": answer <= value, ">": answer > value, "<": answer < value}.get(
        op, answer == value
    )


def inputs(case: Case, tier: Tier) -> Answers:
    given: dict[str, float] = {}
    for part, name in ((tier.benefit.rate, "base"), (tier.benefit.amount, "count")):
        if part and case["inputs"][name] is not None:
            given |= {factor.variable: float(case["inputs"][name]) for factor in part.factors if not factor.period}
    return given


def outcomes() -> Iterator[tuple[str, Case]]:
    """Yield for each case how the new engine differs: "same", or the name of the decision by which it does."""
    for case in cases():
        found = None if case.get("rewritten") else matching(case)
        if found is None:
            yield ("rewritten" if case.get("rewritten") else "read anew"), case
            continue
        scheme, tier = found
        state = values(case, scheme, tier)
        value = truth(tier.logic, state)
        status = "unknown" if value is None else ("eligible" if value else "not_eligible")
        if status != case["status"]:
            yield _decision(case, status, scheme, tier), case
        elif status == "eligible" and case["amount"] is not None and not _pays(case, scheme, tier):
            yield "sum is asked for", case
        else:
            yield "same", case


def _decision(case: Case, status: str, scheme: Scheme, tier: Tier) -> str:
    if any(one.get("implied") and one["answer"] is not True for one in case["criteria"]):
        return "addressee is no criterion"
    roles = {scheme.criteria[name].role for name in tier.criteria}
    open_false = any(one["answer"] is None and one["value"] is False for one in case["criteria"])
    if open_false and roles & {"exclusion", "requirement"} and (case["status"], status) == ("eligible", "unknown"):
        return "only what bars an applicant is presumed not to hold"
    return f"UNEXPLAINED {case['status']} -> {status}"


def _pays(case: Case, scheme: Scheme, tier: Tier) -> bool:
    got = amount(tier, scheme, inputs(case, tier))
    return got.value is not None and abs(got.value - case["amount"]) < 0.01


def test_frozen_verdicts_are_reached_again_or_differ_for_a_named_reason() -> None:
    counts: Counter[str] = Counter()
    strange: list[Case] = []
    for outcome, case in outcomes():
        counts[outcome] += 1
        if outcome.startswith("UNEXPLAINED"):
            strange.append(case)
    assert not strange, strange[:3]
    assert counts["same"] >= 150, counts  # the corpus alone gives so many


if __name__ == "__main__":
    pytest.main([__file__])
