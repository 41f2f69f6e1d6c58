"""One model file: named arrays and a readable description of where they come from.

The file is a compressed `.npz` whose member `about` is JSON text (what, data, licence, training command, features,
figures). No pickles: loading runs no code from the file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MODELS = Path(__file__).parent / "weights"  # shipped with the package


def save(path: Path, arrays: Mapping[str, NDArray[Any]], about: Mapping[str, Any]) -> None:
    """Write arrays and description; the same content gives the same bytes."""
    text = json.dumps(dict(about), indent=1, sort_keys=True, ensure_ascii=False).encode()
    np.savez_compressed(path, allow_pickle=False, about=np.frombuffer(text, np.uint8), **dict(arrays))


def load(path: Path) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """-> arrays by name, description. Errors (missing or damaged file) are the build's and pass through."""
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    about: dict[str, Any] = json.loads(arrays.pop("about").tobytes())
    return arrays, about
