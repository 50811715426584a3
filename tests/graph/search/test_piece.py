"""A long clause is found by its passages, a hit shows the one that answers, and each clause is found once."""

from itertools import pairwise

from graph.search import Entry, Index
from graph.search.piece import spans


def test_the_passages_that_answer_are_shown_as_one_with_their_paragraph() -> None:
    text = "推广节水器具。" * 60 + "\n" + "改造老旧泵站十座。" * 90 + "\n" + "推广节水器具。" * 60
    index = Index.in_memory()
    index.write([Entry("urn:a#1", "urn:a", "1", "节水方案", "一", text)])
    (hit,) = index.search("改造泵站").hits
    assert hit.text in text
    assert (hit.path, hit.paragraph) == ("一", text.count("\n", 0, text.index(hit.text)) + 1)
    assert 400 < len(hit.text) <= 1200
    assert hit.text.count("泵站") > hit.text.count("节水")


def test_passages_leave_no_word_out() -> None:
    text = "甲乙丙丁。" * 300 + "没有句号的结尾"
    found = list(spans(text))
    assert found[0][0] == 0
    assert found[-1][1] == len(text)
    assert all(after[0] <= before[1] for before, after in pairwise(found))
