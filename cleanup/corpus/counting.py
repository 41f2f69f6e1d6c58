"""Articles counted on their way, so that a run which loses one says so."""

from __future__ import annotations

from collections.abc import Iterator

from cleanup.corpus.job import Chunk, FinishedChunk
from cleanup.corpus.outputs import Due
from cleanup.corpus.plan import Plan
from cleanup.corpus.record import RunRecord
from cleanup.errors import OutputError


class Left:
    """The chunks of the inputs that are left to do, counted on the way there and on the way back, so that none is lost in
    between without a word. `done` counts the articles of the chunks before `next_chunk`, and `position` their bytes."""

    def __init__(self, source: Iterator[Chunk], next_chunk: int, done: int, position: int) -> None:
        self._source, self._read, self._read_to = source, 0, 0
        self.next_chunk, self.done, self.position = next_chunk, done, position

    def __iter__(self) -> Iterator[Chunk]:
        """Raises OutputError where the chunks that are done are not what they were."""
        begin, done, position = self.next_chunk, self.done, self.position
        for chunk in self._source:
            if chunk.number == begin:
                self._refuse_other(done, position)
            self._read, self._read_to = self._read + len(chunk.pieces), chunk.position
            if chunk.number >= begin:
                yield chunk

    def take(self, finished: FinishedChunk) -> None:
        """Count a chunk that came back."""
        number, given, got = finished.chunk.number, len(finished.chunk.pieces), len(finished.outcomes)
        if number != self.next_chunk or given != got:
            raise OutputError(
                f"chunk {number} came back with {got} of its {given} articles where chunk {self.next_chunk} was due (a fault of "
                "cleanup; please report it); what was done before is kept: go on with --resume"
            )
        self.next_chunk, self.done, self.position = number + 1, self.done + got, finished.chunk.position

    def refuse_rest(self) -> None:
        """Raise OutputError where not all that was read came back."""
        self._refuse_other(self.done, self.position)

    def _refuse_other(self, done: int, position: int) -> None:
        if (self._read, self._read_to) != (done, position):
            raise OutputError(
                f"the inputs hold {self._read:,} articles in {self._read_to:,} bytes where {done:,} in {position:,} are on record: "
                "they changed, or articles were lost; give --restart to begin anew"
            )


def due(plan: Plan, record: RunRecord, done: int) -> Due:
    """What the output has to hold of so many articles. A failure has a line of its own, but where the line itself failed."""
    failures = record.failure_counts()
    kept = done - (record.duplicate_count() if plan.dedupe == "drop" else 0)
    return Due(lines=kept - failures.get("output", 0), files=kept - sum(failures.values()))
