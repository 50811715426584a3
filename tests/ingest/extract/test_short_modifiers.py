"""Who is spoken of before a number, all that a list shuts out, and scopes of chapters told in one sentence."""

import pytest

from tests.ingest.extract.told import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在本市注册的企业研发投入100万元以上", [("在本市注册", True), ("研发投入", 1_000_000)]),
    ],
)
def test_a_short_modifier_of_somebody_is_asked(text, expected):
    """Where somebody is registered is asked beside what is measured of them."""
    assert [(one.attr, one.value) for one in read(text)[0]] == expected
