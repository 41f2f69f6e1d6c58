"""Gradient-boosted trees, evaluated with numpy alone.

A `Forest` is made from a trained LightGBM booster by `from_lightgbm` (development only) and afterwards needs neither
LightGBM nor scikit-learn. Every split is kept as (feature, number of a cut of that feature), so a row is first turned
into small integers (one `searchsorted` a feature) and all trees are then walked together, one level at a time.
Left alone: categorical splits and missing values, which `from_lightgbm` refuses; give finite numbers.
Source of the contributions: A. Saabas, "Interpreting random forests" (2014): what each split on the path moved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

CHUNK = 4096  # rows walked together: keeps the working arrays (rows x trees x 2 bytes) in the cache and memory bounded

REASONED = 256  # rows whose contributions are worked out together, for the same reason


class ForestError(ValueError):
    """Arrays or a booster that do not make a forest; a fault of the build, not of the user's text."""


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees laid end to end. Node i of all nodes tests `feature[i]` against cut `cut[i]`; leaves point to themselves.

    `value[i]` is the raw score (log odds) of node i: of a leaf its output, of an inner node the mean over the training
    rows that reached it, which is what contributions are measured against.
    """

    names: tuple[str, ...]  # of the features, in column order
    cuts: tuple[NDArray[np.float64], ...]  # ascending thresholds of each feature; code = cuts below the value
    roots: NDArray[np.int32]
    feature: NDArray[np.int32]
    cut: NDArray[np.uint8]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float32]
    depth: int
    children: NDArray[np.int32] = field(init=False, repr=False)  # left and right of each node, side by side
    inner: NDArray[np.bool_] = field(init=False, repr=False)  # whether a node is no leaf

    def __post_init__(self) -> None:
        object.__setattr__(self, "children", np.stack([self.left, self.right], axis=1).ravel())
        object.__setattr__(self, "inner", self.left != np.arange(len(self.left)))

    def codes(self, rows: NDArray[Any]) -> NDArray[np.uint8]:
        """Each number as the count of its feature's cuts that lie below it; rows x features."""
        out = np.zeros((rows.shape[1], len(rows)), np.uint8)
        columns = np.ascontiguousarray(rows.T, np.float64)
        for column, cuts in enumerate(self.cuts):
            if len(cuts):
                out[column] = cuts.searchsorted(columns[column])
        return np.ascontiguousarray(out.T)

    def margins(self, rows: NDArray[Any]) -> NDArray[np.float64]:
        """Raw score (log odds) of each row; rows x features in, one number a row out."""
        if rows.ndim != 2 or rows.shape[1] != len(self.names):
            raise ForestError(f"rows of shape {rows.shape}, but the forest knows {len(self.names)} features")
        codes = self.codes(rows)
        out = np.zeros(len(rows))
        for start in range(0, len(rows), CHUNK):
            part = codes[start : start + CHUNK]
            leaves = self._walk(part)
            out[start : start + CHUNK] = self.value[leaves].sum(axis=1, dtype=np.float64)
        return out

    def probabilities(self, rows: NDArray[Any]) -> NDArray[np.float64]:
        """`margins` through the logistic function."""
        return 1.0 / (1.0 + np.exp(-self.margins(rows)))

    def _walk(self, codes: NDArray[np.uint8]) -> NDArray[np.int32]:
        """The leaf of every row in every tree. Paths that have ended are left out of the later levels: trees grown leaf
        by leaf have a few long paths, and most end within the first levels."""
        rows, width = codes.shape
        flat = np.ascontiguousarray(codes).ravel()
        base = np.repeat(np.arange(rows, dtype=np.int32) * width, len(self.roots))
        at = np.tile(self.roots, rows)
        leaves, open_ = at, np.arange(len(at))
        for level in range(self.depth):
            goes_right = flat.take(base + self.feature.take(at)) > self.cut.take(at)
            at = self.children.take(2 * at + goes_right)
            if (level >= 3 and level % 2) or level == self.depth - 1:
                leaves[open_] = at
                alive = np.flatnonzero(self.inner.take(at))
                if not len(alive):
                    break
                open_, at, base = open_.take(alive), at.take(alive), base.take(alive)
        return leaves.reshape(rows, len(self.roots))

    def contributions(self, row: NDArray[Any]) -> NDArray[np.float64]:
        """How far each feature moved one row's raw score from the mean, summed over all trees."""
        return self.moved(self.codes(np.asarray(row).reshape(1, -1)))[0]

    def moved(self, codes: NDArray[np.uint8]) -> NDArray[np.float64]:
        """`contributions` of rows whose `codes` are at hand; rows x features."""
        n, width = codes.shape
        flat = np.ascontiguousarray(codes).ravel()
        base = (np.arange(n, dtype=np.int32) * width)[:, None]
        at = np.repeat(self.roots[None, :], n, axis=0)
        out = np.zeros(n * width)
        for _ in range(self.depth):
            tested = base + self.feature.take(at)
            there = np.where(flat.take(tested) > self.cut.take(at), self.right.take(at), self.left.take(at))
            moves = (self.value.take(there) - self.value.take(at)).astype(np.float64)
            out += np.bincount(tested.ravel(), moves.ravel(), len(out))
            at = there
        return out.reshape(n, width)

    def weightiest(self, row: NDArray[Any], toward: int, count: int = 3) -> list[str]:
        """Names of the features that moved the row most toward a high (+1) or low (-1) score, the strongest first."""
        return self.strongest(self.codes(np.asarray(row).reshape(1, -1)), [toward], count)[0]

    def strongest(self, codes: NDArray[np.uint8], toward: Sequence[int], count: int = 3) -> list[list[str]]:
        """`weightiest` of each of the rows whose `codes` are at hand."""
        out: list[list[str]] = []
        for start in range(0, len(codes), REASONED):
            moved = self.moved(codes[start : start + REASONED]) * np.asarray(toward[start : start + REASONED])[:, None]
            order = np.argsort(-moved, axis=1, kind="stable")[:, :count]
            top = np.take_along_axis(moved, order, axis=1) > 0
            out += [
                [self.names[i] for i, far in zip(row, good, strict=True) if far]
                for row, good in zip(order.tolist(), top.tolist(), strict=True)
            ]
        return out

    def to_arrays(self, prefix: str = "") -> dict[str, NDArray[Any]]:
        """Compact arrays for `store.save`: within-tree child numbers, cut tables end to end, values as float16."""
        sizes = np.diff(np.append(self.roots, len(self.feature)))
        owner = np.repeat(self.roots, sizes)
        return {
            prefix + "names": np.frombuffer("\n".join(self.names).encode(), np.uint8),
            prefix + "cut_count": np.array([len(c) for c in self.cuts], np.uint16),
            prefix + "cut_table": np.concatenate([*self.cuts, np.empty(0)]).astype(np.float64),
            prefix + "sizes": sizes.astype(np.uint16),
            prefix + "feature": self.feature.astype(np.uint16),
            prefix + "cut": self.cut,
            prefix + "left": (self.left - owner).astype(np.uint16),
            prefix + "right": (self.right - owner).astype(np.uint16),
            prefix + "value": self.value.astype(np.float16),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], prefix: str = "") -> Forest:
        """The inverse of `to_arrays`."""
        names = tuple(arrays[prefix + "names"].tobytes().decode().split("\n"))
        ends = np.cumsum(arrays[prefix + "cut_count"].astype(np.int64))
        cuts = tuple(np.split(arrays[prefix + "cut_table"], ends[:-1]))
        sizes = arrays[prefix + "sizes"].astype(np.int64)
        roots = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int32)
        owner = np.repeat(roots, sizes)
        left = arrays[prefix + "left"].astype(np.int32) + owner
        right = arrays[prefix + "right"].astype(np.int32) + owner
        return cls(
            names,
            cuts,
            roots,
            arrays[prefix + "feature"].astype(np.int32),
            arrays[prefix + "cut"],
            left,
            right,
            arrays[prefix + "value"].astype(np.float32),
            depth_of(roots, left, right),
        )


def depth_of(roots: NDArray[np.int32], left: NDArray[np.int32], right: NDArray[np.int32]) -> int:
    """Splits on the longest path."""
    at, depth = roots, 0
    while True:
        children = np.concatenate([left[at], right[at]])
        children = np.unique(children[~np.isin(children, at)])  # a leaf is its own child
        if not len(children):
            return depth
        at, depth = children, depth + 1
