"""What a stage may say about a text: an edit, a mark; the decision on an edit, the machine's and a person's; a pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Scope = Literal["encoding", "inline", "block", "page"]
Verdict = Literal["accepted", "suggested", "refused"]
SCOPES: frozenset[str] = frozenset(("encoding", "inline", "block", "page"))
VERDICTS: frozenset[str] = frozenset(("accepted", "suggested", "refused"))
PERSON = "person"  # the stage of what people change by themselves; its pass is the last
BY_HAND = "by-hand"  # the rule of such an edit


def _check_span(start: int, end: int) -> None:
    if not 0 <= start <= end:
        raise ValueError(f"span {start}:{end} is not a half-open span of code points")


def _check_confidence(confidence: float) -> None:
    if not 0.0 <= confidence <= 1.0:
        raise ValueError(f"confidence {confidence} is not between 0 and 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A proposed change of `text[start:end]` to `replacement`.

    Offsets are code points of the text that the stage was given, end exclusive. `confidence` is the expected
    precision of the proposal (0 to 1). `scope` says what kind of change it claims to be, and the guard holds it to
    that: "encoding" leaves what a reader sees as it was, "inline" changes words or punctuation inside lines,
    "block" takes whole lines away or moves no word, "page" takes away words inside lines that are not the article's own: struck
    out or hidden by the page, left over from it, or said twice.
    `priority` comes before confidence when two edits overlap.
    `evidence` holds up to three weightiest reasons in words. `apply_at` and `suggest_at` replace the policy's
    thresholds for this one edit, for stages whose judge knows better (for example by error density).

    Raises ValueError when the span, scope or confidence is impossible.
    """

    start: int
    end: int
    replacement: str
    stage: str
    rule: str
    reason: str
    confidence: float
    scope: Scope = "inline"
    priority: int = 0
    evidence: tuple[str, ...] = ()
    apply_at: float | None = None
    suggest_at: float | None = None

    def __post_init__(self) -> None:
        _check_span(self.start, self.end)
        _check_confidence(self.confidence)
        if self.scope not in SCOPES:
            raise ValueError(f"scope {self.scope!r} is none of {', '.join(sorted(SCOPES))}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A flag on `text[start:end]`: it stays as it is, is reported, and is kept out of the summary."""

    start: int
    end: int
    kind: str
    rule: str
    reason: str
    confidence: float

    def __post_init__(self) -> None:
        _check_span(self.start, self.end)
        _check_confidence(self.confidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """An edit with what became of it. `why` gives the reason where it was not accepted, `old` the text it stood on."""

    id: str
    edit: Edit
    old: str
    verdict: Verdict
    why: str = ""

    @property
    def accepted(self) -> bool:
        """Whether the edit is in the output."""
        return self.verdict == "accepted"

    @property
    def guarded(self) -> bool:
        """Whether the guard refused it, to protect a name, a number, a quotation and the like."""
        return self.verdict == "refused" and self.why.startswith("guard:")

    @property
    def passed_guard(self) -> bool:
        """Whether the guard was asked when it was proposed, and let it pass."""
        return self.edit.stage != PERSON and (self.verdict != "refused" or self.why.startswith("overlaps "))


@dataclass(frozen=True, slots=True)
class Pass:
    """One run of one stage: its decisions, with offsets in the text it was given."""

    stage: str
    decisions: tuple[Decision, ...]

    def accepted(self) -> list[Edit]:
        """The edits that were applied."""
        return [d.edit for d in self.decisions if d.accepted]


@dataclass(frozen=True, slots=True, kw_only=True)
class HumanDecision:
    """What a person decided about one edit. The last decision about an edit counts.

    `verdict` is "accepted" or "refused", `before` what stood until then; `by` who, `at` when (ISO 8601).
    `replacement` is the person's text where the edit was accepted with another than the machine's. `forced` is what the
    guard had to say against it where the person insisted. `because` is the id of the decision that this one had to go
    with: a rival made room, or the text that the edit stood on went.
    A person's own edit is made for the text as people's decisions left it. Where that is not the machine's, `knowing`
    names the edits that make the difference, and `over` is the text that it replaces; it holds as long as they do.

    Raises ValueError when the verdict is another, or a refusal has a replacement.
    """

    id: str
    edit_id: str
    verdict: Verdict
    by: str
    at: str
    before: Verdict
    replacement: str | None = None
    forced: str | None = None
    because: str | None = None
    knowing: tuple[str, ...] = ()
    over: str | None = None

    def __post_init__(self) -> None:
        if self.verdict not in ("accepted", "refused") or self.before not in VERDICTS:
            raise ValueError(f"decision {self.id}: {self.verdict!r} after {self.before!r}; a person accepts or refuses")
        if self.replacement is not None and self.verdict != "accepted":
            raise ValueError(f"decision {self.id}: a refusal has no text of its own")
