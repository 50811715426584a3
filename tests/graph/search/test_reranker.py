"""With a cross-encoder the best clauses are read once more; the model here is a tiny one that the test makes."""

import pytest

from graph.errors import SearchModelError
from graph.search import Entry, Index


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """A cross-encoder of one layer over single characters, without training; nothing is downloaded."""
    for name in ("torch", "sentence_transformers"):
        pytest.importorskip(name, reason="the extra `dense` is not installed: pip install 'policygraph[dense]'")
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    folder = tmp_path_factory.mktemp("cross-tiny")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *sorted(set("道路养护谁来管照明灯光修补坑洼荻浦市方案"))]
    (folder / "vocab.txt").write_text("\n".join(words), "utf-8")
    torch.manual_seed(0)
    size = {"hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 64}
    BertForSequenceClassification(BertConfig(vocab_size=len(words), num_labels=1, **size)).save_pretrained(folder)
    BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    return str(folder)


def test_the_word_of_the_cross_encoder_is_added_to_the_score(tmp_path, model) -> None:
    entries = [Entry(f"urn:r#{n}", "urn:r", "1", "荻浦市方案", n, f"{n}道路养护修补坑洼") for n in ("一", "二")]
    plain, read = Index.open(tmp_path / "plain"), Index.open(tmp_path / "read", reranker=model)
    for index in (plain, read):
        index.write(entries)
    before = {hit.path: hit.score for hit in plain.search("道路谁来管").hits}
    after = {hit.path: hit.score for hit in read.search("道路谁来管").hits}
    fits = read.reranker.fits("道路谁来管", [f"荻浦市方案 \n{entry.text}" for entry in entries])
    assert all(0 < fit < 1 for fit in fits)
    assert after.keys() == before.keys()
    assert all(after[path] > before[path] for path in after)


def test_a_missing_cross_encoder_is_told_with_the_remedy(tmp_path) -> None:
    with pytest.raises(SearchModelError, match=r"policygraph\[dense\]|name a folder"):
        Index.open(tmp_path / "index", reranker=str(tmp_path / "no-such-model"))
