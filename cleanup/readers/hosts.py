"""Which machines may be asked for a page: those of the public internet, unless the user allows others.

An address in a list may come from anywhere; a name in it that leads to this machine or its network would hand what is
there to whoever reads the output.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

# IPv6 addresses that stand for an IPv4 one in their last four bytes: mapped, compatible, NAT64 (RFC 6052, RFC 8215).
_EMBEDDING = tuple(map(IPv6Network, ("::ffff:0:0/96", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "::ffff:0:0:0/96")))
_SITE_LOCAL = IPv6Network("fec0::/10")  # deprecated, and still some networks' own


def is_public(machine: str) -> bool:
    """Whether an IP address is one of the public internet, also what an IPv6 address stands for: no loopback, private,
    link-local, shared, documentation, multicast or reserved one. False for what is no IP address."""
    try:
        found = ip_address(machine.split("%", 1)[0])
    except ValueError:
        return False
    return all(_is_global(ip) for ip in (found, *_inside(found)))


def _is_global(ip: IPv4Address | IPv6Address) -> bool:
    if isinstance(ip, IPv6Address) and (ip.ipv4_mapped or ip in _EMBEDDING[2]):
        return True  # what counts is the address inside
    if isinstance(ip, IPv6Address) and ip in _SITE_LOCAL:
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback or ip.is_link_local)


def _inside(ip: IPv4Address | IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that an IPv6 address leads to by one of the ways of translation."""
    if isinstance(ip, IPv4Address):
        return ()
    found = [IPv4Address(ip.packed[-4:])] if any(ip in net for net in _EMBEDDING) else []
    if ip.sixtofour is not None:
        found.append(ip.sixtofour)
    if ip.teredo is not None:
        found += ip.teredo
    return tuple(found)


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host, in the order in which the system prefers them. Raises OSError."""
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in rows))
