"""Errors that a user can mend, under one base.

    CleanupError
    +-- InputError      an input cannot be read or is not what it claims to be   (also a ValueError)
    +-- OutputError     an output cannot be written                             (also an OSError)
    +-- ConfigError     a setting is unknown, malformed or out of range         (also a ValueError)
    +-- RuleError       a rule file is malformed or a rule fails its examples   (also a ValueError)
    +-- EngineError     a grammar engine is missing, cannot start or has died   (also a RuntimeError)
    |   +-- EngineTextError    this one text is too much for the engine
    +-- LedgerError     a ledger does not fit its text or names no such edit    (also a ValueError)
    |   +-- GuardedError       the guard protects what a decision would change; it can be forced
    |   +-- InTheWayError      applied edits are in the way of a decision; it can be forced

Each message says which thing, where (file and line when known) and what to do next. Anything else that is
raised is a bug and keeps its traceback.
"""

from __future__ import annotations


class CleanupError(Exception):
    """Base of every error that the user can mend; the command line prints it without a traceback and exits with 2."""


class InputError(CleanupError, ValueError):
    """An input cannot be read: missing, unreadable, binary, empty, wrong encoding, malformed."""


class OutputError(CleanupError, OSError):
    """An output cannot be written: no space, no permission, two inputs with one name, output inside input."""


class ConfigError(CleanupError, ValueError):
    """A setting is unknown, of the wrong type or out of range."""


class RuleError(CleanupError, ValueError):
    """A rule file is malformed, or a rule does not do what its own examples say."""


class EngineError(CleanupError, RuntimeError):
    """A grammar engine is missing, cannot start, died and could not be restarted, or lacks the language."""


class EngineTextError(EngineError):
    """The engine ended at this text, was started again and ended at it once more; other texts may be no trouble."""


# What concerns the text at hand alone: whoever works off many goes on with the next.
OF_ONE_TEXT = (InputError, EngineTextError)


class LedgerError(CleanupError, ValueError):
    """A ledger does not belong to the text, is of another version, or has no such edit."""


class GuardedError(LedgerError):
    """The guard protects what a decision would change. Forced, it is carried out."""


class InTheWayError(LedgerError):
    """Applied edits are in the way of a decision. Forced, it is carried out, and they go."""
