"""Whether a proposal is applied, shown as a suggestion, or refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from cleanup.core.edit import Edit, Mark, Verdict

Switch = Literal["off", "suggest", "on"]

# Expected precision: at .7 an edit is right more than twice as often as wrong; below .35 a suggestion misleads more
# often than it helps. Stages whose judges are calibrated carry thresholds of their own on the edit.
APPLY_AT = 0.7
SUGGEST_AT = 0.35


@dataclass(frozen=True, slots=True)
class Policy:
    """Thresholds on confidence, and switches by rule id.

    A rule switched "off" is always refused, "suggest" is never applied, "on" (the default) goes by its confidence.
    """

    apply_at: float = APPLY_AT
    suggest_at: float = SUGGEST_AT
    switches: Mapping[str, Switch] = field(default_factory=dict)

    def shows(self, mark: Mark) -> bool:
        """Whether a mark is set: unless its rule is switched off, for a mark changes nothing."""
        return self.switches.get(mark.rule, "on") != "off"

    def judge(self, edit: Edit) -> tuple[Verdict, str]:
        """The verdict on one edit, and why where it is not "accepted"."""
        switch = self.switches.get(edit.rule, "on")
        if switch == "off":
            return "refused", f"rule {edit.rule} is switched off"
        apply_at = self.apply_at if edit.apply_at is None else edit.apply_at
        suggest_at = self.suggest_at if edit.suggest_at is None else edit.suggest_at
        if edit.confidence >= apply_at:
            if switch == "suggest":
                return "suggested", f"rule {edit.rule} is set to suggest only"
            return "accepted", ""
        if edit.confidence >= suggest_at:
            return "suggested", f"confidence {edit.confidence:.2f} is below {apply_at:.2f}"
        return "refused", f"confidence {edit.confidence:.2f} is below {suggest_at:.2f}"

    def on_record(self, edit: Edit) -> Edit:
        """The edit with the thresholds it was judged by, its own or the policy's, so that its record tells them."""
        return replace(
            edit,
            apply_at=self.apply_at if edit.apply_at is None else edit.apply_at,
            suggest_at=self.suggest_at if edit.suggest_at is None else edit.suggest_at,
        )
