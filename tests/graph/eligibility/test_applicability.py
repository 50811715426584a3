"""Whether a scheme is open to a place: the regions of the authority file, and a site's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph.eligibility.applicability import applicability, known_region
from graph.eligibility.load import schemes_of
from graph.eligibility.scheme import Scheme
from graph.store import open_store
from graph.store.authority import add
from graph.triples import triples
from ingest.link import Register
from ingest.pipeline import ingest

REGIONS = Path(__file__).parents[3] / "corpus" / "regions.ttl"
NOTICE = """苍陵市人民政府关于印发《苍陵市节水办法》的通知
苍政发〔2023〕9号
各县（区）人民政府：
现将《苍陵市节水办法》印发给你们，请认真组织实施。
苍陵市人民政府
2023年9月1日
苍陵市节水办法
第一条 对年节水量1000立方米以上的企业，给予5万元补助。
"""
DAY = date(2024, 1, 1)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scheme]:
    """The scheme of a city that only the site's own authority file knows."""
    from graph import iri

    (file := tmp_path_factory.mktemp("city") / "notice.txt").write_text(NOTICE, "utf-8")
    with open_store() as store:
        add(store, [REGIONS])
        for document in ingest(file, Register.load(REGIONS)):
            store.replace(iri.of(document), triples(document))
        (scheme,) = schemes_of(store)
        yield scheme


@pytest.mark.parametrize(
    ("region", "here"),
    [
        ("苍陵市", True),
        ("x-cangling", True),
        ("荻湾区", True),  # a district of it
        ("x-diwan", True),
        ("云瀚省苍陵市荻湾区", True),
        ("云瀚省", None),  # one may be anywhere in one's province
        ("霁州市", False),
        ("x-jizhou", False),
        ("温州市", False),  # of the authority file
        ("330300", False),
    ],
)
def test_a_sites_own_regions_decide(city: Scheme, region: str, here: bool | None) -> None:
    assert applicability(city, region, DAY).here is here
    assert known_region(region, [city])


def test_regions_of_another_site_are_not_known(city: Scheme) -> None:
    assert known_region("温州市") and not known_region("荻湾区")
    assert not known_region("无此市", [city])
