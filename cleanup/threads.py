"""How many threads numpy's matrix library takes: one, in programs that are ours."""

from __future__ import annotations

import os

_VARIABLES = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def one_thread_for_matrices() -> None:
    """Ask for one thread where the user asked for none; before numpy is loaded, later has no effect.

    The matrices of an article are so small that its other threads only wait, turning: 16 of 46 ms of processor time an
    article (summaries, 2 cores), taken from the worker next door. Not done in other people's programs (the Python API).
    """
    for name in _VARIABLES:
        os.environ.setdefault(name, "1")
