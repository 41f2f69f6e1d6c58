"""Train the hashed linear models (scikit-learn, development only)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cleanup.models.hashed import HashedLinear, buckets


def fit(
    sequences: Sequence[Sequence[str]],
    labels: Sequence[int],
    *,
    weights: Sequence[float] | None = None,
    bits: int = 18,
    longest: int = 2,
    damping: float = 0.5,
    strength: float = 1.0,
) -> HashedLinear:
    """Train on 0/1 labels by L2 logistic regression and round to int8.

    `strength` is the inverse of the penalty (scikit-learn's C). Buckets that no sequence fills weigh 0, and weights
    too small for one step of the int8 scale become 0, which is what makes the file small.
    """
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    places, owner = buckets(sequences, bits, longest)
    count = np.maximum(np.bincount(owner, minlength=len(sequences)), 1) ** damping
    matrix = csr_matrix((1.0 / count[owner], (owner, places)), shape=(len(sequences), 1 << bits))
    filled = np.unique(places)
    model = LogisticRegression(C=strength, solver="lbfgs", max_iter=200, tol=1e-4)
    model.fit(matrix[:, filled], np.asarray(labels), sample_weight=None if weights is None else np.asarray(weights))
    # the largest weights are clipped, not scaled to: one outlier would cost all others their precision
    scale = float(np.quantile(np.abs(model.coef_[0]), 0.9995)) / 127 or 1.0
    table = np.zeros(1 << bits, np.int8)
    table[filled] = np.clip(np.rint(model.coef_[0] / scale), -127, 127).astype(np.int8)
    return HashedLinear(table, scale, float(model.intercept_[0]), longest, damping)
