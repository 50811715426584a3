"""With a model the index finds by likeness too; the model here is a tiny one that the test makes."""

import sys

import pytest

from graph.errors import SearchModelError
from graph.search import Entry, Index

CHARACTERS = "道路养护谁来管村公坑洼修补资金照明灯光为这个句子生成表示以用于检索相关文章：荻浦市方案"
DOCUMENT = "urn:test:roads"


def entry(path: str, text: str) -> Entry:
    return Entry(f"{DOCUMENT}#{path}", DOCUMENT, "1", "荻浦市道路方案", path, text)


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """A bare transformer of two layers with a vocabulary of single characters; nothing is downloaded."""
    for name in ("torch", "sentence_transformers", "usearch"):
        pytest.importorskip(name, reason="the extra `dense` is not installed: pip install 'policygraph[dense]'")
    import torch
    from transformers import BertConfig, BertModel, BertTokenizer

    folder = tmp_path_factory.mktemp("bge-tiny")
    words = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "[MASK]",
        *sorted(set(CHARACTERS)),
    ]
    (folder / "vocab.txt").write_text("\n".join(words), "utf-8")
    torch.manual_seed(0)
    size = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    BertModel(BertConfig(vocab_size=len(words), **size)).save_pretrained(folder)
    BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    return str(folder)


def test_without_a_model_search_says_that_it_is_lexical_and_torch_stays_out() -> None:
    assert Index.in_memory().mode == "lexical"
    assert "torch" not in sys.modules or "sentence_transformers" in sys.modules


def test_a_missing_extra_or_model_is_told_with_the_remedy(tmp_path) -> None:
    with pytest.raises(SearchModelError, match=r"policygraph\[dense\]|name a folder"):
        Index.open(tmp_path / "index", str(tmp_path / "no-such-model"))


def test_vectors_are_made_once_kept_on_disk_and_go_with_their_document(tmp_path, model) -> None:
    index = Index.open(tmp_path, model)
    assert index.mode == "hybrid"
    index.write([entry("一", "道路养护"), entry("二", "修补坑洼"), entry("三", "照明")])
    assert index.vectors.write([entry("一", "道路养护"), entry("二", "补修坑洼"), entry("三", "照明")]) == 1
    again = Index.open(tmp_path, model)
    assert len(again.vectors) == 3
    assert again.vectors.near("道路养护", 2)
    again.write([], without=[DOCUMENT])
    assert not again.vectors.documents()
    assert len(again.vectors) == 0


def test_likeness_counts_and_is_told(tmp_path, model) -> None:
    index = Index.open(tmp_path, model)
    index.write([entry("一", "道路养护"), entry("二", "修补坑洼")])
    hits = index.search("道路养护谁来管").hits
    assert hits[0].path == "一"
    assert "语义相近" in hits[0].why


def test_a_bare_transformer_gets_the_pooling_and_the_words_of_its_family(model) -> None:
    from graph.search.encoder import Encoder

    encoder = Encoder.load(model)
    assert (encoder.family.pooling, encoder.size) == ("cls", 32)
    assert encoder.family.question.startswith("为这个句子")
    assert abs(float((encoder.texts(["道路"])[0] ** 2).sum()) - 1) < 1e-3


def test_a_bare_transformer_is_loaded_with_that_pooling(model) -> None:
    from graph.search.encoder import Encoder

    pooling = Encoder.load(model)._model[1]
    mode = getattr(pooling, "pooling_mode", None) or pooling.get_pooling_mode_str()
    assert mode == "cls"


def test_a_row_whose_vector_was_lost_gets_it_anew(tmp_path, model) -> None:
    index = Index.open(tmp_path, model)
    index.write([entry("一", "道路养护"), entry("二", "修补坑洼")])
    (tmp_path / "vectors" / "vectors.usearch").unlink()
    again = Index.open(tmp_path, model)
    again.write([entry("一", "道路养护"), entry("二", "修补坑洼")])
    assert len(again.vectors.near("道路养护", 5)) == 2
