"""Trained LightGBM boosters as forests that the program evaluates itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from cleanup.models.forest import Forest, ForestError, depth_of

# One thread and sums in a fixed order, so that the same data give the same trees on every machine; and what `from_lightgbm`
# can take over.
REPEATABLE: dict[str, Any] = {
    "objective": "binary",
    "use_missing": False,
    "verbose": -1,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
}


def from_lightgbm(booster: Any, names: Sequence[str]) -> Forest:
    """A trained binary LightGBM booster (numeric features, `use_missing=false`) as a `Forest`.

    Values are rounded to half precision here, so a forest judges the same before and after it is stored.
    Raises ForestError for what the evaluator does not do: categorical splits, over 255 cuts of one feature.
    """
    dump = booster.dump_model()
    if dump["max_feature_idx"] + 1 != len(names):
        raise ForestError(f"the booster has {dump['max_feature_idx'] + 1} features, but {len(names)} names are given")
    splits: list[set[float]] = [set() for _ in names]
    trees: list[list[dict[str, Any]]] = []
    for tree in dump["tree_info"]:
        nodes: list[dict[str, Any]] = []
        _collect(tree["tree_structure"], nodes, splits)
        trees.append(nodes)
    tables = [sorted(s) for s in splits]
    if any(len(t) > 255 for t in tables):
        raise ForestError("over 255 cuts of one feature; train with max_bin <= 255")
    place = [{value: i for i, value in enumerate(table)} for table in tables]
    feature: list[int] = []
    cut: list[int] = []
    left: list[int] = []
    right: list[int] = []
    value: list[float] = []
    roots: list[int] = []
    for nodes in trees:
        start = len(feature)
        roots.append(start)
        for i, node in enumerate(nodes):
            inner = "split_feature" in node
            f = node["split_feature"] if inner else 0
            feature.append(f)
            cut.append(place[f][node["threshold"]] if inner else 0)
            left.append(start + (node["left_at"] if inner else i))
            right.append(start + (node["right_at"] if inner else i))
            value.append(node["internal_value"] if inner else node["leaf_value"])
    ends = np.array(roots, np.int32)
    sides = np.array(left, np.int32), np.array(right, np.int32)
    return Forest(
        tuple(names),
        tuple(np.array(t, np.float64) for t in tables),
        ends,
        np.array(feature, np.int32),
        np.array(cut, np.uint8),
        *sides,
        np.array(value, np.float16).astype(np.float32),
        depth_of(ends, *sides),
    )


def _collect(node: dict[str, Any], nodes: list[dict[str, Any]], splits: list[set[float]]) -> int:
    """Lay a tree's nodes in a list, parents first; -> the node's place."""
    place = len(nodes)
    nodes.append(node)
    if "split_feature" in node:
        if node["decision_type"] != "<=":
            raise ForestError(f"split of type {node['decision_type']!r}; only numeric splits are known")
        splits[node["split_feature"]].add(node["threshold"])
        node["left_at"] = _collect(node["left_child"], nodes, splits)
        node["right_at"] = _collect(node["right_child"], nodes, splits)
    return place
