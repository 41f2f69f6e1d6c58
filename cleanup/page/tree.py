"""The containers of a page as arrays, and sums over the tree that they form; parents come before children, so each is
one pass."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleanup.page.page import Page

Numbers = NDArray[np.float32] | NDArray[np.float64] | NDArray[np.bool_]
Places = NDArray[np.int64]  # row numbers, of containers or blocks


class PageTree:
    """The containers of a page as arrays; index 0 is the outermost."""

    def __init__(self, page: Page, own: Places) -> None:
        containers = page.containers
        self.size = len(containers)
        self.own = own
        self.parents = [max(c.parent, 0) for c in containers]
        self.parent = np.array(self.parents, dtype=np.int64)
        self.depth = np.fromiter((c.depth for c in containers), np.float32, self.size)
        self.hidden = np.fromiter((c.hidden for c in containers), np.float32, self.size)
        self.tag_list = [c.tag for c in containers]
        self.tags = frozenset(self.tag_list)
        self.children = np.bincount(self.parent, minlength=self.size).astype(np.float32)
        order = np.argsort(-self.depth, kind="stable")
        cuts = np.flatnonzero(np.diff(self.depth[order])) + 1
        self.levels = np.split(order, cuts)  # deepest first

    def sums(self, values: Numbers) -> NDArray[np.float64]:
        """For each container, the sum over the blocks in it and below."""
        out = np.bincount(self.own, weights=values, minlength=self.size).astype(np.float64, copy=False)
        for rows in self.levels[:-1]:
            np.add.at(out, self.parent[rows], out[rows])
        return out

    def inherited(self, tag: str) -> NDArray[np.float32]:
        """How many containers of that tag each container is or stands in."""
        out = np.zeros(self.size, dtype=np.float32)
        parents = self.parents
        mine = [1.0 if t == tag else 0.0 for t in self.tag_list]
        for i in range(1, self.size):
            mine[i] += mine[parents[i]]
        out[:] = mine
        return out

    def nearest(self, tag: str) -> Places:
        """The innermost container of that tag that each container is or stands in; -1 (the last row) if none."""
        near = [-1] * self.size
        parents = self.parents
        for i, t in enumerate(self.tag_list):
            near[i] = i if t == tag else (near[parents[i]] if i else -1)
        return np.array(near, dtype=np.int64)

    def ordinal(self, tag: str) -> NDArray[np.float32]:
        """How many containers of that tag start before each container."""
        mine = np.fromiter((t == tag for t in self.tag_list), np.float32, self.size)
        return np.cumsum(mine) - mine

    def deepest(self, chosen: NDArray[np.bool_]) -> int:
        """The deepest container that is chosen; the first of them in the page."""
        rows = np.flatnonzero(chosen)
        return int(rows[np.argmax(self.depth[rows])]) if len(rows) else 0

    def relation(self, root: int) -> tuple[NDArray[np.float32], NDArray[np.float32], Places]:
        """For each container: whether it is in `root`, how many steps below, and which child of `root` it is in (of
        the outermost container, where it is not)."""
        inside = [0.0] * self.size
        branch = list(range(self.size))
        parents = self.parents
        inside[root] = 1.0
        for i in range(1, self.size):
            p = parents[i]
            if i != root and inside[p]:
                inside[i] = 1.0
                branch[i] = i if p == root else branch[p]
            elif i != root and p != 0:
                branch[i] = branch[p]
        return np.array(inside, dtype=np.float32), self.depth - self.depth[root], np.array(branch, dtype=np.int64)

    def signature_ids(self, page: Page) -> Places:
        """A number for each container, the same where element, class and the parent's class are."""
        ids: dict[str, int] = {}
        containers = page.containers
        out = np.empty(self.size, dtype=np.int64)
        for i, c in enumerate(containers):
            above = containers[c.parent].signature if c.parent >= 0 else ""
            out[i] = ids.setdefault(above + ">" + c.signature, len(ids))
        return out

    def highest(self, values: Numbers) -> NDArray[np.float64]:
        """For each container, the largest value of it and all that it stands in."""
        out = np.array(values, dtype=np.float64)
        for rows in self.levels[::-1][1:]:  # the outermost level has none above it
            out[rows] = np.maximum(out[rows], out[self.parent[rows]])
        return out
