"""Every shape passes the smallest good graph and names what is wrong in a bad one."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import RdfFormat, parse

from graph.check import check_graph
from graph.vocab import PREFIXES
from ontology import SHAPES

HEAD = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
FRAME = """@prefix : <https://a.example/document/x/> .
<https://a.example/document/x> a eli:LegalResource ; dcterms:title "荻浦市节能方案"@zh ; pg:titleKey "荻浦市节能方案" ;
    pg:kind "plan" ; pg:level "municipal" ; eli:has_part :clause ; prov:wasGeneratedBy :reading .
:clause a eli:LegalResourceSubdivision ; pg:path "一" ; pg:depth 1 ; pg:order 0 ; pg:kind "item" ;
    schema:text "一、能耗下降5%。" ; eli:is_part_of <https://a.example/document/x> .
:reading a prov:Activity ; pg:ruleSet "target@0123abcd" ; prov:used :file ; prov:wasAssociatedWith :software .
:software a prov:SoftwareAgent .
:file a prov:Entity ; schema:name "a.txt" ; dcterms:identifier "sha256:SHA" .
:evidence a oa:SpecificResource ; oa:hasSource :clause ; oa:hasSelector :span .
:span a oa:TextQuoteSelector, oa:TextPositionSelector ; oa:exact "能耗下降5%" ; oa:start 2 ; oa:end 8 .
""".replace("SHA", "ab" * 32)
FACT = (
    'oa:hasTarget :evidence ; pg:rule "x/y" ; pg:confidence 1.0 ; prov:wasGeneratedBy :reading ; '
    "prov:wasAttributedTo :software"
)
RECORDS = {
    "Target": ':r a pg:Target ; pg:indicatorName "能耗" ; qudt:numericValue 5.0 ; '
    'pg:operator "=" ; pg:change "decrease" ; FACT .',
    "Responsibility": ':r a pg:Responsibility ; pg:agencyName "市财政局" ; pg:agencyAsWritten "财政局" ; '
    'pg:role "lead" ; pg:form "text" ; FACT .',
    "Deadline": ':r a pg:Deadline ; pg:kind "during" ; dcat:startDate "2026-01-01"^^xsd:date ; '
    'dcat:endDate "2030-12-31"^^xsd:date ; FACT .',
    "Incentive": ':r a pg:Incentive ; pg:kind "award" ; pg:cap :cap ; cv:holdsRequirement :condition ; FACT .\n'
    ':cap a qudt:QuantityValue ; qudt:numericValue 10.0 ; pg:operator "<=" .\n'
    ':condition a cv:Constraint, pg:Criterion ; pg:role "requirement" ; pg:variable :variable ; '
    'pg:attribute "能耗" ; pg:operator ">=" ; pg:expectedValue 5.0 ; '
    "oa:hasTarget :evidence .\n"
    "<https://a.example/document/x> pg:asks :variable .\n"
    ':variable a cv:InformationConcept ; rdfs:label "能耗"@zh ; pg:question "能耗是多少？" ; pg:valueType "quantity" .',
    "Provision": ':r a pg:Provision ; pg:kind "cap" ; pg:appliesTo :clause ; qudt:numericValue 500.0 ; FACT .',
    "Citation": ':r a pg:Citation ; dcterms:title "云泽省节能条例" ; pg:titleKey "云泽省节能条例" ; '
    'pg:relation "cites" ; FACT .',
    "Notice": "<https://a.example/document/x> pg:notice :r .\n"
    ':r a pg:Notice ; pg:code "encoding" ; dcterms:description "read as GB18030" .',
    "Fact": "<https://a.example/document/x> pg:states :r .\n"
    ':r a pg:Deadline ; pg:kind "by" ; dcat:endDate "2030-12-31"^^xsd:date ; FACT .',
    "Fragment": ':r a oa:FragmentSelector ; rdf:value "page=1&viewrect=72.0,100.0,428.0,14.0" .',
}
BAD = [  # shape, words of the good graph, what stands there in the bad one, the record, words of the message
    ("Document", ' ; dcterms:title "荻浦市节能方案"@zh', "", "x", "文件必须有且只有一个题名"),
    ("Document", 'pg:level "municipal"', 'pg:level "village"', "x", "文件层级不在规定范围内"),
    (
        "Document",
        "<https://a.example/document/x> a eli:LegalResource ;",
        "<https://a.example/document/x>",
        "x",
        "必须标明",
    ),
    ("Notice", ":r a pg:Notice ;", ":r", "x", "提示必须是图中的提示记录"),
    ("Fact", ":r a pg:Deadline ;", ":r", "r", "属于且仅属于一类记录"),
    ("Fact", ":r a pg:Deadline ;", ":r a pg:Deadline, pg:Citation ;", "r", "属于且仅属于一类记录"),
    ("Evidence", ":span a oa:TextQuoteSelector, oa:TextPositionSelector ;", ":span", "evidence", "引文及其位置"),
    ("Clause", 'pg:path "一" ;', "", "clause", "条款必须有且只有一个路径"),
    ("Clause", "pg:order 0", "pg:order -1", "clause", "条款顺序"),
    ("Target", "qudt:numericValue 5.0", 'qudt:numericValue "五"', "r", "目标必须有且只有一个数值"),
    ("Target", "pg:confidence 1.0", "pg:confidence 1.5", "r", "置信度"),
    ("Target", "oa:hasTarget :evidence ;", "", "r", "原文依据"),
    ("Responsibility", 'pg:role "lead"', 'pg:role "boss"', "r", "角色只能是"),
    ("Deadline", '"2030-12-31"^^xsd:date', '"2020-12-31"^^xsd:date', "r", "不晚于截止日"),
    ("Incentive", 'pg:kind "award"', 'pg:kind "gift"', "r", "激励种类"),
    ("Quantity", "qudt:numericValue 10.0 ;", "", "cap", "数量必须有且只有一个数值"),
    ("Criterion", " ; pg:expectedValue 5.0", "", "condition", "必须有条件值"),
    ("Criterion", 'pg:role "requirement"', 'pg:role "wish"', "condition", "排除情形"),
    ("Criterion", "pg:variable :variable", "pg:variable :elsewhere", "condition", "问题须在图中"),
    ("Variable", 'pg:valueType "quantity"', 'pg:valueType "number"', "variable", "回答方式"),
    ("Provision", 'pg:kind "cap"', 'pg:kind "hat"', "r", "共同规定的种类"),
    ("Citation", 'pg:relation "cites"', 'pg:relation "likes"', "r", "引用关系"),
    ("Evidence", "oa:hasSource :clause", "oa:hasSource :elsewhere", "evidence", "必须指向图中的一个条款"),
    ("Quote", 'oa:exact "能耗下降5%"', 'oa:exact ""', "span", "引文不能为空"),
    ("Position", "oa:end 8", "oa:end 2", "span", "起始字符"),
    ("Fragment", "page=1&", "", "r", "页面区域"),
    ("Notice", ' ; dcterms:description "read as GB18030"', "", "r", "提示必须有说明"),
    ("Reading", "prov:used :file ;", "", "reading", "读取必须写明所读文件"),
    ("Reading", "target@0123abcd", "target", "reading", "规则版本"),
    ("Reader", "prov:wasAttributedTo :software", "prov:wasAttributedTo :elsewhere", "r", "读取者"),
    ("File", "sha256:ab", "md5:ab", "file", "SHA-256"),
]
RECORD_OF = {"Reader": "Deadline", "Quantity": "Incentive", "Criterion": "Incentive", "Variable": "Incentive"}


def problems(turtle: str) -> list[tuple[str, str]]:
    quads = list(parse(HEAD + turtle, RdfFormat.TURTLE))
    found = check_graph(quads, "https://a.example/document/x")
    return [(one.record.rpartition("/")[2], str(one)) for one in found]


def good(shape: str) -> str:
    return FRAME + RECORDS.get(RECORD_OF.get(shape, shape), "").replace("FACT", FACT)


@pytest.mark.parametrize("shape", sorted({row[0] for row in BAD}))
def test_the_smallest_good_graph_passes(shape: str) -> None:
    assert problems(good(shape)) == []


@pytest.mark.parametrize(("shape", "old", "new", "record", "message"), BAD)
def test_a_bad_graph_fails_with_the_record_named(shape: str, old: str, new: str, record: str, message: str) -> None:
    assert old in good(shape)
    found = problems(good(shape).replace(old, new))
    assert any(name == record and message in text for name, text in found), found


def test_every_shape_has_a_bad_graph() -> None:
    shapes = re.findall(r"^shape:(\w+)", SHAPES.read_text("utf-8"), re.MULTILINE)
    assert set(shapes) == {row[0] for row in BAD}


def test_every_shape_speaks_chinese_and_english() -> None:
    text = SHAPES.read_text("utf-8")
    messages = re.findall(r'sh:message "([^"]+)"@zh, "([^"]+)"@en', text)
    assert len(messages) == text.count("sh:message")
    assert all(re.search(r"[\u4e00-\u9fff]", chinese) for chinese, _ in messages)
