"""Packages that only some inputs, outputs and options need, and the extra that brings them; folders of packages whose data
alone is read."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from cleanup.errors import CleanupError, InputError


def needs(package: str, extra: str, what: str, *, error: type[CleanupError] = InputError, or_else: str = "") -> None:
    """Raise `error`, naming the extra to install, where `package` is not there. `or_else`: what would do without it."""
    if importlib.util.find_spec(package) is None:
        raise error(
            f"{what} need the package {package}, which is not installed; "
            f"install it with: pip install 'article-cleanup[{extra}]'" + (f"; {or_else}" if or_else else "")
        )


def package_folder(package: str) -> Path | None:
    """Where a package is installed, found without running it; None where it is not."""
    spec = importlib.util.find_spec(package)
    return Path(spec.submodule_search_locations[0]) if spec and spec.submodule_search_locations else None
