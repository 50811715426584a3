"""Documents as trees of clauses."""

import pytest

from ingest.clean import clean
from ingest.record import Line, Page, Source
from ingest.structure import structure


def documents(*lines):
    source = Source("例.txt", "0" * 64, "text/plain", (Page(tuple(Line(t, n) for n, t in enumerate(lines, 1))),))
    return list(structure(clean(source)))


def tree(*lines):
    (document,) = documents("某市节水行动方案", "", *lines)
    return document


def paths(document):
    return [clause.path for clause in document.clauses if clause.path]


def titles(document):
    return {clause.path: clause.title for clause in document.clauses}


def test_levels_nest_by_the_rank_of_their_labels():
    document = tree(
        "一、总体要求",
        "（一）指导思想。以水定产。",
        "二、任务",
        "（二）节水。",
        "1.管网。改造管网。",
        "（1）更新管道；",
        "三、保障",
    )
    assert paths(document) == ["一", "一/(一)", "二", "二/(二)", "二/(二)/1", "二/(二)/1/(1)", "三"]


def test_articles_stand_under_their_chapters():
    document = tree(
        "第一章 总则",
        "第一条 为了节约用水，制定本办法。",
        "第二条 本办法适用于本市。",
        "（一）城镇；",
        "第二章 附则",
        "第三条 自发布之日起施行。",
    )
    assert paths(document) == [
        "第一章",
        "第一章/第一条",
        "第一章/第二条",
        "第一章/第二条/(一)",
        "第二章",
        "第二章/第三条",
    ]


def test_a_heading_run_into_its_paragraph_ends_at_the_first_stop():
    document = tree("一、任务", "1.推广节水灌溉。到2025年，灌溉面积达到10万亩。", "2.未按期验收的；")
    assert titles(document)["一/1"] == "推广节水灌溉"
    assert titles(document)["一/2"] == ""


def test_a_bracket_after_a_list_belongs_to_the_clause_above_it():
    document = tree("（四）严格准入。有下列情形之一的不予批准：", "1.未达标的；", "2.未备案的。", "（市水务局负责）")
    assert document.clause("(四)").text.endswith("（市水务局负责）")


def test_a_box_belongs_to_its_section_and_ends_at_the_next_label():
    document = tree(
        "（一）节水。",
        "1.管网。改造管网。",
        "2.灌区。改造灌区。",
        "专栏2 沼气工程",
        "建设沼气站。",
        "（二）治污。治理河道。",
    )
    assert paths(document) == ["(一)", "(一)/1", "(一)/2", "(一)/专栏2", "(二)"]
    assert document.clause("(一)/专栏2").title == "沼气工程"


def test_a_box_printed_again_after_a_page_break_is_one_node():
    document = tree(
        "一、任务",
        "专栏1 节水工程",
        "推广先进适用的节水工艺技术和装备，持续开展重点行业水效对标达标行动，建设一批循环利",
        "专栏1 节水工程",
        "用示范园区。",
    )
    assert paths(document) == ["一", "一/专栏1"]
    assert "循环利用示范园区" in document.clause("一/专栏1").text
    assert any(item.reason == "repeated-heading" for item in document.dropped)


def test_a_table_counts_as_a_node_where_rows_follow():
    document = tree(
        "一、目标", "表1 主要指标", "指标\t单位\t2025年", "用水总量\t亿立方米\t80", "注：快报数。", "二、任务"
    )
    assert paths(document) == ["一", "一/表1", "二"]
    assert len(document.clause("一/表1").rows) == 2


def test_numbered_rows_of_a_table_are_no_contents():
    rows = [f"{n}\t指标{n}\t万吨\t{n * 3}" for n in range(1, 8)]
    document = tree("一、目标", "表1 主要指标", "序号\t指标\t单位\t2025年", *rows)
    assert len(document.clause("一/表1").rows) == 8


def test_the_annex_that_is_issued_adds_no_step_and_another_does():
    document = documents(
        "某市水务局关于印发《某市节水行动方案》的通知", "", "各县（区）水务局：", "",
        "现将《某市节水行动方案》印发给你们。", "", "附件：某市节水行动方案", "", "某市水务局", "2022年3月1日", "",
        "附件", "某市节水行动方案", "一、目标", "到2025年，漏损率降到9%。", "二、任务", "改造管网。",
        "附件1", "任务分工表", "任务\t牵头单位", "改造管网\t市水务局",
    )[0]  # fmt: skip
    assert paths(document) == ["一", "二", "附件1"]
    assert document.clause("附件1").title == "任务分工表"


def test_signature_and_date_at_the_end_are_the_tail():
    document = tree("一、目标", "节约用水。", "某市水务局", "2022年3月1日", "（此件公开发布）")
    assert document.clause("落款").text.split("\n") == ["某市水务局", "2022年3月1日", "（此件公开发布）"]


def test_a_label_that_comes_twice_keeps_both_clauses():
    document = tree("一、目标", "节水。", "一、任务", "治污。")
    assert paths(document) == ["一", "一#2"]


def test_contents_with_leaders_are_dropped_and_listed():
    document = tree(
        "目  录", "一、总体要求…………1", "二、任务…………3", "一、总体要求", "以水定城。", "二、任务", "改造管网。"
    )
    assert paths(document) == ["一", "二"]
    assert [item.reason for item in document.dropped].count("contents") == 3


def test_a_compilation_is_split_where_titles_come_and_numbering_starts_anew():
    text = [
        "某市政报", "2022年第3期", "主办：某市人民政府", "目  录", "某市节水行动方案…………1", "某县治污工作方案…………3",
        "某市节水行动方案", "为节约用水，制定本方案。", "一、目标", "节约用水。", "二、任务", "改造老旧管网。",
        "——来源某报",
        "某县治污工作方案", "为治理污染，制定本方案。", "一、目标", "水质达标。", "二、任务", "整治排口。",
    ]  # fmt: skip
    found = documents(*text)
    assert [document.meta.title for document in found] == ["某市节水行动方案", "某县治污工作方案"]
    assert found[0].source_note == "某报"
    assert {item.reason for item in found[0].dropped} >= {"masthead", "contents", "source-note"}


@pytest.mark.parametrize(
    "line", ["按照第三条第二款执行。", "符合（三）项要求的予以支持。", "2025年建成。", "——加强领导。", "一是落实责任。"]
)
def test_running_text_opens_no_clause(line):
    assert paths(tree("一、任务", "总的要求如下。", line)) == ["一"]
