"""From plain words to a verdict: the scheme that is meant, what was read, and no yes where something was not."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import criterion, scheme  # type: ignore[import-not-found]

