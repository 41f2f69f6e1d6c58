"""What the tools of `cleanup mcp` answer: the shapes that a client is told of, with words for a language model."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, Field, model_validator

from cleanup.core.edit import Decision
from cleanup.result import Result
from cleanup.service.mcp.kept_results import Kept
from cleanup.text.halves import whole
from cleanup.text.positions import Positions
from cleanup.writers.formats import output_format

MOST_LISTED = 200  # edits of each kind in an answer
_LONGEST = 300  # characters of a text beside an edit; `explain_edit` has all of it
_AROUND = 80  # characters of context on each side


class Answer(BaseModel):
    """What a tool gives back: JSON in UTF-8, so half characters are U+FFFD."""

    @model_validator(mode="before")
    @classmethod
    def _in_utf8(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {name: _in_utf8(value) for name, value in values.items()}


class ListedEdit(Answer):
    """One change."""

    id: str = Field(description="Give this to explain_edit or undo.")
    rule: str
    stage: str
    old: str = Field(description="What stood there; cut to 300 characters.")
    new: str = Field(description="What stands there instead; empty where the old text was removed. Cut likewise.")
    reason: str
    confidence: float = Field(description="How sure the program is that the change is right, 0 to 1.")


class FlaggedPassage(Answer):
    """A sentence that is garbled or damaged and that no rule can mend. It stays in the text as it is."""

    text: str
    start: int = Field(description="Offset in the cleaned text, in Unicode code points.")
    end: int
    reason: str
    confidence: float


class SummaryPart(Answer):
    """A sentence of the cleaned text, word for word."""

    text: str
    start: int = Field(description="Offset in the cleaned text, in Unicode code points.")
    end: int


class CleanedArticle(Answer):
    """A cleaned article with the record of what was done to it."""

    result_id: str = Field(description="Give this to explain_edit and undo. Only the latest results are kept.")
    text: str = Field(description="The cleaned text. Nothing in it is invented; empty where `skipped` says why.")
    title: str | None
    language: str | None
    summary: list[SummaryPart] = Field(description="The most telling sentences of the article itself.")
    keywords: list[str]
    edits: list[ListedEdit] = Field(description="What was changed, the first 200; `edit_count` has the number of all.")
    edit_count: int
    suggestions: list[ListedEdit] = Field(description="What was NOT changed as it is in doubt, the first 200.")
    suggestion_count: int
    refused_count: int = Field(description="Proposals turned down, mostly to protect names, numbers and quotations.")
    left_out_count: int = Field(description="Blocks of an HTML page that were left out as no part of its article.")
    flags: list[FlaggedPassage] = Field(description="Passages to mend by hand.")
    skipped: str | None = Field(description="Why there is no text, for example a page that is a list of links.")
    notes: list[str] = Field(description="What a user should know, for example that there was no grammar check.")

    @classmethod
    def of(cls, result: Result, result_id: str) -> CleanedArticle:
        """The answer for a result."""
        article = result.of_article
        accepted = [d for d in article.ledger if d.verdict == "accepted"]
        suggested = [d for d in article.ledger if d.verdict == "suggested"]
        return cls(
            result_id=result_id,
            text=result.text,
            title=result.title,
            language=result.language,
            summary=[SummaryPart(text=s.text, start=s.start, end=s.end) for s in result.summary],
            keywords=list(result.keywords),
            edits=list(_listed(accepted)),
            edit_count=len(accepted),
            suggestions=list(_listed(suggested)),
            suggestion_count=len(suggested),
            refused_count=len(article.ledger) - len(accepted) - len(suggested),
            left_out_count=len(result.ledger.accepted) - len(accepted),
            flags=[
                FlaggedPassage(text=f.text, start=f.start, end=f.end, reason=f.reason, confidence=round(f.confidence, 4))
                for f in result.flags
            ],
            skipped=result.skipped,
            notes=list(output_format("markdown").noted(result).notes),
        )


class ChosenSentence(Answer):
    """A sentence of the article, with small repairs at most, and the stretch of the text given that it comes from."""

    text: str
    input_start: int = Field(description="Offset in the text given, in Unicode code points.")
    input_end: int


class Summarized(Answer):
    """A summary of the article's own sentences, in their order."""

    sentences: list[ChosenSentence]
    title: str | None
    language: str | None
    method: str | None = Field(description="What chose the sentences.")
    article_kind: str | None = Field(description="What the article was taken for, such as a report or a how-to.")
    notes: list[str]

    @classmethod
    def of(cls, result: Result) -> Summarized:
        """The answer for a result of plain text."""
        return cls(
            sentences=[ChosenSentence(text=s.text, input_start=s.source_start, input_end=s.source_end) for s in result.summary],
            title=result.title,
            language=result.language,
            method=result.summary_method,
            article_kind=result.article_kind,
            notes=list(output_format("markdown").noted(result).notes),
        )


class ExplainedEdit(Answer):
    """Everything on record about one edit."""

    id: str
    verdict: str = Field(description="accepted: it is in the text; suggested or refused: it is not.")
    why: str = Field(description="Why it was not accepted; empty where it was.")
    stage: str
    rule: str = Field(description="The rule that proposed it; the setting rules.off takes this id.")
    reason: str
    confidence: float
    applied_from: float | None = Field(description="The confidence that it had to reach, where a judge set one for it.")
    evidence: list[str] = Field(description="What weighed most in the judgement.")
    old: str
    new: str
    before: str = Field(description="What stands before it in the input, up to 80 characters.")
    input_text: str = Field(description="The stretch of the input that it is about.")
    after: str = Field(description="What stands after it in the input, up to 80 characters.")
    line: int = Field(description="Line of the input where its words begin, from 1; of an HTML page: of the page's text.")
    column: int = Field(description="Column there in code points, from 1.")

    @classmethod
    def of(cls, decision: Decision, kept: Kept) -> ExplainedEdit:
        """The answer for a decision of a kept result."""
        edit, source = decision.edit, kept.source_text
        start, end = kept.ledger.source_spans[decision.id]
        words = source[start:end].lstrip()
        line, column = Positions(source).of(end - len(words) if words else start)
        return cls(
            id=decision.id,
            verdict=decision.verdict,
            why=decision.why,
            stage=edit.stage,
            rule=edit.rule,
            reason=edit.reason,
            confidence=round(edit.confidence, 4),
            applied_from=edit.apply_at,
            evidence=list(edit.evidence),
            old=decision.old,
            new=edit.replacement,
            before=source[max(0, start - _AROUND) : start],
            input_text=source[start:end],
            after=source[end : end + _AROUND],
            line=line,
            column=column,
        )


class Undone(Answer):
    """The text without some of its edits."""

    result_id: str = Field(description="A new result, to undo further edits of; the one before stays as it was.")
    text: str
    taken_back: list[str] = Field(description="The edits that were named.")
    also_taken_back: list[str] = Field(description="Later edits that stood on them and had to go with them.")


def _listed(decisions: list[Decision]) -> Iterator[ListedEdit]:
    for decision in decisions[:MOST_LISTED]:
        edit = decision.edit
        yield ListedEdit(
            id=decision.id,
            rule=edit.rule,
            stage=edit.stage,
            old=_cut(decision.old),
            new=_cut(edit.replacement),
            reason=edit.reason,
            confidence=round(edit.confidence, 4),
        )


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "..."


def _in_utf8(value: Any) -> Any:
    if isinstance(value, list):
        return [_in_utf8(item) for item in value]
    return whole(value) if isinstance(value, str) else value
