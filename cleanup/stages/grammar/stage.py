"""Corrections of grammar, spelling and punctuation: engine and own detectors propose, a judge says how likely each is right.

Every block but code and tables is checked alone, so that a changed article is checked anew only where it changed. English
goes through the learned judge; the other languages have a list of rules that are sure enough (rules/grammar/languages.toml).
Left alone: what the guard protects, the article's own spelling tradition (British stays British), style.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cleanup.config import GrammarSettings
from cleanup.context import Context
from cleanup.core.edit import Edit
from cleanup.core.guard import Guard
from cleanup.document import Block, Document
from cleanup.engines.protocol import Engine, Match
from cleanup.languages import family
from cleanup.models.columns import blocks_read_across
from cleanup.stages.grammar.candidates import Candidate
from cleanup.stages.grammar.dialect import detect_dialect
from cleanup.stages.grammar.exceptions import doubt
from cleanup.stages.grammar.meaning import changes_fact
from cleanup.stages.grammar.proposals import english, line_candidates, place_rows
from cleanup.stages.grammar.thresholds import APPLY, COUNTS_FROM, SURE, Density, Thresholds, thresholds

if TYPE_CHECKING:
    from cleanup.models.language_model.client import LanguageModel
    from cleanup.stages.grammar.second_opinion import Asked

MOST_REMEMBERED = 5000  # blocks whose matches are kept, some 10 MB; a book has fewer
_TAG = re.compile(r"</?suggestion>")
_WORD_BEFORE, _WORD_AFTER = re.compile(r"[\w'’-]*\Z"), re.compile(r"[\w'’-]{0,40}")
_REACH = 40  # code points of a word that are looked at
_UNCHECKED = ("code", "table", "break")


@dataclass(frozen=True, slots=True)
class _Found:
    """A candidate at its place in the document, with the judge's opinion. `line`: the block that it stands in."""

    candidate: Candidate
    offset: int
    line: str
    right: float
    reasons: tuple[str, ...]


class GrammarStage:
    """Proposes corrections; remembers the engine's matches of the blocks that it has seen."""

    name = "grammar"

    def __init__(self, settings: GrammarSettings | None = None) -> None:
        self._settings = settings or GrammarSettings()
        self._remembered: dict[tuple[int, str, str], tuple[Match, ...]] = {}
        self._odds: dict[Asked, float | None] = {}

    def propose(self, document: Document, context: Context) -> Iterable[Edit]:
        """Edits with the expected precision as confidence and the thresholds of the setting and the article's density."""
        engine = context.engine
        if engine is None or document.language is None or not document.text.strip():
            return []
        language = family(document.language)
        blocks = [b for b in document.blocks if b.kind not in _UNCHECKED]
        if language != "en":
            from cleanup.stages.grammar.listed import listed, propose_listed

            if language not in listed():
                return []
            code = document.language if "-" in document.language else language
            return propose_listed(document.text, blocks, self._check(engine, document.text, blocks, code), language)
        across = {b.start for b in blocks_read_across(document.text, blocks)}
        blocks = [b for b in blocks if b.start not in across]
        wanted = self._settings.dialect
        code = wanted if wanted != "auto" else document.dialect or detect_dialect(document.text)
        matches = self._check(engine, document.text, blocks, code)
        found = list(self._judged(document, blocks, matches))
        if context.language_model is not None:
            found = self._asked_again(context, context.language_model, found)
        return self._edits(document, context, found)

    def _check(self, engine: Engine, text: str, blocks: Sequence[Block], language: str) -> list[tuple[Match, ...]]:
        """The matches of each block; offsets are the block's. Line breaks inside a block count as spaces."""
        lines = [text[b.start : b.end].replace("\n", " ") for b in blocks]
        keys = [(id(engine), language, line) for line in lines]
        missing = list(dict.fromkeys(k for k in keys if k not in self._remembered))
        if len(self._remembered) + len(missing) > MOST_REMEMBERED:
            self._remembered.clear()
            missing = list(dict.fromkeys(keys))
        for key, found in zip(missing, engine.check_many([k[2] for k in missing], language), strict=True):
            self._remembered[key] = tuple(found)
        return [self._remembered[k] for k in keys]

    def _judged(self, document: Document, blocks: Sequence[Block], matches: Sequence[tuple[Match, ...]]) -> Iterator[_Found]:
        from cleanup.stages.grammar.classifier import edit_classifier
        from cleanup.stages.grammar.features import ArticleText

        resources = english()
        article = ArticleText(document.text, document.title or "")
        places: list[tuple[int, str]] = []
        candidates: list[Candidate] = []
        rows: list[list[float]] = []
        for block, of_block in zip(blocks, matches, strict=True):
            line = document.text[block.start : block.end].replace("\n", " ")
            of_line = line_candidates(line, of_block, resources.lexicon)
            candidates += of_line
            rows += place_rows(line, of_line, article, resources)
            places += [(block.start, line)] * len(of_line)
        for c, place, opinion in zip(candidates, places, edit_classifier().judge(candidates, rows), strict=True):
            if c.sure and opinion.right < SURE:
                yield _Found(c, *place, SURE, ("a pattern that hardly ever errs", *opinion.reasons[:2]))
            else:
                yield _Found(c, *place, opinion.right, opinion.reasons)

    def _asked_again(self, context: Context, model: LanguageModel, found: Sequence[_Found]) -> list[_Found]:
        """With the language model's opinion where it has one. What a sure pattern finds is not asked about."""
        from cleanup.stages.grammar.second_opinion import ASKED_FROM, ask, asked, reason, second_opinion

        both = second_opinion()
        questions = [asked(f.line, f.candidate) if not f.candidate.sure and f.right >= ASKED_FROM else None for f in found]
        self._odds |= ask(model, [q for q in questions if q is not None and q not in self._odds])
        if model.failure is not None:
            if any(questions):
                context.note("second opinion", f"no second opinion of the language model: {model.failure}")
            return list(found)  # nor those that it gave before: where it failed is chance
        out = []
        for f, question in zip(found, questions, strict=True):
            odds = self._odds[question] if question is not None else None
            if odds is not None:
                f = replace(f, right=both.weighed(f.right, odds, f.candidate), reasons=(reason(odds), *f.reasons[:2]))
            out.append(f)
        return out

    def _edits(self, document: Document, context: Context, found: Sequence[_Found]) -> list[Edit]:
        mode = self._settings.mode
        guard = Guard(document)
        drafts = [self._edit(document.text, f, None) for f in found]
        changes = [_change(document.text, draft) for draft in drafts]
        free = [
            (f.right, draft.start, draft.end, change)
            for f, draft, change in zip(found, drafts, changes, strict=True)
            if f.right >= COUNTS_FROM and not guard.refusal(draft)
        ]
        dense = Density(free, len(document.text.split()), APPLY[mode])
        edits, lowered = [], []
        for f, draft, change in zip(found, drafts, changes, strict=True):
            limits = thresholds(mode, dense.around(draft.start, draft.end, change))
            edit = self._edit(document.text, f, limits)
            if limits.apply_at <= edit.confidence < APPLY[mode] and not guard.refusal(edit):
                lowered.append(limits)
            edits.append(edit)
        if lowered:
            least = min(lowered, key=lambda limits: limits.apply_at)
            context.note(
                self.name,
                f"dense in errors ({least.density:.0f} per 1,000 words): threshold lowered from "
                f"{APPLY[mode]:.2f} to {least.apply_at:.2f}",
            )
        return edits

    def _edit(self, text: str, found: _Found, limits: Thresholds | None) -> Edit:
        c = found.candidate
        start, end = found.offset + c.start, found.offset + c.end
        new = _keep_breaks(text[start:end], c.new)
        confidence, reasons = found.right, found.reasons
        if limits is not None:
            fact = changes_fact(c.old, c.new)
            against = f"would change {fact}" if fact else doubt(c.rule, c.old, c.new, text, start, end, c.sure)
            if against:
                # A changed fact is hardly worth a suggestion; a doubt leaves the edit as likely as it may be unapplied.
                confidence = min(confidence, limits.apply_at - 0.01, *([limits.suggest_at] if fact else []))
                reasons = (against, *reasons[:2])
        return Edit(
            start=start,
            end=end,
            replacement=new,
            stage=self.name,
            rule=c.rule,
            reason=_TAG.sub("'", c.message),
            confidence=round(confidence, 4),
            evidence=reasons,
            apply_at=limits.apply_at if limits else None,
            suggest_at=limits.suggest_at if limits else None,
        )


def _change(text: str, edit: Edit) -> str:
    """What an edit changes to what, with the rest of the words that it touches, wherever that stands."""
    head, tail = _WORD_BEFORE.search(text, max(0, edit.start - _REACH), edit.start), _WORD_AFTER.match(text, edit.end)
    before, after = head[0] if head else "", tail[0] if tail else ""
    return f"{before}{text[edit.start : edit.end]}{after} > {before}{edit.replacement}{after}".lower()


def _keep_breaks(old: str, new: str) -> str:
    """The new text with the old one's line break in place of its first space, in hard-wrapped paragraphs."""
    if "\n" in old and "\n" not in new and " " in new:
        return new.replace(" ", "\n", 1)
    return new
