"""The configuration file: settings by their names in TOML, under those of the environment."""

from __future__ import annotations

import os
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import TypeAdapter, ValidationError
from pydantic_settings import BaseSettings, TomlConfigSettingsSource

from graph.errors import GraphError

__all__ = ["CONFIG", "ConfigurationFile", "SettingsError"]

CONFIG: Final = "POLICYGRAPH_CONFIG"
_DEFAULT: Final = Path("policygraph.toml")


class SettingsError(GraphError):
    """A configuration file that cannot be read, or a setting in it that does not exist or cannot have its value."""


class ConfigurationFile(TomlConfigSettingsSource):
    """The file that POLICYGRAPH_CONFIG names, else `policygraph.toml` in the current folder where there is one.

    Raises SettingsError that names file and key: nothing in the file is passed over.
    """

    def __init__(self, settings_cls: type[BaseSettings]) -> None:
        path = _path()
        try:
            super().__init__(settings_cls, toml_file=path)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise SettingsError(f"{path}: {error}. Make it a readable TOML file in UTF-8") from error
        for name, value in self.toml_data.items():
            _check(settings_cls, path, name, value)


def _path() -> Path | None:
    named = os.environ.get(CONFIG)
    if not named:
        return _DEFAULT if _DEFAULT.is_file() else None
    if not Path(named).is_file():
        raise SettingsError(f"{named}: there is no such file. Correct {CONFIG}, or unset it")
    return Path(named)


def _check(settings_cls: type[BaseSettings], path: Path | None, name: str, value: Any) -> None:
    field = settings_cls.model_fields.get(name)
    if field is None:
        near = get_close_matches(name, settings_cls.model_fields, 1)
        remedy = f"Did you mean {near[0]!r}?" if near else f"Known are {', '.join(settings_cls.model_fields)}"
        raise SettingsError(f"{path}: there is no setting {name!r}. {remedy}")
    constrained: Any = Annotated[field.annotation, field]
    try:
        TypeAdapter(constrained).validate_python(value)
    except ValidationError as error:
        raise SettingsError(f"{path}: {name}: {error.errors()[0]['msg']}. {field.description}") from error
