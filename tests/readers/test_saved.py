"""Pages as browsers and their extensions save them: MHTML, web archives, SingleFile."""

from __future__ import annotations

import base64
import hashlib
import json
import plistlib
import quopri
import tracemalloc
from pathlib import Path

import pytest

from cleanup.config import Settings
from cleanup.document import Document
from cleanup.errors import InputError
from cleanup.readers.formats import format_of
from cleanup.readers.inputs import InputFile, find_files, read_file
from tests.conftest import Command
from tests.page.article_of import taken_out
from tests.page.html_pages import BODY, article

PAGE = article(BODY).replace('<meta charset="utf-8">', "").replace("forty points", 'forty <a href="p.html">points</a> at Łódź')
ADDRESS = "https://example.com/2024/river"


def document(path: Path, data: bytes | str) -> Document:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    (file,) = find_files([str(path)])
    assert isinstance(file, InputFile)
    return taken_out(read_file(file, Settings()))


def mhtml(page: bytes, *, coding: str = "quoted-printable", kind: str = "text/html", start: str = "") -> bytes:
    """As Chromium writes it, a frame before the page."""
    packed = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes, "8bit": bytes}[coding](page)
    frame = b"<p>A frame that is no part of the article.</p>"
    parts = [
        (f"Content-Type: {kind}\nContent-ID: <page>\nContent-Transfer-Encoding: {coding}\nContent-Location: {ADDRESS}", packed),
        ("Content-Type: text/html\nContent-ID: <frame>\nContent-Location: cid:frame", frame),
        ("Content-Type: image/png\nContent-Transfer-Encoding: base64\nContent-Location: a.png", base64.encodebytes(b"\x89PNG")),
    ]
    head = (
        f'From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; {start}boundary="--b--"'
    )
    body = b"".join(b"----b--\n" + told.encode() + b"\n\n" + data + b"\n" for told, data in parts)
    return (head.encode() + b"\n\n" + body + b"----b----\n").replace(b"\n", b"\r\n")


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "A.MHT"])
@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit"])
def test_the_page_of_an_mhtml_file_is_read(tmp_path: Path, name: str, coding: str) -> None:
    data = mhtml(PAGE.encode(), coding=coding)
    found = document(tmp_path / name, data)
    assert "measured the depth at forty points at Łódź" in found.text
    assert "A frame" not in found.text
    assert found.meta["url"] == ADDRESS
    assert [i.target for i in found.inlines if i.kind == "link"] == ["https://example.com/2024/p.html"]
    assert (found.source.path, found.source.sha256) == (str(tmp_path / name), hashlib.sha256(data).hexdigest())


def test_the_charset_of_the_part_counts(tmp_path: Path) -> None:
    data = mhtml(PAGE.encode("iso-8859-2", "replace"), kind="text/html; charset=iso-8859-2")
    assert "at Łódź" in document(tmp_path / "a.mhtml", data).text


def test_the_root_is_the_part_that_start_names(tmp_path: Path) -> None:
    long = b"<p>" + b"The frame holds the article, it is said. " * 20 + b"</p>"
    data = mhtml(PAGE.encode(), start='start="<frame>"; ').replace(b"<p>A frame that is no part of the article.</p>", long)
    found = document(tmp_path / "a.mhtml", data)
    assert found.text.startswith("The frame holds the article")
    assert "url" not in found.meta


def test_an_address_in_the_head_of_the_file(tmp_path: Path) -> None:
    data = mhtml(PAGE.encode()).replace(b"Content-Location: https", b"X-Other: https")
    data = data.replace(b"MIME-Version", b"Snapshot-Content-Location: " + ADDRESS.encode() + b"\r\nMIME-Version")
    assert document(tmp_path / "a.mhtml", data).meta["url"] == ADDRESS


def test_a_single_part_will_do(tmp_path: Path) -> None:
    data = f"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: {ADDRESS}\r\n\r\n{PAGE}"
    assert document(tmp_path / "a.mht", data).meta["url"] == ADDRESS


def test_a_file_that_is_cut_short_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    data = mhtml(PAGE.encode())
    cut = data[: data.index(b"----b--\r\nContent-Type: image")]
    assert "forty points" in document(tmp_path / "a.mhtml", cut).text


def nested(depth: int) -> bytes:
    out = b"MIME-Version: 1.0\r\n"
    for n in range(depth):
        out += b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n)
    return out + b"Content-Type: text/plain\r\n\r\nx"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"Only text, no MIME.", "is no MHTML"),
        (b"\x89PNG\r\n\x1a\n", "is no MHTML"),
        (b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nText", "holds no HTML page"),
        (b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n \r\n", "its page is empty"),
        (nested(80), "holds no HTML page"),
    ],
)
def test_what_is_no_mhtml(tmp_path: Path, data: bytes, why: str) -> None:
    with pytest.raises(InputError, match=why) as caught:
        document(tmp_path / "a.mhtml", data)
    assert str(caught.value).startswith(str(tmp_path / "a.mhtml"))


def test_parts_nested_without_end_do_no_harm(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nested too deeply"):
        document(tmp_path / "a.mhtml", nested(5000))


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_the_page_of_a_web_archive_is_read(tmp_path: Path, form: plistlib.PlistFormat) -> None:
    main = {
        "WebResourceData": PAGE.encode("iso-8859-2", "replace"),
        "WebResourceURL": ADDRESS,
        "WebResourceTextEncodingName": "iso-8859-2",
        "WebResourceMIMEType": "text/html",
    }
    found = document(tmp_path / "a.webarchive", plistlib.dumps({"WebMainResource": main, "WebSubresources": []}, fmt=form))
    assert "at forty points at Łódź" in found.text
    assert found.meta["url"] == ADDRESS


@pytest.mark.parametrize(
    "data",
    [
        b"no property list",
        b"bplist00\xff\xff\xff",
        plistlib.dumps({"other": 1}),
        plistlib.dumps([1]),
        plistlib.dumps({"WebMainResource": {"WebResourceData": "text"}}),
        plistlib.dumps({"WebMainResource": {"WebResourceData": b" "}}),
        b'<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY a "aaaa">]><plist><string>&a;</string></plist>',
        b"<?xml version='1.0'?><plist>" + b"<array>" * 100_000,
    ],
)
def test_what_is_no_web_archive(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(InputError, match=r"a\.webarchive: (is no web archive|its page is empty)"):
        document(tmp_path / "a.webarchive", data)


def single_file(more: str = "") -> str:
    comment = f"<!--\n Page saved with SingleFile \n url: {ADDRESS} \n saved date: Mon Jan 01 2024 10:00:00 GMT+0100 (CET)\n-->"
    return PAGE.replace("<head>", comment + '<meta charset="utf-8"><head>', 1).replace("</article>", more + "</article>", 1)


def test_the_address_in_a_single_file_page(tmp_path: Path) -> None:
    found = document(tmp_path / "a.html", single_file())
    assert found.meta["url"] == ADDRESS
    assert [i.target for i in found.inlines if i.kind == "link"] == ["https://example.com/2024/p.html"]


def test_the_address_that_browsers_note(tmp_path: Path) -> None:
    found = document(tmp_path / "a.html", PAGE.replace("<html", f"<!-- saved from url=(0030){ADDRESS} -->\n<html", 1))
    assert found.meta["url"] == ADDRESS


def test_an_address_further_down_is_the_articles_own_words(tmp_path: Path) -> None:
    comment = f"<!-- {' ' * 9000} --><!--\n Page saved with SingleFile \n url: {ADDRESS} -->"
    assert document(tmp_path / "a.html", PAGE.replace("</body>", comment + "</body>")).meta.get("url") != ADDRESS


@pytest.mark.parametrize("image", ["<img src={}>", '<img src="{}">', "<div style='background:url({})'></div>"])
def test_embedded_images_change_nothing_and_take_little_memory(tmp_path: Path, image: str) -> None:
    plain = document(tmp_path / "a.html", single_file(image.format("data:,")))
    data = single_file(image.format("data:image/png;base64," + "iVBORw0KGgo" * 1_200_000))
    tracemalloc.start()
    found = document(tmp_path / "b.html", data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (found.text, found.blocks) == (plain.text, plain.blocks)
    assert peak < 5 * len(data)


def test_short_embedded_images_stay() -> None:
    from cleanup.readers.html import _EMBEDDED

    assert _EMBEDDED.findall(b"data:image/png;base64,AAAA'>") == [b"data:image/png;base64,AAAA"]


def test_saved_pages_are_found_in_folders_and_come_through_stdin(command: Command, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.mhtml").write_bytes(mhtml(PAGE.encode()))
    done = command("run", "in", "-o", "out", "--engine", "none", "--only", "normalize")
    assert done.returncode == 0, done.stderr
    assert f"url: {ADDRESS}" in (tmp_path / "out" / "a.md").read_text(encoding="utf-8")
    arguments = ("clean", "-", "--input-format", "mhtml", "--format", "jsonl", "--engine", "none", "--only", "normalize")
    done = command(*arguments, stdin=mhtml(PAGE.encode()))
    assert json.loads(done.stdout)["meta"]["url"] == ADDRESS


def test_the_endings_are_known() -> None:
    assert [format_of(n) for n in ("a.mht", "a.mhtml", "a.webarchive")] == ["mhtml", "mhtml", "webarchive"]
