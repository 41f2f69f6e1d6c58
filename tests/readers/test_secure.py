"""Pages over an encrypted connection: the certificate is that of the name asked for, whatever machine answers."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleanup.config import FetchSettings
from cleanup.errors import InputError
from cleanup.readers.fetch import Fetcher
from tests.web import Site, serving

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for news.example, which is its own authority, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    made, key = folder / "certificate.pem", folder / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=news.example"]
    more = ["subjectAltName=DNS:news.example", "keyUsage=critical,digitalSignature,keyCertSign"]
    for extension in more:
        command += ["-addext", extension]
    subprocess.run([*command, "-keyout", key, "-out", made], check=True, capture_output=True)
    return made, key


@pytest.fixture
def secure(certificate: tuple[Path, Path]) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with serving(context) as site:
        site.add("/a", "<p>The harbor was closed on Monday.</p>")
        yield site


def fetched(site: Site, name: str) -> bytes:
    one = Fetcher(FetchSettings(private=True, robots=False, timeout=10), resolve=lambda host, port: ["127.0.0.1"])
    return one.fetch(f"https://{name}:{site.port}/a").data


def test_a_page_of_the_name_in_the_certificate(
    secure: Site, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    assert fetched(secure, "news.example") == b"<p>The harbor was closed on Monday.</p>"
    assert secure.hosts == {f"news.example:{secure.port}"}


def test_another_name_is_refused(secure: Site, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with pytest.raises(InputError, match="the connection is not secure"):
        fetched(secure, "other.example")
    assert secure.asked == []


def test_an_unknown_authority_is_refused(secure: Site) -> None:
    with pytest.raises(InputError, match="the connection is not secure"):
        fetched(secure, "news.example")
    assert secure.asked == []
