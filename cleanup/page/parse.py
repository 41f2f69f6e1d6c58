"""HTML text to a tree. Never fails: broken markup is read as browsers read it, a text without tags is one paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

# libxml2 ends the document at the first of these, while browsers go on; some pages have one in the middle.
_END_TAGS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
# What XML forbids and no page needs; libxml2 stops or drops text at NUL.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def parse(html: str) -> _Element:
    """The tree of a page; comments and processing instructions are left out. Never fails: no tags, one paragraph."""
    from lxml import html as lxml_html
    from lxml.etree import LxmlError

    text = _FORBIDDEN.sub("", _END_TAGS.sub("", html))
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    data = text.encode() if text.strip() else b"<html><body></body></html>"
    root: _Element | None = None
    try:
        root = lxml_html.document_fromstring(data, parser=parser, ensure_head_body=True)
        if root is not None and any(e.type_name == "ERR_RESOURCE_LIMIT" for e in parser.error_log):
            root = lxml_html.document_fromstring(_flattened(text).encode(), parser=parser, ensure_head_body=True)
    except LxmlError:  # "Document is empty" for a lone comment or doctype
        root = lxml_html.document_fromstring(b"<html><body></body></html>", parser=parser, ensure_head_body=True)
    return root


def _flattened(html: str) -> str:
    """A page without the tags that it nests too deep (libxml2 gives up at 2,048): blocks become line breaks."""
    html = re.sub(r"</?(?:span|font|b|i|u|em|strong|small|big|a)\b[^>]*>", "", html, flags=re.IGNORECASE)
    return re.sub(
        r"</?(?:div|section|article|main|center|blockquote|ul|ol|li|dl|dd|dt|table|tbody|tr|td)\b[^>]*>",
        "<br><br>",
        html,
        flags=re.IGNORECASE,
    )


def page_title(root: _Element) -> str:
    """The text of the first title element outside drawings, white space collapsed."""
    for el in root.iter("title"):
        if all(a.tag != "svg" for a in el.iterancestors("svg")):
            return " ".join("".join(el.itertext()).split())
    return ""
