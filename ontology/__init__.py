"""Where the vocabularies lie: paths only, read through importlib.resources."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable

__all__ = [
    "AGENCIES",
    "CONTEXT",
    "COUNTIES",
    "INDICATORS",
    "POLICY",
    "REGIONS",
    "SECTORS",
    "SHAPES",
    "THESAURUS",
    "UNITS",
    "VARIABLES",
]

_HERE = files(__name__)

POLICY: Traversable = _HERE / "policy.ttl"
SHAPES: Traversable = _HERE / "shapes.ttl"
CONTEXT: Traversable = _HERE / "context.jsonld"
AGENCIES: Traversable = _HERE / "agencies.ttl"
REGIONS: Traversable = _HERE / "regions.ttl"
COUNTIES: Traversable = _HERE / "regions-counties.ttl"  # read only when a name is not found in REGIONS
INDICATORS: Traversable = _HERE / "indicators.ttl"
UNITS: Traversable = _HERE / "units.ttl"
VARIABLES: Traversable = _HERE / "variables.ttl"
SECTORS: Traversable = _HERE / "sectors.ttl"
THESAURUS: Traversable = _HERE / "thesaurus.ttl"  # everyday words and the words of documents
