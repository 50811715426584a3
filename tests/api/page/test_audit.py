"""The page of what was probably missed: by document and clause, with links to the text and to the review."""

from __future__ import annotations

import re

import httpx
import pytest


@pytest.fixture(scope="module")
def whole(corpus_server: str) -> str:
    return httpx.get(f"{corpus_server}/documents/audit", timeout=60).text


def test_what_was_missed_is_listed_with_the_worst_document_first(whole: str) -> None:
    ranks = []
    for row in whole.split('<section class="panel">')[1:]:
        (total,) = re.findall(r'</a> <span class="count">(\d+)</span></h2>', row)
        light = re.search(r'<span class="chip bad">(.)灯</span>', row)
        ranks.append(("红黄".index(light[1]) if light else 2, -int(total)))
    assert ranks and ranks == sorted(ranks)


def test_each_miss_leads_to_its_clause(corpus_server: str, whole: str) -> None:
    (link, *_) = re.findall(r'class="clause-link" href="([^"]+)"', whole)
    assert httpx.get(corpus_server + link, follow_redirects=True, timeout=60).status_code == 200


def test_one_measure_or_one_document_can_be_asked_for(corpus_server: str, whole: str) -> None:
    (link, *_) = re.findall(r'<h2><a href="([^"]+)"', whole)
    id = link.rpartition("/id/document/")[2]
    one = httpx.get(f"{corpus_server}/documents/audit?document={id}", timeout=60)
    assert (one.status_code, one.text.count('<section class="panel">')) == (200, 1)
    numbers = httpx.get(f"{corpus_server}/documents/audit?measure=numbers", timeout=60).text
    assert set(re.findall(r'<li><span class="chip">([^<]+)</span>', numbers)) == {"数字"}


def test_an_unknown_measure_or_document_is_named(corpus_server: str) -> None:
    assert httpx.get(f"{corpus_server}/documents/audit?measure=x", timeout=60).status_code == 422
    assert httpx.get(f"{corpus_server}/documents/audit?document=x", timeout=60).status_code == 404
