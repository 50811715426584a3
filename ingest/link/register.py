"""The register: a frozen view over the authority files, and every question that linking asks of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.link.agency import Agencies, AgencyRef
from ingest.link.authority import Concept, concepts
from ingest.link.indicator import IndicatorRef, Indicators
from ingest.link.region import Region, Regions
from ingest.link.sector import Sectors
from ingest.link.unit import UnitRef, Units
from ingest.link.variable import Variables
from ontology import AGENCIES, INDICATORS, REGIONS, SECTORS, UNITS, VARIABLES

__all__ = ["Register"]


@dataclass(frozen=True, slots=True)
class Register:
    """All authority files, read once. Hands out ids and says what they stand for; never guesses.

    >>> register = Register.load()
    >>> register.agency("市经信局", "330300").id, register.agency("银保监会", "330300").id
    ('330300/industry-information', '100000/cbirc')
    """

    regions: Regions
    agencies: Agencies
    indicators: Indicators
    units: Units
    sectors: Sectors
    variables: Variables

    @classmethod
    def load(cls, *more: Path) -> Register:
        """Read the authority files, and `more` of the same make: regions, offices, indicators, units of one's own.

        What was read once is handed out again. Raises OSError and SyntaxError for a file of one's own that is not there
        or no Turtle.
        """
        return _load(tuple(path.resolve() for path in more))

    def agency_names(self) -> tuple[tuple[str, str], ...]:
        """Return every name of an office without its region, and of a body of the centre, with its id.

        The id is a function (`industry-information`) or a body (`100000/ndrc`). Words for vague groups (有关部门) and
        words that mostly are no agency in running text (政府, 街道) are left out.
        """
        return tuple(dict(self.agencies.names()).items())

    def agency(self, name: str, region: str | None) -> AgencyRef | None:
        """Return the agency that `name` means in a document of `region`: a code, or the name of a region in no list.

        省X in a document of a city is the office of its province. None where the text leaves it open.
        """
        return self.agencies.resolve(name, region)

    def describe(self, id_: str) -> AgencyRef | None:
        """Return what the id of an agency stands for, named from the authority files; None for an id of no known form.

        >>> Register.load().describe("330300/industry-information").name
        '温州市工业和信息化部门'
        """
        return self.agencies.describe(id_)

    def today(self, id_: str) -> tuple[str, ...]:
        """Return the ids of the agencies that carry on an agency's work today; its own where it still stands.

        >>> Register.load().today("100000/circ"), Register.load().today("410000/banking-insurance-regulator")
        (('100000/nfra',), ('410000/financial-regulator',))
        """
        return self.agencies.today(id_)

    def region(self, name: str, within: str | None = None) -> Region | None:
        """Return the region of this full or short name, or of this code; `within` picks among several of one name."""
        return self.regions.get(name) or self.regions.lookup(name, within)

    def sector(self, text: str) -> str | None:
        """Return the code of the sector with the longest name in `text`; None where none is named."""
        return self.sectors.find(text)

    def indicator(self, text: str, unit: str | None = None) -> IndicatorRef | None:
        """Return the indicator that `text` names; `unit` rules out what is never measured so. None where in doubt."""
        return self.indicators.resolve(text, unit)

    def unit(self, text: str) -> UnitRef | None:
        """Return the unit of a written unit, 万 and 亿 multiplied out; None for one that no list has.

        >>> unit = Register.load().unit("万千瓦")
        >>> unit.id, unit.factor, unit.dimension, unit.base_factor
        ('unit:KiloW', 10000.0, 'Power', 10000000.0)
        """
        return self.units.resolve(text)

    def variable(self, name: str, type_: str) -> Concept | None:
        """Return the question that is the same in every document under exactly this name; None where none is.

        >>> Register.load().variable("职工人数", "quantity").id
        'headcount'
        """
        return self.variables.get(name, type_)


@cache
def _load(more: tuple[Path, ...]) -> Register:
    added = tuple(entry for path in more for entry in concepts(path))

    def own(*kinds: str) -> tuple[Concept, ...]:
        return tuple(entry for entry in added if entry.kind in kinds)

    regions = Regions((*concepts(REGIONS), *own("Region")))
    units = Units((*concepts(UNITS), *own("Unit")))
    return Register(
        regions,
        Agencies((*concepts(AGENCIES), *own("Function", "Organization")), regions),
        Indicators((*concepts(INDICATORS), *own("Indicator")), units),
        units,
        Sectors((*concepts(SECTORS), *own("Sector"))),
        Variables((*concepts(VARIABLES), *own("Variable"))),
    )
