"""Escaping, so that an article's text never turns into Markdown markup. Characters are preceded by a backslash where
CommonMark (and GitHub's tables, strikethrough, footnotes, task lists and math) would read markup, and never changed.
What can be read only one way stands bare: "[sic]", "x < y", "5 * 3", "C:\\path"."""

from __future__ import annotations

import re

_PUNCTUATION = re.escape("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ANYWHERE = re.compile(
    rf"\\(?=[{_PUNCTUATION}]|[ \t]*(?:[\r\n]|$))"  # would escape what follows, or the markup or line end after this piece
    r"|`|(?<![ \t])\*|\*(?![ \t]+\S)"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|~(?=~|$)|(?<=~)~"
    r"|<(?=[A-Za-z/!?]|$|[^\s<>@]{1,80}(?:@|$))"  # the last: an address of mail may begin with a figure
    r"|&(?=#\d{1,7};|#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{0,31};)"
    r"|\[(?=\^[^\s\]]*(?:\]|$))|\](?=[(\[:])"  # a footnote; a link's, an image's or a definition's middle
)
_BRACKETS = re.compile(r"(?<!\\)((?:\\\\)*)([\[\]])")  # not escaped yet: behind an even number of backslashes
MATH = re.compile(r"\$\$(?!\$)[^$]+\$\$|\$(?![\s$])(?:[^$\n\\]|\\[^\n])*?(?<!\s)\$(?![\d$])")
# "{{< ref "page" >}}#part", "{% post_url 2020-01-31-name %}", "{{ site.url }}/page": a site's program makes the address of it.
TEMPLATE = re.compile(r"(?:\{\{[^\n{}]+\}\}|\{%[^\n{}]+%\})[^\s()<>]*(?=\)|[ \t]|$)")
_ESCAPED_OR_MATH = re.compile(rf"\\.|(?P<math>{MATH.pattern})", re.DOTALL)
# Heading, list items, rules and setext underlines, quotation, the first sign of a table's delimiter row, a task's box.
_LINE_START = re.compile(
    r"(#{1,6}(?=[ \t]|$)|[-+*](?=[ \t]|$)|-(?=-)|=(?==*[ \t]*$)|[>|]|:(?=-)|\[(?=[ xX]\](?:\s|$)))"
    r"|(\d{1,9})([.)](?=[ \t]|$))"
)


def escape_inline(
    text: str, *, in_link: bool = False, before_link: bool = False, after: str = "", dollars: bool = False
) -> str:
    """Text for the inside of a line: `in_link` for a part of a link's text, `before_link` where a link follows. A sign of
    `after` at the start would be read with the markup before it. `dollars`: escape each dollar sign, not only those that
    two of this text make math."""
    escaped = _ANYWHERE.sub(lambda m: "\\" + m.group(), text)
    if dollars or has_math(escaped):
        escaped = escaped.replace("$", "\\$")
    if in_link:
        escaped = _BRACKETS.sub(r"\1\\\2", escaped)
    if escaped and escaped[0] in after:
        escaped = "\\" + escaped
    if before_link and escaped.endswith("!"):
        escaped = escaped[:-1] + "\\!"  # else the link were an image
    return escaped


def has_math(markdown: str) -> bool:
    """Whether readers that know math between dollar signs would see some."""
    return "$" in markdown and any(found["math"] for found in _ESCAPED_OR_MATH.finditer(markdown))


def escape_cell(text: str) -> str:
    """Text for a table's cell."""
    return bars_escaped(escape_inline(text))


def bars_escaped(cell: str) -> str:
    """A cell whose inside is Markdown already, kept from ending early."""
    return cell.replace("|", "\\|")


def escape_start(line: str) -> str:
    """A line whose inside is escaped already, kept from being a heading, list item, quotation, rule or table row."""
    return _LINE_START.sub(_escaped_mark, line, count=1) if _LINE_START.match(line) else line


def _escaped_mark(match: re.Match[str]) -> str:
    if match.group(1):
        return "\\" + match.group(1)
    return match.group(2) + "\\" + match.group(3)


def code_block(text: str, info: str = "") -> str:
    """A fenced block, its fence longer than any run of its sign in the text. `info` is said after the fence."""
    info = escape_info(info)
    sign = "~" if "`" in info else "`"
    longest = max((len(run) for run in re.findall(f"{sign}+", text)), default=0)
    fence = sign * max(3, longest + 1)
    return f"{fence}{info}\n{text}\n{fence}"


def escape_info(info: str) -> str:
    """What is said after a fence: one line, in which backslashes and entities count."""
    return re.sub(rf"\\(?=[{_PUNCTUATION}])|&(?=[#\w]+;)", lambda m: "\\" + m.group(), " ".join(info.split()))


def code_span(text: str) -> str:
    """Inline code, fenced by more backticks than it holds."""
    text = re.sub(r"\r\n?|\n", " ", text)
    runs = {len(run) for run in re.findall("`+", text)}
    fence = "`" * next(n for n in range(1, len(runs) + 2) if n not in runs)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def link_target(target: str) -> str:
    """A link's address, in angle brackets where it holds what would end it; a template stays as it is."""
    if TEMPLATE.fullmatch(target):
        return target
    target = re.sub(r"&(?=#?\w{1,32};)", r"\\&", "".join(re.split(r"[\r\n]+", target.replace("\\", "%5C"))))
    if not target or re.search(r"[\s()<>\x00-\x1f\x7f]", target):
        return "<" + target.replace("<", "%3C").replace(">", "%3E") + ">"
    return target


def is_linkable(target: str) -> bool:
    """Whether readers of Markdown make a link of this address; some leave `[text](javascript:...)` standing as text."""
    return not re.match(r"\s*(?:javascript|vbscript|data|file):", target, re.IGNORECASE)
