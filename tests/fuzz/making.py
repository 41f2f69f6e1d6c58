"""Inputs of each kind, as the bytes of a file: made from odd texts by the kind's grammar, or by mutating one that was kept."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from cleanup.config import Settings, keys
from cleanup.rulebook.load import builtin_folder
from cleanup.rulebook.schema import ACTIONS, KEYS, KINDS, STAGES
from tests.conftest import ROOT
from tests.fuzz.texts import ODD, built, drawn, mutated
from tests.page.html_pages import ODDITIES

LONGEST = 20_000  # bytes of an input: a slow one is slow at this size too, and the others go on

_TAGS = (
    "p", "div", "span", "b", "i", "em", "a", "ul", "ol", "li", "table", "tr", "td", "th", "tbody", "h1", "h2", "h3", "article", "main",
    "section", "nav", "footer", "header", "aside", "blockquote", "pre", "code", "figure", "figcaption", "img", "br", "hr", "script",
    "style", "template", "noscript", "svg", "math", "mi", "sup", "sub", "del", "ins", "dl", "dt", "dd", "details", "summary", "form",
    "input", "select", "option", "textarea", "iframe", "video", "title", "meta", "link", "base", "body", "html", "head", "frameset",
    "x-y", "time", "address", "q", "ruby", "rt", "label", "button", "font", "center", "caption", "plaintext", "!--", "![CDATA[", "?xml",
)  # fmt: skip
_ATTRIBUTES = (
    'class="post-content"', 'class="comment"', 'class="nav menu"', 'id="main"', 'href="/a"', 'href="https://[x"', 'href="#fn1"',
    'src="data:,x"', 'style="display:none"', "hidden", 'colspan="3"', 'colspan="9999999999"', 'rowspan="-1"', 'start="1e9"',
    'start="99999999999999999999"', 'value="٣"', 'datetime="2021-13-45"', 'itemprop="headline"', 'property="og:title" content="A title"',
    'name="author" content="By By"', 'lang="de"', 'lang=""', 'dir="rtl"', 'type="application/ld+json"', 'role="doc-noteref"',
    'aria-hidden="true"', 'charset="utf-16"', 'alt="x"', "a=b=c", '"', "'", "=", 'http-equiv="refresh" content="0;url=x"',
)  # fmt: skip
_JSON_LD = (
    '{"@type": "Article", "headline": "A title", "author": {"name": ["x", null, 3]}}',
    '{"@graph": [[{"@type": ["NewsArticle", 1]}], null], "datePublished": 20210503}',
    "[" * 2000,
    '{"@type": "Article", "articleBody": 1e999}',
    '{"a": "\\ud800"}',
)


def _markup(seeds: Sequence[str], numbers: Random, depth: int = 0) -> str:
    out = []
    for _ in range(numbers.randint(1, 4)):
        what = numbers.random()
        if depth > 6 or what < 0.4:
            out.append(drawn(seeds, numbers)[: numbers.choice((10, 100, 600))])
            continue
        tag = numbers.choice(_TAGS)
        attributes = "".join(f" {numbers.choice(_ATTRIBUTES)}" for _ in range(numbers.choice((0, 0, 1, 3))))
        inner = numbers.choice(_JSON_LD) if tag == "script" and what < 0.7 else _markup(seeds, numbers, depth + 1)
        times = numbers.choice((1, 1, 1, 1, 3, 60))
        close = "" if numbers.random() < 0.15 else f"</{numbers.choice(_TAGS) if numbers.random() < 0.1 else tag}>"
        out.append(f"<{tag}{attributes}>" * times + inner + close * times)
    return "".join(out)


def _html(seeds: Sequence[str], numbers: Random) -> str:
    if numbers.random() < 0.4:
        return mutated(numbers.choice(ODDITIES).html, numbers, LONGEST)
    title = drawn(seeds, numbers)[:60]
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{_markup(seeds, numbers)}</article></body>"


def _markdown(seeds: Sequence[str], numbers: Random) -> str:
    parts = []
    if numbers.random() < 0.3:
        front = numbers.choice(
            (
                "title: x: y",
                "title: [",
                "title: !!python/object:os.system x",
                "a: &a [*a]",
                "date: 2021-02-30",
                "x: " + "[" * 500,
            )
        )
        mark = numbers.choice(("---", "+++", ";;;", "{"))
        parts.append(f"{mark}\n{front}\n{mark}")
    for _ in range(numbers.randint(1, 8)):
        text = drawn(seeds, numbers)[: numbers.choice((20, 200, 600))]
        parts.append(
            numbers.choice(
                (
                    text,
                    "# " + text,
                    "> " * numbers.choice((1, 3, 60)) + text,
                    "- " + text.replace("\n", "\n    "),
                    "1. " + text + "\n99999999999. x",
                    f"| {text} | a |\n| --- | :-: |\n| 1 | {text[:20]} |",
                    f"```{text[:9]}\n{text}\n```",
                    f"[{text[:30]}]({text[:20]}) ![x](y) <https://e.org> [^1]\n\n[^1]: {text[:50]}",
                    f"**{text[:30]}* _x__ ~~{text[:9]}~ $x$ `{text[:9]}``",
                    f"<div>{text}</div>",
                    "    " + text,
                    text + "\n" + numbers.choice(("===", "---", "* * *")),
                )
            )
        )
    return "\n\n".join(parts)


def _value(seeds: Sequence[str], numbers: Random, depth: int = 0) -> Any:
    """A value of JSON."""
    what = numbers.randrange(10 if depth < 3 else 7)
    if what < 3:
        return drawn(seeds, numbers)[: numbers.choice((0, 5, 80))]
    if what < 7:
        return numbers.choice(
            (None, True, 0, -1, 1.5, 1e308, 10**30, 2**63, "", "null", "\ud800", "1", float("nan"), "e1", "accepted")
        )
    if what == 7:
        return [_value(seeds, numbers, depth + 1) for _ in range(numbers.randint(0, 3))]
    return {
        numbers.choice(("id", "text", "a", "", "@type")): _value(seeds, numbers, depth + 1)
        for _ in range(numbers.randint(0, 3))
    }


_COLUMNS = (
    "id",
    "text",
    "html",
    "title",
    "url",
    "source",
    "meta",
    "notes",
    "version",
    "edits",
    "cleanup",
    "cleanup_text",
    "error",
    "x",
)


def _row(seeds: Sequence[str], numbers: Random) -> dict[str, Any]:
    row = {name: _value(seeds, numbers) for name in numbers.sample(_COLUMNS, numbers.randint(0, 5))}
    if numbers.random() < 0.3:
        row["url"] = numbers.choice(
            ("https://example.org/a-b-c-d", "https://[x", "//", "x", "http://a:b/", "https://e.org/" + "%" * 9)
        )
    if numbers.random() < 0.7:
        row["text"] = drawn(seeds, numbers)[:1500]
    elif numbers.random() < 0.5:
        row["html"] = _html(seeds, numbers)[:3000]
    return row


def _jsonl(seeds: Sequence[str], numbers: Random) -> bytes:
    lines = []
    for _ in range(numbers.randint(1, 4)):
        line = json.dumps(_row(seeds, numbers), ensure_ascii=numbers.random() < 0.6)
        lines.append(mutated(line, numbers) if numbers.random() < 0.2 else line)
    return "\n".join(lines).encode("utf-8", numbers.choice(("surrogatepass", "replace")))


def _parquet(seeds: Sequence[str], numbers: Random) -> bytes:
    import pyarrow
    import pyarrow.parquet

    rows = [_row(seeds, numbers) for _ in range(numbers.randint(0, 4))]
    names = list(dict.fromkeys(name for row in rows for name in row)) or ["text"]
    arrays = {}
    for name in names:
        values = [row.get(name) for row in rows]
        try:
            arrays[name] = pyarrow.array(values)
        except (pyarrow.ArrowException, UnicodeError, OverflowError, TypeError):
            shown = [None if v is None else str(v).encode("utf-8", "replace") for v in values]
            arrays[name] = pyarrow.array(shown, pyarrow.binary() if numbers.random() < 0.3 else pyarrow.string())
    sink = io.BytesIO()
    try:
        pyarrow.parquet.write_table(pyarrow.table(arrays), sink)
    except pyarrow.ArrowException:  # Parquet has no objects without keys
        return b"PAR1"
    return sink.getvalue()


def _warc(seeds: Sequence[str], numbers: Random) -> bytes:
    out = b""
    for number in range(numbers.randint(1, 3)):
        page = _html(seeds, numbers).encode(numbers.choice(("utf-8", "latin-1", "utf-16")), "replace")
        kind = numbers.choice(
            ("text/html", "text/html; charset=" + numbers.choice(("utf-8", "x", "utf-16", "\x00")), "image/png", "")
        )
        status = numbers.choice(("200 OK", "200", "301 Moved", "404", "999999999999999999999", "x", ""))
        coding = numbers.choice(
            ("", "", "", "Content-Encoding: gzip\r\n", "Transfer-Encoding: chunked\r\n", "Content-Encoding: br\r\n")
        )
        body = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{coding}\r\n".encode() + page
        length = numbers.choice((len(body), len(body), len(body), len(body) - 9, len(body) + 9, -1, 10**20))
        head = (
            f"WARC/1.{numbers.choice((0, 1))}\r\nWARC-Type: {numbers.choice(('response', 'response', 'revisit', 'warcinfo', 'x'))}\r\n"
            f"WARC-Target-URI: {numbers.choice(('https://example.org/a', 'https://[x', '', chr(0)))}\r\n"
            f"WARC-Record-ID: <urn:{number}>\r\nWARC-Date: 2021-05-03\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {length}\r\n\r\n"
        )
        record = head.encode() + body + b"\r\n\r\n"
        out += gzip.compress(record) if numbers.random() < 0.2 else record
    return out


def _toml_value(seeds: Sequence[str], numbers: Random) -> str:
    text = json.dumps(drawn(seeds, numbers)[:40].encode("utf-8", "replace").decode())
    return numbers.choice(
        (
            text, text, "true", "0", "-1", "1.5", "inf", "nan", "9" * 30, "2021-05-03", "12:00:00", "[]", '["a", "b"]', "[1]", "{a = 1}",
            '""', "'''x'''", '"en"', '"auto"', '"none"', "[[]]", "[" * 300 + "]" * 300, '"a\\u0000b"', '["title"]', '"embedded"', "0x10",
        )
    )  # fmt: skip


def _settings(seeds: Sequence[str], numbers: Random) -> str:
    known = [key for key, _, _ in keys(Settings())]
    lines = []
    for _ in range(numbers.randint(0, 6)):
        key = (
            numbers.choice(known)
            if numbers.random() < 0.9
            else numbers.choice(("x", "engine", "rules.of", '"a.b"', "tool", "input"))
        )
        prefix = numbers.choice(("", "", "", "tool.cleanup."))
        lines.append(f"{prefix}{key} = {_toml_value(seeds, numbers)}")
    if numbers.random() < 0.4:
        section = numbers.choice(
            sorted({key.split(".")[0] for key in known} | {"tool", "tool.cleanup", "[tool]", "tool.cleanup.engine"})
        )
        lines.insert(numbers.randint(0, len(lines)), f"[{section}]")
    text = "\n".join(lines)
    return mutated(text, numbers) if numbers.random() < 0.3 else text


_PATTERNS = (
    "(?i)share this", "a", ".*", "^$", "(", "[", "(?=x)", "\\1", "(a)(b)", "x{1,1000}", "(x*)*", "{month}", "\\p{L}+", "(?P<n>a)", "\\b",
    "$", "the", "\\d+", "(?s).+", "[^\\n]+", "\\x00", "é", "",
)  # fmt: skip


def _rules(seeds: Sequence[str], numbers: Random) -> str:
    if numbers.random() < 0.3:
        shipped = numbers.choice(sorted(builtin_folder().glob("*/*.toml"))).read_text(encoding="utf-8")
        tables = ("\n" + shipped).split("\n[[rule]]")[1:]
        texts = [f'[[rule]]\nstage = "{numbers.choice(STAGES)}"{numbers.choice(tables)}'] if tables else [""]
    else:
        texts = []
    for number in range(numbers.randint(1, 3) - len(texts)):
        rule = {
            "id": json.dumps(numbers.choice(("footer-related", "a", "A b", "mojibake", f"own-{number}"))),
            "stage": json.dumps(numbers.choice((*STAGES, "grammar", "x"))),
            "kind": json.dumps(numbers.choice((*KINDS, "x"))),
            "pattern": f"'{numbers.choice(_PATTERNS)}'",
            "action": json.dumps(numbers.choice((*ACTIONS, "x"))),
            "confidence": numbers.choice(("0.97", "1", "0", "2", "nan", "true")),
            "reason": '"because"',
            "source": '"made"',
            "match": json.dumps([numbers.choice(("Share this", "a", "the", ""))]),
            "no_match": '["zzz"]',
            "longest": numbers.choice(("0", "20", "1000", "-1")),
        }
        for key in numbers.sample((*KEYS, "x"), numbers.choice((0, 1, 2))):
            rule[key] = numbers.choice((_toml_value(seeds, numbers), "'\\1'", "'\\g<n>'", "3", "'^.{1,9}$'"))
        for key in numbers.sample(sorted(rule), numbers.choice((0, 0, 0, 1))):
            del rule[key]
        texts.append("[[rule]]\n" + "\n".join(f"{key} = {value}" for key, value in rule.items()))
    text = numbers.choice(("", "", "[vocabulary]\nmonth = 'jan|feb'\n", "vocabulary = 3\n")) + "\n".join(texts)
    return mutated(text, numbers) if numbers.random() < 0.3 else text


def _changed(value: Any, seeds: Sequence[str], numbers: Random) -> Any:
    """A value of JSON with one place in it changed."""
    if isinstance(value, dict) and value and numbers.random() < 0.95:
        key = numbers.choice(sorted(value))
        out = dict(value)
        if numbers.random() < 0.08:
            del out[key]
        else:
            out[key] = _changed(value[key], seeds, numbers)
        return out
    if isinstance(value, list) and value and numbers.random() < 0.9:
        at = numbers.randrange(len(value))
        what = numbers.random()
        if what < 0.08:
            return value[:at] + value[at + 1 :]
        if what < 0.16:
            return [*value[:at], value[numbers.randrange(len(value))], *value[at:]]
        return [*value[:at], _changed(value[at], seeds, numbers), *value[at + 1 :]]
    if isinstance(value, int) and not isinstance(value, bool) and numbers.random() < 0.7:
        return value + numbers.choice((-1, 1, 2, -5, 10**6))
    if isinstance(value, str) and value and numbers.random() < 0.6:
        return mutated(value, numbers)
    return _value(seeds, numbers)


class Maker:
    """Makes inputs. `texts` are articles to start from, `kept` inputs of each kind that are worth changing further."""

    def __init__(
        self, numbers: Random, texts: Sequence[str], kept: Mapping[str, Sequence[bytes]], ledgers: Sequence[bytes]
    ) -> None:
        self._numbers, self._texts, self._kept, self._ledgers = numbers, texts, kept, ledgers

    def make(self, kind: str) -> bytes:
        """An input of a kind."""
        numbers = self._numbers
        data = (
            self._again(kind, numbers.choice(self._kept[kind]))
            if self._kept.get(kind) and numbers.random() < 0.4
            else _MAKERS[kind](self)
        )
        if kind in _BINARY and numbers.random() < 0.3:
            data = _bytes_changed(data, numbers)
        return data[:LONGEST]

    def _again(self, kind: str, data: bytes) -> bytes:
        if kind in _BINARY:
            return _bytes_changed(data, self._numbers)
        if kind == "ledger" and self._numbers.random() < 0.9:
            return self._ledger(data)
        return encoded(mutated(decoded(data), self._numbers, LONGEST))

    def _ledger(self, data: bytes | None = None) -> bytes:
        try:
            value = json.loads(data if data is not None else self._numbers.choice(self._ledgers))
        except ValueError:
            return data or b""
        for _ in range(self._numbers.choice((1, 1, 2, 4))):
            value = _changed(value, self._texts, self._numbers)
        return json.dumps(value).encode()

    def _bytes(self) -> bytes:
        text, numbers = drawn(self._texts, self._numbers), self._numbers
        encoding = numbers.choice(
            ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252", "shift_jis", "utf-7", "koi8-r")
        )
        return _bytes_changed(
            text.encode(encoding, "replace" if encoding[:5] not in ("utf-8", "utf-1", "utf-3") else "surrogatepass"), numbers
        )

    def _csv(self) -> bytes:
        numbers = self._numbers
        mark = numbers.choice(",;\t|")
        rows = [[built(numbers)[:60] for _ in range(numbers.randint(1, 6))] for _ in range(numbers.randint(1, 30))]
        return encoded("\n".join(mark.join(f'"{c}"' if numbers.random() < 0.3 else c for c in row) for row in rows))


_MAKERS: dict[str, Callable[[Maker], bytes]] = {
    "text": lambda m: encoded(drawn(m._texts, m._numbers)),
    "bytes": Maker._bytes,
    "html": lambda m: encoded(_html(m._texts, m._numbers)),
    "markdown": lambda m: encoded(_markdown(m._texts, m._numbers)),
    "jsonl": lambda m: _jsonl(m._texts, m._numbers),
    "csv": Maker._csv,
    "parquet": lambda m: _parquet(m._texts, m._numbers),
    "warc": lambda m: _warc(m._texts, m._numbers),
    "settings": lambda m: encoded(_settings(m._texts, m._numbers)),
    "ledger": Maker._ledger,
    "rules": lambda m: encoded(_rules(m._texts, m._numbers)),
}
KINDS_OF_INPUT = tuple(_MAKERS)
_BINARY = ("bytes", "parquet", "warc", "jsonl")


def encoded(text: str) -> bytes:
    """A text as bytes that keep lone surrogates."""
    return text.encode("utf-8", "surrogatepass")


def decoded(data: bytes) -> str:
    """What `encoded` made bytes of; of other bytes the nearest."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def _bytes_changed(data: bytes, numbers: Random) -> bytes:
    out = bytearray(data)
    for _ in range(numbers.choice((1, 1, 3, 10))):
        at = numbers.randint(0, len(out))
        what = numbers.randrange(5)
        if what == 0:
            out[at:at] = encoded(numbers.choice(ODD))
        elif what == 1:
            del out[at : at + numbers.choice((1, 4, 100))]
        elif what == 2 and at < len(out):
            out[at] = numbers.choice((0, 1, 0x7F, 0x80, 0xFF, numbers.randrange(256)))
        elif what == 3:
            del out[at:]
        else:
            out[at:at] = out[at : at + numbers.choice((1, 4, 100))]
    return bytes(out)


def texts_in(folder: Path) -> list[str]:
    """The texts of a folder's .txt files, sorted by name."""
    return [path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.glob("*.txt"))]


def own_texts() -> list[str]:
    """The seeds that come with the program."""
    return texts_in(ROOT / "seeds")
