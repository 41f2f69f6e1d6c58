"""Why these sentences: in words for a reader (`explain`), or with every place and number (`trace`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from cleanup.summary.protocol import ArticleKind, Summary
from cleanup.summary.trained import contributions

_READS_AS: dict[ArticleKind, str] = {
    "report": "a report",
    "essay": "an essay",
    "how-to": "a how-to",
    "list": "a list",
    "interview": "an interview",
    "forum": "a thread of posts",
    "tale": "a tale",
    "reference": "a text in sections, as documentation, terms and notes of a release are",
}
# What the features of features.py look at, as one would say it; several share a name. What is not named here says nothing to
# a reader (how the article as a whole is built), and moves all its sentences alike.
_NAMES = {
    "place": "where it stands",
    "place from end": "where it stands",
    "length": "its length",
    "length against mean": "its length",
    "length of previous": "the length of the sentences beside it",
    "length of next": "the length of the sentences beside it",
    "content share": "how much of it is content",
    "stop words": "how much of it is content",
    "centrality": "how much it shares with the whole text",
    "rank of centrality": "how much it shares with the whole text",
    "likeness to rest": "how much it shares with the whole text",
    "likeness to first": "how much it shares with the opening",
    "likeness to summary head": "how much it shares with the opening",
    "weight of early terms": "how much it shares with the opening",
    "likeness to next": "how it hangs together with its neighbors",
    "likeness to previous": "how it hangs together with its neighbors",
    "likeness to before": "how much of it was said before",
    "new terms": "how much of it was said before",
    "terms opened": "what it opens that later sentences go on with",
    "term frequency": "how many words it has that the text repeats",
    "highest term frequency": "how many words it has that the text repeats",
    "terms that recur": "how many words it has that the text repeats",
    "top ten terms": "how many words it has that the text repeats",
    "top four terms": "how many words it has that the text repeats",
    "names": "how many names it has",
    "main names": "how many names it has",
    "numbers": "how many numbers it has",
    "quotation marks": "how much of it is quoted",
    "starts with quotation": "how much of it is quoted",
    "first person": "who speaks in it",
    "second person": "whether it speaks to the reader",
    "third person": "how many pronouns it has",
    "leans": "how much it needs the sentence before it",
    "opens with stop word": "how it opens",
    "saying verb": "whether it tells what somebody said",
    "day named": "whether it names a day",
    "commas": "how it is built",
    "parentheses": "how it is built",
    "dashes": "how it is built",
    "colons": "how it is built",
    "word length": "how long its words are",
}
_SPOKE_AGAINST = {
    "heading": "it is set as a heading",
    "markup": "it holds marks of the page's source",
    "quoted from another": "it is quoted from an earlier message",
    "said by who asks": "it is said by the interviewer",
    "starts in the middle": "it starts in the middle of a sentence",
    "flagged": "it is flagged: it could not be mended",
    "byline or credit": "it is a byline or a credit",
    "part of a quotation": "it is a part of a quotation",
    "introduces what follows": "it only introduces what follows",
    "list stub": "it is a piece of a list",
    "question": "it asks and does not tell",
    "caption": "it is a caption",
    "note": "it tells something about the text",
    "courtesy": "it greets, thanks, or speaks to the reader alone",
    "remark": "it holds a remark of the transcript",
    "no sentence end": "it does not end as a sentence",
}
_MOST_SAID = 3  # reasons for a sentence, and against it
_FELT = 0.05  # a feature that moved the score less decided nothing


def explain(summary: Summary) -> str:
    """What the text reads as, each chosen sentence with what spoke for and against it, and why the next best were not chosen."""
    lines = []
    if summary.article_kind:
        early = (
            "What stands early counts for more."
            if summary.article_kind == "report"
            else "It opens with the first sentence that stands alone, and keeps to the order of the text where it is short."
        )
        lines.append(
            f"The text reads as {_READS_AS[summary.article_kind]} ({'; '.join(summary.kind_reasons)})."
            + (f" {early}" if summary.method == "auto" else "")
        )
    if summary.method != "auto":
        lines.append(f"The sentences are ranked by {summary.method}.")
    if not summary.sentences:
        lines.append("No sentence can be chosen.")
    for number, sentence in enumerate(summary.sentences, 1):
        lines += ["", f"{number}. {_one_line(sentence.text)}"]
        if sentence.row:
            lines += _for_and_against(sentence.row)
        if sentence.needed:
            lines.append("   the next sentence needs it")
    if summary.passed_over:
        lines += ["", "Not chosen:"]
    for other in summary.passed_over:
        lines.append(f"- {_short(other.text)}")
        lines.append(f"   {_SPOKE_AGAINST.get(other.why, f'it {other.why}')}")
    return "\n".join(lines)


def _for_and_against(row: Sequence[float]) -> list[str]:
    """A line of what moved a sentence's score up, and one of what moved it down, strongest first."""
    moved: defaultdict[str, float] = defaultdict(float)
    for name, value in contributions(row, len(row)):
        if name in _NAMES:
            moved[_NAMES[name]] += value
    lines = []
    for side, sign in (("for it", 1), ("against it", -1)):
        felt = [name for name, value in sorted(moved.items(), key=lambda m: -abs(m[1])) if sign * value >= _FELT]
        if felt:
            lines.append(f"   {side}: {', '.join(felt[:_MOST_SAID])}")
    return lines


def trace(summary: Summary, sources: Sequence[tuple[int, int]] = ()) -> str:
    """The same with scores, places and what each feature added to a score.

    Places are of the clean text and, where `sources` has one for each chosen sentence, of the input: code points, half-open.
    """
    lines = [f"method: {summary.method}"]
    if summary.article_kind:
        place = "chosen by weight" if summary.article_kind == "report" else "the opening, and what goes on with it"
        reasons = "; ".join(summary.kind_reasons)
        lines.append(f"article: {summary.article_kind} ({reasons})" + (f"; {place}" if summary.method == "auto" else ""))
    if not summary.sentences:
        lines.append("no sentence can be chosen")
    for number, sentence in enumerate(summary.sentences):
        needed = ", needed by the next" if sentence.needed else ""
        place = f"[{sentence.start}:{sentence.end}]"
        if sources:
            place += " of the input [{}:{}]".format(*sources[number])
        lines.append(f"chosen, score {sentence.score:.2f} {place}{needed}: {_short(sentence.text)}")
        if sentence.row:
            lines.append("    " + _added(sentence.row))
    for other in summary.passed_over:
        lines.append(f"passed over, score {other.score:.2f} [{other.start}:{other.end}], {other.why}: {_short(other.text)}")
    return "\n".join(lines)


def _added(row: Sequence[float]) -> str:
    return ", ".join(f"{name} {value:+.2f}" for name, value in contributions(row))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _short(text: str, most: int = 100) -> str:
    text = _one_line(text)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
