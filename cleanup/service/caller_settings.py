"""Which settings a call to a service may bring, and which are for whoever starts it alone.

A call must not make the program read a file, load an engine or a model, speak to a server or outgrow its bounds. So
what is allowed is named here, by section where all of it only says how to judge and what to write, else by key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from cleanup.config import Settings, keys
from cleanup.engines.languages import DATA
from cleanup.errors import ConfigError
from cleanup.summary.methods import check_method

_SECTIONS = ("boilerplate.", "html.", "keywords.", "summary.")
_SINGLE = (
    "skip",
    "input.language",
    "grammar.mode",
    "grammar.dialect",
    "record.extract",
    "record.field",
    "rules.off",
    "rules.suggest",
)
_DIALECTS = ("auto", *DATA["en"])


class CallSettingError(ConfigError):
    """What is wrong with the setting `key` of a call."""

    def __init__(self, message: str, key: str) -> None:
        super().__init__(message)
        self.key = key


def allowed() -> Iterator[tuple[str, object, str]]:
    """The settings that a call may bring: key, default, what it is."""
    return (item for item in keys(Settings()) if item[0] in _SINGLE or item[0].startswith(_SECTIONS))


SETTABLE = tuple(key for key, _, _ in allowed())


def with_call(settings: Settings, values: Mapping[str, object]) -> Settings:
    """The service's settings with those of one call. The steps that the service skips stay skipped: their engines and
    models are not loaded. Raises CallSettingError for one that it may not bring, is unknown, or cannot be."""
    if not values:
        return settings
    known = {key for key, _, _ in keys(Settings())}
    for key, value in values.items():
        if key not in SETTABLE:
            near = get_close_matches(key, SETTABLE, 1, 0.5)
            why = (
                f"the setting {key} is for whoever starts this service, as it names files, servers or engines or bounds what a "
                "call may cost; leave it out"
                if key in known
                else f"no setting {key!r}" + (f"; did you mean {near[0]!r}?" if near else "")
            )
            raise CallSettingError(f"{why}. A call may bring {', '.join(SETTABLE)}", key)
        try:
            alone = Settings().changed({key: value}, "settings")
            check_method(alone.summary.method)
        except ConfigError as error:
            raise CallSettingError(str(error), key) from None
        if alone.grammar.dialect not in _DIALECTS:  # an engine would be asked for a language that it may not have
            raise CallSettingError(f"settings: grammar.dialect: {value!r} is none of {', '.join(_DIALECTS)}", key)
    changed = settings.changed(values, "settings")
    return changed.changed({"skip": tuple(dict.fromkeys((*settings.skip, *changed.skip)))})
