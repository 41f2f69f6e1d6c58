"""HTML text to a tree. Never fails: broken markup is read as browsers read it, a text without tags is one paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HTMLParser

# libxml2 ends the document at the first of these, while browsers go on; some pages have one in the middle.
_END_TAGS = re.compile(r"</(?:[bB][oO][dD][yY]|[hH][tT][mM][lL])\s*>")  # so written, only what begins with "</" is looked at
# What XML forbids and no page needs; libxml2 stops or drops text at NUL.
_CONTROLS = bytes(sorted({*range(0x20)} - set(b"\t\n\r")))
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())


def parse(html: str) -> _Element:
    """The tree of a page; comments and processing instructions are left out. Never fails: no tags, one paragraph."""
    from lxml import html as lxml_html
    from lxml.etree import LxmlError

    text = _END_TAGS.sub("", html)
    parser = _parser()
    data = text.encode(errors="ignore").translate(None, _CONTROLS)  # lone surrogates are no UTF-8
    for none in _NO_CHARACTERS:
        data = data.replace(none, b"")
    data = data if data.strip() and text.strip() else b"<html><body></body></html>"
    root: _Element | None = None
    try:
        root = lxml_html.document_fromstring(data, parser=parser, ensure_head_body=True)
        if root is not None and any(e.type_name == "ERR_RESOURCE_LIMIT" for e in parser.error_log):
            root = lxml_html.document_fromstring(_flattened(data.decode()).encode(), parser=parser, ensure_head_body=True)
    except LxmlError:  # "Document is empty" for a lone comment or doctype
        root = lxml_html.document_fromstring(b"<html><body></body></html>", parser=parser, ensure_head_body=True)
    return root


def _parser() -> HTMLParser:
    """A parser whose elements are all of one class. lxml's own asks a function in Python for the class of each element that
    is touched, each time it is (forms and inputs have their own): a third of the time of a walk over the tree."""
    from lxml.etree import ElementDefaultClassLookup
    from lxml.html import HtmlElement, HTMLParser

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False)
    parser.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))
    return parser


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
