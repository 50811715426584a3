"""Every rule file loads, and every rule does what its own examples say."""

import pytest

from ingest.errors import RuleError
from ingest.rules import kinds, load, parse
from ingest.structure.label import fold

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
