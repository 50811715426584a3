"""Where a server keeps what stands beside the store: one SQLite file each, or one PostgreSQL database for all.

Tables are described once with SQLAlchemy Core. What writes excludes all other writers of the same tables: SQLite by
BEGIN IMMEDIATE, PostgreSQL by an advisory lock that ends with the transaction.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import DOUBLE_PRECISION, JSONB
from sqlalchemy.schema import CreateColumn, CreateSchema

from graph.errors import DatabaseError, FolderError

__all__ = [
    "NUMBER",
    "TIME",
    "Database",
    "Word",
    "copy",
    "has",
    "hold",
    "lead",
    "reading",
    "release",
    "session",
    "turn",
    "vacuum",
    "writing",
]

NUMBER: Final = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
TIME: Final[sa.types.TypeEngine[float]] = sa.REAL().with_variant(DOUBLE_PRECISION(), "postgresql")
_SECONDS: Final = 5  # until a server that does not answer is given up, and then until it is asked again
_PATIENCE: Final = 60  # seconds for other writers
_down: Final[dict[str, float]] = {}  # servers that did not answer, and until when they are not asked


class Word(sa.TypeDecorator[str]):
    """Text; U+0000, which PostgreSQL does not hold, becomes U+FFFD."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:
        return value and value.replace("\0", "\N{REPLACEMENT CHARACTER}")


@dataclass(frozen=True, slots=True)
class Database:
    """A PostgreSQL database, and in it the schema of the public library ("") or of a collection.

    >>> Database("postgresql+psycopg://db/site", "drafts").schema
    'policygraph/drafts'
    """

    url: str
    collection: str = ""

    @property
    def schema(self) -> str:
        name = f"policygraph/{self.collection}" if self.collection else "policygraph"
        long = len(name.encode()) > 63  # bytes: longer names would be cut, and two might become one
        return f"policygraph/{sha256(name.encode()).hexdigest()[:40]}" if long else name


@contextmanager
def reading(path: Path, database: Database | None, tables: sa.MetaData) -> Iterator[sa.Connection]:
    """Open the tables in one transaction. Raises DatabaseError where the server of `database` does not answer."""
    with _explained(path, database, tables):
        if database is not None:
            with _schema(database, tables).begin() as base:
                yield base
            return
        with _file(path, tables).begin() as base:
            base.exec_driver_sql("BEGIN")
            _complete(base, tables)
            yield base


@contextmanager
def writing(path: Path, database: Database | None, tables: sa.MetaData) -> Iterator[sa.Connection]:
    """Open the tables in one transaction, beside which no other process writes them; makes what is missing."""
    with _explained(path, database, tables):
        if database is not None:
            with _schema(database, tables).begin() as base:
                _alone(base, f"{database.schema} {tables.info['what']}", tables.info.get("seconds", _PATIENCE))
                yield base
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=tables.info.get("mode", 0o666))
        with _file(path, tables).begin() as base:
            base.exec_driver_sql("BEGIN IMMEDIATE")
            _complete(base, tables)
            yield base


def copy(path: Path, tables: sa.MetaData) -> bytes:
    """Return an SQLite file as it is at one moment."""
    with _file(path, tables).connect() as base:
        driver: Any = base.connection.driver_connection
        return bytes(driver.serialize())


def vacuum(path: Path, database: Database | None, tables: sa.MetaData) -> None:
    """Write the tables anew, without what was deleted from them or changed."""
    with _explained(path, database, tables):
        engine = _schema(database, tables) if database else _file(path, tables)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as base:
            if database is None:
                base.exec_driver_sql("VACUUM")
                return
            for table in tables.sorted_tables:
                base.exec_driver_sql(f"VACUUM FULL {_quoted(base, database, table)}")


def lead(database: Database, what: str) -> sa.Connection | None:
    """Return a connection that alone does `what` in this schema for as long as it is open; None while another does."""
    base = session(database)
    leads = False
    try:
        leads = hold(base, database, what)
    finally:
        if not leads:
            base.close()
    return base if leads else None


def session(database: Database) -> sa.Connection:
    """Return a connection of its own, for locks that end when it is closed, or within a minute when its host goes."""
    with _explained(Path(), database, None):
        base = _server(database.url).connect().execution_options(isolation_level="AUTOCOMMIT")
        base.detach()  # closing it ends the locks
        for name, value in (("idle", 20), ("interval", 10), ("count", 3)):
            base.exec_driver_sql(f"SET tcp_keepalives_{name} = {value}")
        return base


def hold(base: sa.Connection, database: Database, what: str) -> bool:
    """Take a lock of this schema for as long as a session is open; False while another session has it."""
    with _explained(Path(), database, None):
        return bool(base.scalar(sa.select(sa.func.pg_try_advisory_lock(_number(f"{database.schema} {what}")))))


def release(base: sa.Connection, database: Database, what: str) -> None:
    """Give back a lock that `hold` took."""
    with _explained(Path(), database, None):
        base.scalar(sa.select(sa.func.pg_advisory_unlock(_number(f"{database.schema} {what}"))))


@contextmanager
def turn(database: Database, what: str, seconds: int = _PATIENCE) -> Iterator[None]:
    """Exclude all other servers from `what` meanwhile. Raises DatabaseError where one has it for so many seconds."""
    base = session(database)
    try:
        with _explained(Path(), database, None):
            base.exec_driver_sql(f"SET lock_timeout = '{seconds}s'")
            base.scalar(sa.select(sa.func.pg_advisory_lock(_number(f"{database.schema} {what}"))))
        yield
    finally:
        base.close()


def has(base: sa.Connection, column: sa.ColumnElement[str], value: str) -> sa.ColumnElement[bool]:
    """Return the condition that a column of JSON lists holds a string."""
    asked = sa.literal(value, Word())
    if base.dialect.name == "postgresql":
        return sa.cast(column, JSONB).has_key(asked)
    return asked.in_(sa.select(sa.func.json_each(column).table_valued("value").c.value))


@contextmanager
def _explained(path: Path, database: Database | None, tables: sa.MetaData | None) -> Iterator[None]:
    """Name the place and the remedy where a server does not answer, and where a file is none of ours."""
    if database and _down.get(database.url, 0) > time.monotonic():
        raise _unanswered(database.url, "it did not answer a moment ago")
    try:
        yield
    except (sa.exc.DataError, sa.exc.IntegrityError):
        raise  # a mistake of ours
    except (sa.exc.DBAPIError, sa.exc.TimeoutError) as error:
        reason = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
        if database is None:
            if tables is not None and type(getattr(error, "orig", None)) is sqlite3.DatabaseError:
                what = tables.info["what"]
                raise FolderError(f"{path}: {reason}. Move {what} away, and a new one is begun") from error
            raise  # locked, or a full disk: the file is as it was
        if isinstance(error, sa.exc.OperationalError) and not getattr(error.orig, "sqlstate", None):
            _down[database.url] = time.monotonic() + _SECONDS  # no answer at all
        raise _unanswered(database.url, reason) from error


def _unanswered(url: str, reason: str) -> DatabaseError:
    shown = sa.make_url(url).set(query={}).render_as_string()
    return DatabaseError(f"POLICYGRAPH_DATABASE={shown}: {reason}. See that the server runs and lets this user in")


@lru_cache(maxsize=64)
def _file(path: Path, tables: sa.MetaData) -> sa.Engine:
    """Return the engine of one SQLite file; it is opened anew each time."""

    def connect() -> sqlite3.Connection:
        place, seconds = f"{path.absolute().as_uri()}?mode=rw", tables.info.get("seconds", _PATIENCE)
        base = sqlite3.connect(place, uri=True, timeout=seconds, isolation_level=None, check_same_thread=False)
        base.execute("PRAGMA secure_delete = ON")
        if tables.info.get("wal") and not path.stat().st_size:
            with suppress(sqlite3.OperationalError):  # locked: another process makes it so at this moment
                base.execute("PRAGMA journal_mode = WAL")
        return base

    return sa.create_engine("sqlite://", creator=connect, poolclass=sa.NullPool)


@lru_cache(maxsize=8)
def _server(url: str) -> sa.Engine:
    """Return the connections to a PostgreSQL database that all tables share."""
    waits = {"connect_timeout": _SECONDS, "tcp_user_timeout": 1000 * _SECONDS}
    try:
        return sa.create_engine(
            url, connect_args=waits, pool_pre_ping=True, pool_size=10, max_overflow=20, pool_timeout=_SECONDS
        )
    except ModuleNotFoundError as error:
        raise DatabaseError(f"POLICYGRAPH_DATABASE: {error}; pip install 'policygraph[postgres]'") from error


@lru_cache(maxsize=256)
def _schema(database: Database, tables: sa.MetaData) -> sa.Engine:
    """Return the engine of the tables in their schema, which are made where they are missing."""
    engine = _server(database.url).execution_options(schema_translate_map={None: database.schema})
    with engine.begin() as base:
        _alone(base, "schema")
        if not sa.inspect(base).has_schema(database.schema):
            base.execute(CreateSchema(database.schema))
        tables.create_all(base)
        for table in tables.sorted_tables:  # columns that an older release did not know
            there = {column["name"] for column in sa.inspect(base).get_columns(table.name, database.schema)}
            _widen(base, table, _quoted(base, database, table), there)
    return engine


def _alone(base: sa.Connection, name: str, seconds: int = _PATIENCE) -> None:
    base.execute(sa.select(sa.func.set_config("lock_timeout", f"{seconds}s", True)))
    base.execute(sa.select(sa.func.pg_advisory_xact_lock(_number(name))))


def _number(name: str) -> sa.ColumnElement[int]:
    """Return what PostgreSQL knows a lock by."""
    digest = sha256(f"policygraph {name}".encode()).digest()
    return sa.literal(int.from_bytes(digest[:8], "big", signed=True), sa.BigInteger())


def _complete(base: sa.Connection, tables: sa.MetaData) -> None:
    """Make the tables that a file does not have, and the columns that an older release did not know."""
    for table in tables.sorted_tables:
        there = {row[1] for row in base.exec_driver_sql(f"PRAGMA table_info({table.name})")}
        if not there:
            table.create(base)
            continue
        _widen(base, table, table.name, there)


def _widen(base: sa.Connection, table: sa.Table, name: str, there: Container[str]) -> None:
    """Add to a table the columns that it does not have yet; `name` is what SQL calls it."""
    for column in table.columns:
        if column.name not in there:
            made = CreateColumn(column).compile(dialect=base.dialect)
            base.exec_driver_sql(f"ALTER TABLE {name} ADD COLUMN {made}")


def _quoted(base: sa.Connection, database: Database, table: sa.Table) -> str:
    return f"{base.dialect.identifier_preparer.quote(database.schema)}.{table.name}"
