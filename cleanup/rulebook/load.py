"""Find rule files, read them, lay user rules over the built-in ones.

A folder holds one sub-folder a stage (`boilerplate/footer.toml`); files right in the folder name the stage in each
rule. Later folders win by id: a rule with a known id changes the keys it gives (`enabled = false` switches it off),
a new id adds a rule. Every rule that is not the program's own is compiled once here, so a broken one is refused with its
file and line (those of 295 own ones would take half a second at each start; a test compiles them); so is one that no stage
runs, and a file of a folder that nobody reads.

A `[vocabulary]` table of a file names parts of patterns: with `month = 'jan|feb'`, `{month}` in a pattern of that
file stands for `(?:jan|feb)`. A part may use parts above it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from cleanup.errors import RuleError
from cleanup.rulebook.match import RuleBook
from cleanup.rulebook.patterns import pattern_problem
from cleanup.rulebook.schema import RUNS, STAGES, Rule, RulePlace, nearest, parse_rule

_HEADER = re.compile(r"\s*\[\[\s*rule\s*\]\]")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')\s*=")
_PART = re.compile(r"\{([a-z][a-z_]*)\}")
_SHIPPED_LISTS = "the grammar stage reads its word lists from the program's own rules/grammar only"
_TOML_POSITION = re.compile(r"\s*\(at line (\d+), column \d+\)")


def builtin_folder() -> Path:
    """The rules shipped with the program: inside the package when installed, beside it in a source tree.

    Raises RuleError when neither is there, which means a broken installation.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "rules", package.parent / "rules"):
        if (folder / "boilerplate").is_dir():
            return folder
    raise RuleError(f"{package / 'rules'}: the built-in rules are missing; install the program again")


def load_rules(folders: Sequence[Path | str] | None = None, include_builtin: bool = True) -> RuleBook:
    """Read the built-in rules and then each folder (or single .toml file), in order. Raises RuleError."""
    rules = dict(_builtin()) if include_builtin else {}
    for folder in folders or ():
        _lay_over(rules, Path(folder), str(folder))
    return RuleBook(tuple(rules.values()))


@lru_cache(maxsize=1)
def _builtin() -> Mapping[str, Rule]:
    rules: dict[str, Rule] = {}
    _lay_over(rules, builtin_folder(), "rules", shipped=True)
    return rules


def _lay_over(rules: dict[str, Rule], folder: Path, shown: str, shipped: bool = False) -> None:
    """Add one layer to `rules` in place; an id twice within the layer is an error."""
    layer: dict[str, Rule] = {}
    for path in () if shipped else sorted(folder.glob("grammar/*.tsv")):
        raise RuleError(f"{shown}/grammar/{path.name}: is not read: {_SHIPPED_LISTS}")
    for path, stage, name in _files(folder, shown):
        if stage == "grammar" and shipped:
            continue  # word lists, which the stage reads itself
        for table, place in read_tables(path, name, stage):
            rule_id = table.get("id")
            if not isinstance(rule_id, str):
                raise place.error('a rule needs id = "a-name-of-its-own"', "id")
            if rule_id in layer:
                raise place.error(f'id "{rule_id}" is taken by {layer[rule_id].where}; choose another', "id")
            base = rules.get(rule_id)
            if base is None and table.get("enabled") is False and "pattern" not in table:
                raise place.error(f'cannot switch off "{rule_id}": no such rule{nearest(rule_id, tuple(rules))}', "id")
            rule = parse_rule(table, place, stage, base, shipped=shipped)
            problem = "" if shipped else pattern_problem(rule)
            if problem:
                raise place.error(f'rule "{rule_id}": {problem}', "pattern")
            layer[rule_id] = rule
    rules.update(layer)


def _files(folder: Path, shown: str) -> Iterator[tuple[Path, str, str]]:
    """(path, stage, name for messages) of each rule file, in a fixed order.

    Raises RuleError for an unknown stage and for files that look like rules or word lists where nobody would read them.
    """
    if folder.is_file():
        yield folder, "", shown
        return
    if not folder.is_dir():
        raise RuleError(f"{shown}: no such rule folder or file; give a folder with <stage>/*.toml or one .toml file")
    if next(folder.rglob("*.toml"), None) is None:
        raise RuleError(f"{shown}: holds no rules; give a folder with <stage>/*.toml or one .toml file")
    for path in sorted(folder.glob("*.toml")):
        yield path, "", f"{shown}/{path.name}"
    for child in sorted(p for p in folder.iterdir() if p.is_dir() and not p.name.startswith((".", "_"))):
        files = sorted(child.glob("*.toml"))
        if files and child.name not in RUNS:
            raise RuleError(
                f'{shown}/{child.name}: unknown stage "{child.name}"{nearest(child.name, STAGES)} ({", ".join(STAGES)})'
            )
        for path in sorted(child.rglob("*.toml")):
            if path.parent != child:
                raise RuleError(
                    f"{shown}/{path.relative_to(folder).as_posix()}: is not read: rule files lie right in the "
                    f"folder of their stage; move it to {shown}/{child.name}"
                )
        for path in files:
            yield path, child.name, f"{shown}/{child.name}/{path.name}"


def read_tables(path: Path, shown: str, stage: str = "") -> Iterator[tuple[dict[str, Any], RulePlace]]:
    """The `[[rule]]` tables of one file with the lines of their keys. Raises RuleError for anything else in it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"{shown}: cannot be read as UTF-8 text ({error})") from error
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # beside what is no TOML, a number of thousands of digits
        position = _TOML_POSITION.search(str(error))
        line = position.group(1) if position else str(text.count("\n") + 1)
        raise RuleError(
            f"{shown}:{line}: not valid TOML: {_TOML_POSITION.sub('', str(error))}; write patterns in single quotes"
        ) from error
    tables = data.pop("rule", [])
    places, strangers = _places(text, shown)
    vocabulary = _vocabulary(data.pop("vocabulary", {}), RulePlace(shown, strangers))
    for key in data:
        own = f"; {_SHIPPED_LISTS}" if stage == "grammar" else ""
        raise RuleError(
            f'{shown}:{strangers.get(key, 1)}: unknown table or key "{key}"'
            f"{nearest(key, ('rule', 'vocabulary'))} ([[rule]], [vocabulary]){own}"
        )
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise RuleError(f"{shown}:{strangers.get('rule', 1)}: write [[rule]] with two brackets, once for each rule")
    places += [RulePlace(shown, {})] * (len(tables) - len(places))  # inline tables: rule = [{...}]
    for table, place in zip(tables, places, strict=False):
        for key in ("pattern", "then"):
            if key in table:
                table[key] = _spell_out(table[key], vocabulary, place, key)
        yield table, place


def _vocabulary(table: object, place: RulePlace) -> dict[str, str]:
    """Named parts of patterns, each spelled out. Raises RuleError."""
    if not isinstance(table, dict):
        raise place.error("vocabulary must be a table: [vocabulary]", "vocabulary")
    parts: dict[str, str] = {}
    for name, value in table.items():
        spelled = _spell_out(value, parts, place, name)
        if isinstance(spelled, list) and all(isinstance(item, str) for item in spelled):
            spelled = "|".join(spelled)
        if not isinstance(spelled, str) or not _PART.fullmatch(f"{{{name}}}"):
            raise place.error(f'vocabulary: "{name}" must be lower-case letters, its value a pattern or a list', name)
        parts[name] = spelled
    return parts


def _spell_out(value: object, parts: Mapping[str, str], place: RulePlace, key: str) -> object:
    """A pattern, or a list of alternatives, with each {part} replaced by what the vocabulary says."""
    if isinstance(value, list):
        return [_spell_out(item, parts, place, key) for item in value]
    if not isinstance(value, str):
        return value

    def part(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in parts:
            raise place.error(f'no part "{name}" in [vocabulary]{nearest(name, tuple(parts))}', key)
        return f"(?:{parts[name]})"

    return _PART.sub(part, value)


def _places(text: str, shown: str) -> tuple[list[RulePlace], dict[str, int]]:
    """Lines of each [[rule]] header and of the keys below it; and of keys and tables outside any rule.

    tomllib gives no positions, so this reads lines; it only has to be right for files that tomllib accepts.
    """
    places: list[dict[str, int]] = []
    outside: dict[str, int] = {}
    current = outside
    open_quotes = ""  # of a multi-line string that is still open
    for number, line in enumerate(text.split("\n"), 1):
        if not open_quotes:
            key = _KEY.match(line)
            if _HEADER.match(line):
                current = {"": number}
                places.append(current)
            elif key:
                current.setdefault(key.group(1).strip("\"'"), number)
            elif line.lstrip().startswith("["):
                name = line.strip().strip("[]").split(".")[0].strip().strip("\"'")
                if current is outside or not line.startswith((" ", "\t")):
                    outside.setdefault(name, number)
        for quotes in re.findall(r'"""|\'\'\'', line):
            if not open_quotes:
                open_quotes = quotes
            elif open_quotes == quotes:
                open_quotes = ""
    return [RulePlace(shown, lines) for lines in places], outside
