"""The graph of `corpus/` with the authority files, held against the shapes that others publish, and whole in itself."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import DCTERMS, RDF, RDFS, SKOS, VOID, Graph, Literal, Namespace, URIRef

from graph.description import dataset, written
from graph.intake import Intake
from graph.iri import BASE
from graph.query import table
from graph.review.rebuild import rebuilt
from graph.store import Store, open_store
from graph.store.authority import add, refresh
from ingest.link import Register
from ingest.pipeline import ingest

ROOT = Path(__file__).parents[2]
SHAPES = ROOT.parent / "shared" / "conformance" / "shapes"
OWN = ("https://w3id.org/policygraph/", "https://policygraph.invalid/id/")
ORGANIZATION = "<http://www.w3.org/ns/org#Organization>"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
JOINT = "https://policygraph.invalid/id/document/苍水规-2022-2"


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    register = Register.load(ROOT / "corpus" / "regions.ttl")
    with open_store() as store:
        refresh(store)
        add(store, [ROOT / "corpus" / "regions.ttl"])
        intake = Intake(store)
        for file in sorted((ROOT / "corpus" / "documents").iterdir()):
            intake.put(file, tuple(ingest(file, register)))
        yield store


@pytest.fixture(scope="module")
def graph(store: Store) -> Graph:
    found = Graph()
    for name in store.graphs():
        text = "".join(f"{item.subject} {item.predicate} {item.object} .\n" for item in store.triples(name))
        found.parse(data=text, format="nt")
    return found


@pytest.mark.parametrize("name", ["cpsv-ap-3.2.0", "cccev-2.1.0"])
def test_services_and_criteria_conform_to_the_published_shapes(graph: Graph, name: str) -> None:
    if not SHAPES.is_dir():
        pytest.skip("the published shapes are not beside this checkout")
    conforms, _, text = validate(graph, shacl_graph=Graph().parse(SHAPES / f"{name}.ttl"))
    assert conforms, text[:2000]


def test_the_leading_office_is_the_first_issuer(store: Store) -> None:
    order = ("苍陵市水利局", "苍陵市工业和信息化局", "苍陵市财政局")
    assert table(store, "document", document=JOINT)[0]["issuers"] == "、".join(order)
    assert {row["document"]: row["issuers"] for row in table(store, "documents")}[JOINT] == "、".join(order)
    assert rebuilt(store.triples(JOINT), JOINT)[0].meta.issuers == order


def test_what_records_name_is_described(graph: Graph) -> None:
    named = {one for one in graph.objects() if isinstance(one, URIRef) and str(one).startswith(OWN)}
    assert {one for one in named if (one, None, None) not in graph} == set()
    kinds = tuple(OWN[0] + kind for kind in ("agency/", "function/", "region/", "unit/"))
    entries = {one for one in named if str(one).startswith(kinds)}
    assert len(entries) > 150
    for one in entries:
        labels = (*graph.objects(one, RDFS.label), *graph.objects(one, SKOS.prefLabel))
        assert (one, RDF.type, None) in graph and any(isinstance(label, Literal) for label in labels), one


def test_the_offices_of_a_document_go_with_it(store: Store) -> None:
    before, graph = _offices(store), list(store.triples(JOINT))
    store.remove(JOINT)
    assert _offices(store) < before
    store.replace(JOINT, graph)
    assert _offices(store) == before


def _offices(store: Store) -> set[object]:
    return {row["agency"] for row in store.query(f"SELECT ?agency {{ ?agency a {ORGANIZATION} }}")}


def test_the_catalogue_conforms_to_the_published_shapes(store: Store) -> None:
    if not SHAPES.is_dir():
        pytest.skip("the published shapes are not beside this checkout")
    shapes, sh = Graph(), Namespace("http://www.w3.org/ns/shacl#")
    for name in ("dcat-ap-3.0.1", "dcat-ap-3.0.1-ranges"):  # the ranges add classes to the shapes of the first
        shapes.parse(SHAPES / f"{name}.ttl")
    pathless = [one for one in shapes.objects(None, sh.property) if (one, sh.path, None) not in shapes]
    for one in pathless:  # published unfinished: without a path they ask nothing, and pySHACL refuses them
        shapes.remove((None, sh.property, one))
    assert len(set(pathless)) == 5
    conforms, _, text = validate(_catalogue(store), shacl_graph=shapes)
    assert conforms, text[:3000]


def test_the_catalogue_says_who_gives_what_where_and_how_much(store: Store) -> None:
    told = _catalogue(store)
    data, dcat = URIRef("https://a.example/void#dataset"), Namespace("http://www.w3.org/ns/dcat#")
    assert len(set(told.objects(data, dcat.distribution))) == 10 + bool(find_spec("pyarrow"))
    services = set(told.subjects(RDF.type, dcat.DataService))
    ends = {str(end) for one in services for end in told.objects(one, dcat.endpointURL)}
    assert ends == {"https://a.example/sparql", "https://a.example/api"}
    assert all(told.value(one, dcat.endpointDescription) for one in services)
    for part in ("publisher", "language", "spatial", "temporal", "accessRights"):
        assert told.value(data, DCTERMS[part]), part
    assert {str(one) for one in told.objects(None, DCTERMS.license)} == {LICENCE}
    assert told.value(data, VOID.triples).toPython() == len(store)
    quads = [quad for name in store.graphs() for quad in store.triples(name)]
    assert told.value(data, VOID.distinctSubjects).toPython() == len({quad.subject for quad in quads})
    assert told.value(data, VOID.properties).toPython() == len({quad.predicate for quad in quads})


def _catalogue(store: Store) -> Graph:
    told = dataset(store, "https://a.example/", BASE, "mailto:data@a.example", LICENCE)
    return Graph().parse(written(told, "nt"), format="nt")
