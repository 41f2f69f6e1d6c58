"""What kind of article is it: does it lead with its news, or spread what it has to say?

A report tells the most important first, so that the weights learned from reports hold for it. An essay, a guide, a list, an
interview, a forum thread, a tale or a text in sections does not; there a summary goes by how the text is built (shape.py). Signs are
counted, not learned: there are no summaries of such texts to learn from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleanup.document import Block
from cleanup.languages import of
from cleanup.summary.article import Article
from cleanup.summary.protocol import NO_PROSE, ArticleKind, SentenceView
from cleanup.text.marks import CLOSERS, OPENING_QUOTES
from cleanup.text.speakers import find_speakers

_STEP = re.compile(r"(?i)(?:step|schritt|étape|paso|stap|passo|etapa)\s+\d|how to\b|(?:so|wie) .* (?:sie|du|man)\b")
_POST_MARKS = (
    "posted by",
    "wrote:",
    "originally posted",
    "joined:",
    "posts:",
    "re:",
    "quote:",
    "reply",
    "thanks in advance",
    "edit:",
)
_POST = re.compile(rf"(?i)\b(?:{'|'.join(_POST_MARKS)})")
_HOW_TO_TITLE = re.compile(
    r"(?i)\bhow (?:to|do|can)\b|\bguide\b|\btutorial\b|\btips\b|\brecipe\b|\bstep[- ]by[- ]step\b|\bdiy\b|\banleitung\b|"
    r"\bcomment\s+\w+er\b|\bcómo\b|\bhandleiding\b|\bguida\b|\bcomo\b"
)
# Of the words, and days of the sentences. Six tales have .05 to .14 and hardly a figure; of 400 reports 3 are told so.
_TOLD, _FIGURES, _DAYS_OF_TALES = 0.08, 0.006, 0.2
_SECTIONS = 3  # headings; a report has fewer, or tells what people said
_QUOTE = re.compile(f'["{OPENING_QUOTES}]')
_NUMBER = (
    r"\d{1,3}|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|drei|vier|fünf|sechs|sieben|acht|neun|zehn|trois"
    r"|quatre|cinq|sept|huit|neuf|dix|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|drie|vijf|zes|zeven|acht|negen|tien|tre"
    r"|quattro|cinque|sei|sette|otto|nove|dieci|três|quatro|sete|oito|dez"
)
_LIST_TITLE = re.compile(
    rf"(?i)^(?:the |die |les |los |las |de |i |le |os |as )?(?:top |best )?(?:{_NUMBER})\b.{{4,}}|\btop \d+\b"
)


def article_kind(article: Article, blocks: Sequence[Block] | None, title: str | None) -> tuple[ArticleKind, tuple[str, ...]]:
    """The kind and the signs it was told by."""
    sentences = [s for s in article.sentences if s.kind not in NO_PROSE]
    if len(sentences) < 4:
        return "report", ("too short to tell",)
    spoken = of(article.language).wording
    unquoted = [s for s in sentences if not _QUOTE.search(s.text)]
    second = _share(sentences, spoken.second_person)
    own_first = _share(unquoted, spoken.first_person)
    asked = sum(s.text.rstrip(CLOSERS).endswith(("?", "？")) for s in sentences) / len(sentences)
    saying = sum(not spoken.saying.isdisjoint(s.lower) for s in sentences) / len(sentences)
    days = sum(not spoken.days.isdisjoint(s.lower) for s in sentences) / len(sentences)
    lines = [article.text[b.start : b.end] for b in blocks] if blocks else [x for x in article.text.split("\n") if x.strip()]
    speakers = find_speakers(article.text)
    answers = sum(speakers.label(x, 0, len(x)) is not None for x in lines)
    folded = article.text.lower()
    posts = sum(bool(_POST.search(x)) for x in lines) if any(m in folded for m in _POST_MARKS) else 0
    items = sum(b.kind == "list_item" for b in blocks) / len(blocks) if blocks else 0.0
    headings = sum(b.kind == "heading" for b in blocks) if blocks else 0
    numbered = sum(bool(re.match(r"\d{1,2}[.)]\s", x)) for x in lines)
    if posts >= 3 and posts >= len(lines) * 0.05:
        return "forum", (f"{posts} lines with marks of posts",)
    if answers >= 4 and answers >= 0.25 * len(lines) and (asked > 0.05 or answers >= 0.5 * len(lines)):
        return "interview", (f"{answers} lines open with a speaker", f"questions {asked:.0%} of sentences")
    told = _share(sentences, spoken.narrating) + _share(sentences, spoken.pronouns)
    figures = sum(w[0].isdigit() for s in sentences for w in s.lower) / max(1, sum(len(s.lower) for s in sentences))
    if spoken.narrating and told > _TOLD and figures < _FIGURES and days < _DAYS_OF_TALES:
        return "tale", (f"verbs of a tale and pronouns {told:.0%} of the words", f"figures {figures:.1%}")
    steps = sum(bool(_STEP.match(x)) for x in lines)
    guide = second > 0.035 or steps or numbered >= 3 or (title and _HOW_TO_TITLE.search(title))
    if guide and second > 0.02 and saying < 0.15:
        return "how-to", (f"the reader is addressed in {second:.1%} of the words", f"{steps + numbered} steps")
    if items > 0.4 or (title and _LIST_TITLE.search(title) and headings + numbered >= 3) or numbered >= 5:
        return "list", (f"list items {items:.0%} of blocks", f"{headings + numbered} headings or numbers")
    if own_first > 0.02 and saying + days < 0.3 and len(sentences) > 8:
        return "essay", (
            f"first person {own_first:.1%} of the words outside quotations",
            f"sayings {saying:.0%} of sentences",
        )
    if saying + days < 0.05 and asked > 0.08 and len(sentences) > 15:
        return "essay", (f"questions {asked:.0%} of sentences", "hardly anyone is quoted")
    if headings >= _SECTIONS and saying + days < 0.05:
        return "reference", (f"{headings} headings", f"sayings or days in {saying + days:.0%} of sentences")
    return "report", (
        f"sayings or days in {saying + days:.0%} of sentences",
        f"first person {own_first:.1%} of the words outside quotations",
    )


def _share(sentences: Sequence[SentenceView], group: frozenset[str]) -> float:
    """Share of the words that belong to the group."""
    total = sum(len(s.lower) for s in sentences)
    hits = sum(w in group for s in sentences if not group.isdisjoint(s.lower) for w in s.lower)
    return hits / max(1, total)
