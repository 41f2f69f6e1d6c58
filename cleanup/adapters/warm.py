"""One warm cleaner a process for callables that are copied from process to process."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from cleanup.api import Cleaner

_CLEANERS: dict[tuple[int, tuple[tuple[str, Any], ...]], Cleaner] = {}


def cleaner_for(settings: Mapping[str, Any]) -> Cleaner:
    """The cleaner of this process for these settings; made when first asked for and kept until the process ends."""
    key = (os.getpid(), tuple(sorted((k, tuple(v) if isinstance(v, list) else v) for k, v in settings.items())))
    if key not in _CLEANERS:
        _CLEANERS[key] = Cleaner(**settings)
    return _CLEANERS[key]
