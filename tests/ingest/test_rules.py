"""Every rule file loads, and every rule does what its own examples say."""

import ast
import re
from pathlib import Path

import pytest

from ingest.errors import RuleError
from ingest.rules import kinds, load, parse
from ingest.structure.label import fold

ROOT = Path(__file__).parents[2]
RULES = [rule for kind in kinds() for rule in load(kind).rules]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_examples_match_and_counter_examples_do_not(rule):
    read = fold if rule.kind == "label" else str
    for text, words in rule.yes:
        match = rule.regex.search(read(text))
        assert match, f"{rule.name} should match {text!r}"
        assert words is None or words in (match[0], match[0].strip()), f"{rule.name} matched {match[0]!r} in {text!r}"
    for text in rule.no:
        assert not rule.regex.search(read(text)), f"{rule.name} should not match {text!r}"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[rule]]\nid='a'\npattern='x'\nwhy='w'\nyes=['x']\nno=[]\ncolour='red'", "unknown key 'colour'"),
        ("[[rule]]\nid='a'\npattern='x'\nwhy='w'\nno=[]", "'yes' is missing"),
        ("[[rule]]\nid='a'\npattern='x('\nwhy='w'\nyes=['x']\nno=[]", "rule 'a'"),
        ("[[rule]]\nid='a'\npattern='%{what}'\nwhy='w'\nyes=['x']\nno=[]", "%{what}"),
        ("[rules]", "unknown key 'rules'"),
        ("[[rule", "odd.toml"),
        (
            "[[rule]]\nid = 'a'\npattern = '到'\nwhy = 'w'\nyes = ['到']\nno = []\nneeds = '至'",
            "holds none of the characters",
        ),
    ],
)
def test_a_wrong_rule_file_is_refused_with_its_place(text, complaint):
    with pytest.raises(RuleError, match=r"odd\.toml") as caught:
        parse("odd", text)
    assert complaint in str(caught.value)


HAN = re.compile("[\u4e00-\u9fff]")
MOST = 40  # Chinese letters of a pattern in code: longer ones are words, and belong to the rule files


def _words(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(map(_words, node.values))
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


@pytest.mark.parametrize("file", sorted((ROOT / "ingest").rglob("*.py")), ids=lambda file: file.stem)
def test_long_patterns_of_chinese_words_stand_in_rule_files(file: Path) -> None:
    strings = [_words(node) for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    patterns = [text for text in strings if "|" in text or "[^" in text]
    assert not [text for text in patterns if len(HAN.findall(text)) > MOST]
