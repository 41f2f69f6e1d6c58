"""Packages that only some inputs need, and the extra that brings them."""

from __future__ import annotations

import importlib.util

from cleanup.errors import InputError


def needs(package: str, extra: str, what: str) -> None:
    """Raise InputError, naming the extra to install, where `package` is not there."""
    if importlib.util.find_spec(package) is None:
        raise InputError(f"{what} need the package {package}, which is not installed; "
                         f"install it with: pip install 'article-cleanup[{extra}]'")
