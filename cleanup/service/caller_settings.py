"""Which settings a call to a service may bring, and which are for whoever starts it alone.

A call must not make the program read a file, load an engine or a model, speak to a server or outgrow its bounds. So
what is allowed is named here, by section where all of it only says how to judge and what to write, else by key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleanup.config import Settings, keys
from cleanup.errors import ConfigError

_SECTIONS = ("boilerplate.", "html.", "keywords.", "summary.")
_SINGLE = ("skip", "input.language", "grammar.mode", "grammar.dialect", "rules.off", "rules.suggest")


def allowed() -> Iterator[tuple[str, object, str]]:
    """The settings that a call may bring: key, default, what it is."""
    return (item for item in keys(Settings()) if item[0] in _SINGLE or item[0].startswith(_SECTIONS))


def with_call(settings: Settings, values: Mapping[str, object]) -> Settings:
    """The service's settings with those of one call. Raises ConfigError for one that it may not bring, is unknown, or
    cannot be."""
    own = {key for key, _, _ in allowed()}
    for key, _, _ in keys(Settings()):
        if key in values and key not in own:
            raise ConfigError(
                f"the setting {key} is for whoever starts this service, as it names files, servers or engines or bounds "
                f"what a call may cost; leave it out. A call may bring {', '.join(sorted(own))}"
            )
    return settings.changed(values, "settings")
