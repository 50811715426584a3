"""What opens a clause, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.structure.label import fold, label, labels


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("一、总体要求", "一"),
        ("（二）主要目标", "(二)"),
        ("( 三 ) 目标", None),
        ("3.推进改造。", "3"),
        ("１２．强化监管", "12"),
        ("1.2025年底前完成", "1"),
        ("（4）其他", "(4)"),
        ("第 1 0 条 申请人", "第10条"),
        ("第十二条之一 补充", "第十二条之一"),
        ("第三章　附则", "第三章"),
        ("附　则", "附则"),
        ("专栏 4 资源利用工程", "专栏4"),
        ("附件2：名单", "附件2"),
        ("①申请表", "①"),
        ("⑿ 申请表", "(12)"),
        ("⒈推进改造。", "1"),
        ("㈡主要目标", "(二)"),
        ("1.1 编制目的", "1.1"),
    ],
)
def test_a_label_is_read_in_normal_form(text, path):
    found = label(text)
    assert (found and found.path) == path


@pytest.mark.parametrize(
    "text",
    [
        "第三条第二款规定的情形",
        "（一）至（三）项",
        "（三）项所列",
        "㈠至㈢项",
        "1.5万吨标准煤",
        "2025年，建成",
        "一是加强领导",
        "一、二类水体",
        "（2021）12号",
        "3家企业",
        "附件所列材料",
        "专栏中列出的工程应当优先。",
    ],
)
def test_a_reference_or_a_number_is_no_label(text):
    assert label(text) is None


def test_a_number_in_one_character_is_the_whole_label():
    assert [(found := label(text), text[found.rest :])[1] for text in ("⑴甲⑵乙", " ㈠ 甲", "⒛")] == ["甲⑵乙", "甲", ""]


def test_numbers_with_a_stop_head_the_decimals_below_them():
    texts = ["1. 总则", "1.1. 目的", "1. 节水", "2. 治污", "1.2. 依据", "2. 任务", "2.1. 农业", "3. 附则", "1. 施行"]
    assert [found and found.rank for found in labels(texts)] == [7, 7.1, 8, 8, 7.1, 7, 7.1, 7, 8]


@given(st.text())
def test_folding_keeps_every_place(text):
    assert len(fold(text)) == len(text)


@given(st.text(max_size=60))
def test_the_rest_begins_inside_the_text(text):
    found = label(text)
    assert found is None or 0 < found.rest <= len(text)
