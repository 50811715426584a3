"""What the calls of this package return: rows in order, and as a data frame where one is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar, overload

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["Table"]

Row = TypeVar("Row", covariant=True)


class Table(Sequence[Row]):
    """A sequence of rows, each a mapping or a frozen dataclass, that does not change.

    >>> table = Table([{"name": "一", "value": 1}, {"name": "二", "value": 2}])
    >>> len(table), table[0]["name"], table[1:]
    (2, '一', Table(1 row))
    """

    __slots__ = ("_rows",)

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._rows = tuple(rows)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Table[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Table[Row]:
        return Table(self._rows[place]) if isinstance(place, slice) else self._rows[place]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and self._rows == other._rows

    def __hash__(self) -> int:
        raise TypeError("a Table holds mappings, which have no hash")

    def __repr__(self) -> str:
        return f"Table({len(self)} row{'s' * (len(self) != 1)})"

    def as_dicts(self) -> list[dict[str, Any]]:
        """Return each row as a new dict, dataclasses within it too.

        >>> Table([{"name": "一", "value": 1}]).as_dicts()
        [{'name': '一', 'value': 1}]
        """
        return [_plain(row) for row in self._rows]

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a pandas data frame. Raises ImportError with the remedy where pandas is missing."""
        return _library("pandas").DataFrame(self.as_dicts())

    def to_polars(self) -> polars.DataFrame:
        """Return the rows as a polars data frame; a column of several types becomes text. Raises ImportError."""
        return _library("polars").DataFrame(self.as_dicts(), infer_schema_length=None, strict=False)


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise ImportError(
            f"{name} is not installed. Install it: pip install 'policygraph[{name}]'", name=name
        ) from None


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
