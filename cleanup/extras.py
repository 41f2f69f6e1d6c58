"""Packages that only some inputs, outputs and options need, and the extra that brings them."""

from __future__ import annotations

import importlib.util

from cleanup.errors import CleanupError, InputError


def needs(package: str, extra: str, what: str, *, error: type[CleanupError] = InputError, or_else: str = "") -> None:
    """Raise `error`, naming the extra to install, where `package` is not there. `or_else`: what would do without it."""
    if importlib.util.find_spec(package) is None:
        raise error(
            f"{what} need the package {package}, which is not installed; "
            f"install it with: pip install 'article-cleanup[{extra}]'" + (f"; {or_else}" if or_else else "")
        )
