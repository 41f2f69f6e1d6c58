"""What a site asks of programs: robots.txt (RFC 9309), read by the standard library."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.robotparser import RobotFileParser

# Bytes of robots.txt that are read; RFC 9309 wants 500 KiB at least.
MOST_BYTES = 512_000
# A site may ask for more seconds between requests than anybody would wait.
LONGEST_DELAY = 60.0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site for one program."""

    parser: RobotFileParser
    agent: str

    def allow(self, url: str) -> bool:
        """Whether the address may be fetched."""
        return self.parser.can_fetch(self.agent, url)

    @property
    def delay(self) -> float:
        """Seconds that the site wants between two requests, 0 where it says nothing."""
        try:
            return min(float(self.parser.crawl_delay(self.agent) or 0), LONGEST_DELAY)
        except ValueError:
            return 0.0


def robots_of(status: int, data: bytes, agent: str) -> Robots:
    """The rules in an answer. A site without the file allows everything. Not to be asked about an answer 5xx, which says
    nothing about the rules."""
    parser = RobotFileParser()
    lines = data.decode("utf-8", "replace").removeprefix("\ufeff").splitlines() if 200 <= status < 300 else []
    parser.parse(lines)
    return Robots(parser, agent)
