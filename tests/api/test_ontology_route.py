"""The vocabulary under its own address, for people and for programs."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, parse

from graph.vocabulary import questions, vocabulary
from ontology import POLICY

FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
}


def test_people_get_every_term_with_an_anchor(site) -> None:
    reply = site.get("/ontology", headers={"accept": "text/html"})
    assert reply.status_code == 200 and "https://" not in reply.text.split("</head>")[0]
    found = vocabulary()
    for term in (*found.classes, *found.properties):
        assert f'id="{term.name}"' in reply.text and term.definition[:8] in reply.text
    assert reply.text.count('id="question-') == len(questions())


@pytest.mark.parametrize("media", FORMATS)
def test_programs_get_the_same_triples_in_every_format(site, media) -> None:
    reply = site.get("/ontology", headers={"accept": media})
    assert reply.headers["content-type"].startswith(media) and "accept" in reply.headers["vary"].lower()
    theirs = {quad.triple for quad in parse(reply.content, FORMATS[media])}
    ours = {quad.triple for quad in parse(POLICY.read_bytes(), RdfFormat.TURTLE)}
    assert len(theirs) == len(ours) and theirs == ours


def test_the_version_opens_and_others_do_not(site) -> None:
    reply = site.get(f"/ontology/{vocabulary().version}", follow_redirects=False)
    assert reply.status_code == 303 and reply.headers["location"] == "/ontology"
    assert site.get("/ontology/9.9.9").status_code == 404
    assert site.get("/ontology", headers={"accept": "image/png"}).status_code == 406


def test_shapes_and_context_are_served(site) -> None:
    assert list(parse(site.get("/ontology/shapes").content, RdfFormat.TURTLE))
    assert site.get("/ontology/context").json()["@context"]["pg"].endswith("ontology#")
