"""The register is read once, fast, and takes authority files of one's own."""

import pytest

from ingest.link import Register

OWN = """
@prefix pg: <https://w3id.org/policygraph/ontology#> .
@prefix pg-scheme: <https://w3id.org/policygraph/scheme/> .
@prefix region: <https://w3id.org/policygraph/region/> .
@prefix indicator: <https://w3id.org/policygraph/indicator/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
region:yunze a pg:Region ; skos:inScheme pg-scheme:region ; skos:prefLabel "云泽省"@zh ; skos:altLabel "云泽"@zh ;
    skos:broader region:100000 ; pg:regionLevel "provincial" .
region:chengyue a pg:Region ; skos:inScheme pg-scheme:region ; skos:prefLabel "澄月市"@zh ;
    skos:broader region:yunze ; pg:regionLevel "municipal" .
indicator:reed-beds a pg:Indicator ; skos:inScheme pg-scheme:indicator ; skos:prefLabel "芦苇荡面积"@zh ;
    pg:dimension "Area" .
"""


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "invented_regions.ttl"
    path.write_text(OWN, "utf-8")
    return path


def test_it_is_read_once():
    assert Register.load() is Register.load()


def test_regions_and_indicators_of_one_s_own_are_taken_with_the_rest(own):
    register = Register.load(own)
    assert register.region("澄月市").parent == "yunze"
    assert register.agency("省财政厅", "chengyue").id == "yunze/finance"
    assert register.indicator("芦苇荡面积", "万亩").id == "reed-beds"
    assert [mark.id for mark in register.regions.find("云泽与温州")] == ["yunze", "330300"]
    assert Register.load().region("澄月市") is None


def test_a_file_of_one_s_own_that_is_no_turtle_is_refused(tmp_path):
    path = tmp_path / "broken.ttl"
    path.write_text("region:1 a", "utf-8")
    with pytest.raises(SyntaxError):
        Register.load(path)
