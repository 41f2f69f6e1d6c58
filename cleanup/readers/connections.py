"""Connections that give a server one limit for its whole answer.

A timeout of a socket starts anew with every byte, so a server that sends one now and then, also in its headers, could keep
a program waiting for days.
"""

from __future__ import annotations

import io
import socket
import time
from http.client import HTTPResponse
from typing import Any, cast

import certifi
import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util.ssl_ import create_urllib3_context


class _Until(io.RawIOBase):
    """What a socket receives, until its timeout has passed once."""

    def __init__(self, sock: socket.socket, raw: io.RawIOBase) -> None:
        """`raw` reads from the socket and keeps it open."""
        self._sock, self._raw = sock, raw
        limit = sock.gettimeout()
        self._deadline = None if limit is None else time.monotonic() + limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        if self._deadline is not None:
            left = self._deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError("the answer takes too long")
            self._sock.settimeout(left)
        return cast("int | None", self._raw.readinto(buffer))  # type: ignore[attr-defined]

    def close(self) -> None:
        super().close()
        self._raw.close()


class _Answer(HTTPResponse):
    def __init__(self, sock: socket.socket, *arguments: Any, **named: Any) -> None:
        super().__init__(sock, *arguments, **named)
        self.fp = io.BufferedReader(_Until(sock, self.fp.detach()))


class _Plain(HTTPConnection):
    response_class = _Answer


class _Secure(HTTPSConnection):
    response_class = _Answer


class _PlainPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _Secure


class Connections(urllib3.PoolManager):
    """Connections to a few hosts at a time, whose certificates are checked against the authorities of the system, where a
    company has its own, and those that certifi lists. Answers are limited as a whole by the read timeout."""

    def __init__(self, hosts: int) -> None:
        context = create_urllib3_context()
        context.load_default_certs()
        context.load_verify_locations(certifi.where())
        super().__init__(num_pools=hosts, ssl_context=context)
        self.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecurePool}

    def to(self, machine: str, port: int, scheme: str, host: str) -> urllib3.HTTPConnectionPool:
        """Connections to one machine that know it by the name of the host, as far as certificates go."""
        secure = {"server_hostname": host, "assert_hostname": host} if scheme == "https" else {}
        return self.connection_from_host(machine, port, scheme, pool_kwargs=secure)
