import pytest

from ingest.extract.incentive import extract
from ingest.record import Clause, Document, Meta, Reading, Source


def asked(text):
    clause = Clause("d", "一", text)
    document = Document("d", Source("例", "", "text/plain", ()), Meta("例", kind="measures"), (clause,))
    return [{one.text for one in offer.conditions} for offer in extract(Reading(clause, document))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对国家确定的重点渔场，给予奖励5万元。", {"国家确定的重点渔场"}),
    ],
)
def test_a_criterion_is_read_whole_and_the_base_of_a_rate_is_none(text, expected):
    assert asked(text)[0] == expected


def test_a_list_of_ranges_gives_each_tier_its_own_bounds():
    text = "对年产值1000万元至5000万元、5000万元至1亿元的渔场，分别奖励10万元、20万元。"
    clause = Clause("d", "一", text)
    document = Document("d", Source("例", "", "text/plain", ()), Meta("例", kind="measures"), (clause,))
    bounds = [
        [one.value for one in offer.conditions if isinstance(one.value, float)]
        for offer in extract(Reading(clause, document))
    ]
    assert bounds == [[10_000_000.0, 50_000_000.0], [50_000_000.0, 100_000_000.0]]
