"""Options that come in groups: a dataclass of options, taken by a command as one parameter."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, get_type_hints


def spread(command: Callable[..., None]) -> Callable[..., None]:
    """The command as typer reads it: a parameter whose type is a dataclass stands for an option a field, in its place.

    Fields have the types that options have as parameters, and defaults. The command gets the dataclass.
    """
    hints = get_type_hints(command, include_extras=True)
    groups: dict[str, Any] = {}
    options: list[inspect.Parameter] = []
    for name, parameter in inspect.signature(command).parameters.items():
        kind = hints[name]
        if is_dataclass(kind):
            groups[name] = kind
            types = get_type_hints(kind, include_extras=True)
            for item in fields(kind):
                assert item.default is not MISSING, f"{kind}.{item.name} has no default"
                options.append(
                    inspect.Parameter(
                        item.name, inspect.Parameter.KEYWORD_ONLY, default=item.default, annotation=types[item.name]
                    )
                )
        else:
            options.append(inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=parameter.default, annotation=kind))

    def spread_command(**given: Any) -> None:
        for name, kind in groups.items():
            given[name] = kind(**{item.name: given.pop(item.name) for item in fields(kind)})
        command(**given)

    spread_command.__name__, spread_command.__doc__ = command.__name__, command.__doc__
    spread_command.__module__, spread_command.__annotations__ = command.__module__, {p.name: p.annotation for p in options}
    spread_command.__signature__ = inspect.Signature(options)  # type: ignore[attr-defined]
    return spread_command
