"""Pages from a web server: a real one on loopback."""

from __future__ import annotations

import gzip
import socket
import threading
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import pytest

from cleanup.config import FetchSettings
from cleanup.errors import ConfigError, InputError
from cleanup.readers.fetch import Fetcher, Page
from tests.web import Site

PAGE = "<html><title>Harbor</title><p>The harbor was closed on Monday.</p></html>"


def fetcher(**settings: object) -> Fetcher:
    return Fetcher(FetchSettings(**{"private": True, "delay": 0, "robots": False, **settings}))  # type: ignore[arg-type]


def refused(address: str, **settings: object) -> str:
    with pytest.raises(InputError) as caught:
        fetcher(**settings).fetch(address)
    message = str(caught.value)
    assert message.startswith(address + ": ")
    assert "\n" not in message
    return message.removeprefix(address + ": ")


def test_a_page(site: Site) -> None:
    page = fetcher(user_agent="my-bot").fetch(site.add("/a?b=c", PAGE) + "#part")
    assert page.data == PAGE.encode()
    assert page.served.address == site.origin + "/a?b=c"
    assert (page.served.format, page.served.charset, page.served.redirects) == ("html", "utf-8", ())
    assert site.asked == ["/a?b=c"]
    assert site.agents == {"my-bot"}


def test_a_page_in_chunks(site: Site) -> None:
    def chunks(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for start in range(0, len(PAGE), 7):
            piece = PAGE[start : start + 7].encode()
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        handler.wfile.write(b"0\r\n\r\n")

    assert fetcher().fetch(site.act("/a", chunks)).data == PAGE.encode()


def test_connections_are_used_again(site: Site) -> None:
    one = fetcher(robots=True)
    for number in range(3):
        assert one.fetch(site.add(f"/{number}", PAGE)).data == PAGE.encode()
    assert len(site.asked) == 4
    assert len(site.connections) == 2  # the refused robots.txt ended the first


def test_redirects_are_followed_and_told(site: Site) -> None:
    site.add("/c", PAGE)
    site.move("/b", "c", 307)
    page = fetcher().fetch(site.move("/a", site.origin + "/b", 301))
    assert page.served.address == site.origin + "/c"
    assert page.served.redirects == (site.origin + "/a", site.origin + "/b")


def test_redirects_in_a_circle(site: Site) -> None:
    site.move("/b", "/a")
    assert "redirects in a circle" in refused(site.move("/a", "/b"))


def test_redirects_without_end(site: Site) -> None:
    for number in range(30):
        site.move(f"/{number}", f"/{number + 1}")
    assert "redirects more than 10 times" in refused(site.origin + "/0")
    assert len(site.asked) == 11


@pytest.mark.parametrize("target", ["ftp://example.com/a", "file:///etc/passwd", "https://ann:secret@example.com/", "http://["])
def test_redirects_to_what_cannot_be_fetched(site: Site, target: str) -> None:
    message = refused(site.move("/a", target))
    assert "redirects to an address that cannot be fetched" in message
    assert "secret" not in message


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "404 Not Found; check the address"),
        (403, "403 Forbidden; save the page"),
        (500, "500 Internal Server Error; try again later"),
        (503, "503 Service Unavailable; it wants to be left alone for 7 s"),
    ],
)
def test_a_status_that_is_no_success(site: Site, status: int, words: str) -> None:
    assert words in refused(site.add("/a", PAGE, status, Retry_After="7"))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("application/pdf", "is a PDF, which is not read"),
        ("image/png", "is image/png, no page"),
        ("application/octet-stream", "is application/octet-stream, no page"),
    ],
)
def test_what_is_no_page(site: Site, kind: str, words: str) -> None:
    assert words in refused(site.add("/a", b"%PDF-1.7", Content_Type=kind))


@pytest.mark.parametrize(
    ("kind", "body", "format"),
    [
        ("application/xhtml+xml", PAGE, "html"),
        ("TEXT/HTML;charset=utf-8", PAGE, "html"),
        ("text/plain", "Only text.", "text"),
        ("text/markdown; charset=UTF-8", "# Title", "markdown"),
        ("", PAGE, "html"),
        ("", "Only text.", "text"),
    ],
)
def test_the_content_type_tells_the_format(site: Site, kind: str, body: str, format: str) -> None:
    assert fetcher().fetch(site.add("/a", body, Content_Type=kind)).served.format == format


def test_an_empty_page(site: Site) -> None:
    assert "the server sent an empty page" in refused(site.add("/a", " \n"))


def test_a_server_that_says_nothing(site: Site) -> None:
    left = threading.Event()
    address = site.act("/a", lambda _: left.wait(20) and None)
    assert "not there after 0.5 s (fetch.timeout)" in refused(address, timeout=0.5)
    left.set()


def test_a_server_that_drips(site: Site) -> None:
    left = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        while not left.wait(0.1):
            handler.wfile.write(b"a")

    assert "not there after 1 s (fetch.timeout)" in refused(site.act("/a", drip), timeout=1)
    left.set()


def test_a_server_that_drips_its_headers(site: Site) -> None:
    left = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\nX-Long: ")
        while not left.wait(0.1):
            handler.wfile.write(b"a")

    assert "not there after 1 s (fetch.timeout)" in refused(site.act("/a", drip), timeout=1)
    left.set()


def test_a_page_without_end(site: Site) -> None:
    sent = []

    def flood(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        while True:
            sent.append(handler.wfile.write(b"<p>more</p>" * 1000))

    assert "more than 100,000 bytes (fetch.most_bytes)" in refused(site.act("/a", flood), most_bytes=100_000)


def test_a_page_that_says_it_is_too_large_is_not_read(site: Site) -> None:
    address = site.add("/a", b"<p>", Content_Length="100001")
    assert "more than 100,000 bytes" in refused(address, most_bytes=100_000)


def test_the_limit_itself_is_allowed(site: Site) -> None:
    assert len(fetcher(most_bytes=1000).fetch(site.add("/a", b"<p>" + b"a" * 997)).data) == 1000
    packed = gzip.compress(b"<p>" + b"a" * 997)
    assert len(fetcher(most_bytes=1000).fetch(site.add("/b", packed, Content_Encoding="gzip")).data) == 1000


def _raw_deflate(data: bytes) -> bytes:
    unit = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return unit.compress(data) + unit.flush()


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", lambda data: gzip.compress(data[:9]) + gzip.compress(data[9:])),
        ("gzip", lambda data: gzip.compress(data) + b"\0" * 8),
        ("deflate", zlib.compress),
        ("deflate", _raw_deflate),
        ("identity", bytes),
    ],
)
def test_packed_pages(site: Site, coding: str, pack: Callable[[bytes], bytes]) -> None:
    address = site.add("/a", pack(PAGE.encode()), Content_Encoding=coding)
    assert fetcher().fetch(address).data == PAGE.encode()


@pytest.mark.parametrize("levels", [1, 2])
def test_a_bomb_does_not_go_off(site: Site, levels: int) -> None:
    bomb = b"\0" * 300_000_000
    for _ in range(levels):
        bomb = gzip.compress(bomb, 1)
    coding = ", ".join(["gzip"] * levels)
    words = "more than 1,000,000 bytes" if levels == 1 else "packed as 'gzip, gzip'"
    assert words in refused(site.add("/a", bomb, Content_Encoding=coding), most_bytes=1_000_000)


@pytest.mark.parametrize(
    ("data", "coding", "words"),
    [
        (gzip.compress(PAGE.encode(), mtime=0)[:-10], "gzip", "breaks off before its end"),
        (b"no gzip at all", "gzip", "is damaged"),
        (b"no brotli", "br", "packed as 'br'"),
    ],
    ids=["cut", "no gzip", "brotli"],
)
def test_damaged_pages(site: Site, data: bytes, coding: str, words: str) -> None:
    assert words in refused(site.add("/a", data, Content_Encoding=coding))


def test_a_page_shorter_than_it_says(site: Site) -> None:
    assert "breaks off before its end" in refused(site.add("/a", PAGE, Content_Length="5000"))


def test_a_connection_that_is_cut(site: Site) -> None:
    message = refused(site.act("/a", lambda handler: handler.connection.shutdown(socket.SHUT_RDWR)))
    assert "the connection failed" in message
    assert "object at" not in message


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/a"
        assert "the server is not within reach (Connection refused)" in refused(address)


def test_a_server_without_encryption(site: Site) -> None:
    message = refused(site.add("/a", PAGE).replace("http:", "https:"))
    assert "the connection is not secure" in message
    assert "object at" not in message


def test_a_name_that_is_not_found() -> None:
    assert "the host no-such-host.invalid is not found" in refused("https://no-such-host.invalid/")


def test_this_machine_is_not_asked_unless_allowed(site: Site) -> None:
    address = site.add("/a", PAGE)
    message = refused(address, private=False)
    assert message.startswith("127.0.0.1 is an address of this machine or a private network; --allow-private")
    assert site.asked == []


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "0x7f.0.0.1", "[::ffff:127.0.0.1]", "0.0.0.0"])
def test_other_names_of_this_machine_are_seen_through(site: Site, host: str) -> None:
    address = site.add("/a", PAGE).replace("127.0.0.1", host)
    assert "an address of this machine or a private network" in refused(address, private=False)
    assert site.asked == []


def test_a_public_name_that_leads_here_is_refused(site: Site) -> None:
    address = site.add("/a", PAGE).replace("127.0.0.1", "news.example")
    one = Fetcher(FetchSettings(), resolve=lambda host, port: ["93.184.215.14", "127.0.0.1"])
    with pytest.raises(InputError, match=r"news\.example is at 127\.0\.0\.1, an address of this machine"):
        one.fetch(address)
    assert site.asked == []


def test_a_redirect_to_a_private_address_is_refused(site: Site) -> None:
    address = site.move("/a", "http://127.0.0.2:" + str(site.port) + "/inner")
    one = Fetcher(FetchSettings(delay=0), allowed=lambda machine: machine == "127.0.0.1")
    with pytest.raises(
        InputError, match=r"127\.0\.0\.2 is an address of this machine .*, where http://127\.0\.0\.2:\d+/inner is"
    ):
        one.fetch(address)
    assert site.asked == ["/robots.txt", "/a"]


def test_the_connection_goes_to_the_address_that_was_checked(site: Site) -> None:
    """A name that answers otherwise when it is asked again gains nothing: it is asked once a request."""
    answers = iter((["127.0.0.1"], ["10.0.0.1"]))
    one = Fetcher(
        FetchSettings(robots=False, timeout=5), resolve=lambda host, port: next(answers), allowed=lambda m: m == "127.0.0.1"
    )
    address = site.add("/a", PAGE).replace("127.0.0.1", "rebinding.example")
    assert one.fetch(address).data == PAGE.encode()
    assert site.hosts == {f"rebinding.example:{site.port}"}
    with pytest.raises(InputError, match=r"at 10\.0\.0\.1"):
        one.fetch(address + "?again")


def test_the_next_machine_of_a_host_is_tried(site: Site) -> None:
    one = Fetcher(
        FetchSettings(private=True, robots=False), resolve=lambda host, port: ["127.0.0.9", "127.0.0.1"]
    )  # the site listens on the second only
    assert one.fetch(site.add("/a", PAGE).replace("127.0.0.1", "two.example")).data == PAGE.encode()


def test_robots_txt_is_kept(site: Site) -> None:
    site.add(
        "/robots.txt", "User-agent: other\nDisallow: /\n\nUser-agent: my-bot\nDisallow: /private/\n", Content_Type="text/plain"
    )
    one = fetcher(robots=True, user_agent="my-bot/1.0")
    assert one.fetch(site.add("/a", PAGE)).data
    with pytest.raises(
        InputError, match=r"/robots\.txt asks programs to leave this page alone; ask the site, or set fetch\.robots"
    ):
        one.fetch(site.add("/private/a", PAGE))
    with pytest.raises(InputError, match="leave this page alone"):
        one.fetch(site.move("/b", "/private/a"))
    assert site.asked == ["/robots.txt", "/a", "/b"]
    assert fetcher(user_agent="my-bot").fetch(site.origin + "/private/a").data


@pytest.mark.parametrize("status", [404, 403, 410])
def test_a_site_without_robots_txt_allows_everything(site: Site, status: int) -> None:
    site.add("/robots.txt", "no", status)
    assert fetcher(robots=True).fetch(site.add("/a", PAGE)).data


def test_a_site_that_cannot_tell_its_rules_is_left_alone(site: Site) -> None:
    site.add("/robots.txt", "no", 503)
    assert "answers 503, so what the site allows is not known" in refused(site.add("/a", PAGE), robots=True)


def test_a_long_robots_txt_is_read_as_far_as_it_must_be(site: Site) -> None:
    site.add("/robots.txt", "User-agent: *\nDisallow: /private/\n" + "# more\n" * 300_000)
    assert fetcher(robots=True, most_bytes=1000).fetch(site.add("/a", PAGE)).data
    assert "leave this page alone" in refused(site.add("/private/a", PAGE), robots=True)


@pytest.mark.parametrize("agent", ["", "two\nlines", "böt"])
def test_a_user_agent_that_no_header_can_hold(agent: str) -> None:
    with pytest.raises(ConfigError, match=r"fetch\.user_agent"):
        Fetcher(FetchSettings(user_agent=agent))


def test_headers_beyond_ascii_are_read_as_utf8(site: Site) -> None:
    site.add("/k%C3%A4se", PAGE)
    address = site.move("/a", "/käse".encode().decode("latin-1"))
    page: Page = fetcher().fetch(address)
    assert page.served.address == site.origin + "/k%C3%A4se"


def test_a_host_is_asked_no_faster_than_it_wants(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("cleanup.readers.fetch.time.sleep", waits.append)
    site.add("/robots.txt", "User-agent: *\nCrawl-delay: 40\n")
    one = fetcher(robots=True, delay=5)
    one.fetch(site.add("/a", PAGE))
    assert waits == []
    one.fetch(site.move("/b", "/a"))  # sent on by the host itself: asked at once
    (wait,) = waits
    assert 5 < wait <= 40
