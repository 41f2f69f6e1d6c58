"""A text as a list of sentences to choose from: what may be chosen, what may not, and what leans on its neighbor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from cleanup.core.document import Block
from cleanup.summary.protocol import SentenceView
from cleanup.summary.wording import Wording, wording
from cleanup.text.fold import fold
from cleanup.text.sentences import Span, split_sentences
from cleanup.text.stopwords import stop_words
from cleanup.text.tokens import word_tokens

STEM = 6  # letters kept of a word: as good as Porter's stemmer on the news sets, and fair to every language
SHORTEST = 5  # words; a shorter sentence is chosen only where nothing else is left

# "(CNN) --", "LONDON, England (Reuters) -": where a report was filed is no part of its first sentence.
_DATELINE = re.compile(
    r"(?:[A-ZÄÖÜÉ][\w.,'’ ]{0,40}\s)?"
    r"(?:\((?:CNN|AP|AFP|Reuters|dpa|EFE|ANSA|Lusa|ANP)\)\s*(?:--?|—|–)?"
    r"|\([A-Z][\w.]{1,20}(?: [A-Z]\w+){0,2}\)\s*(?:--?|—|–)\s)"
    r"\s*(?=[^\W_]|[\"“‘])"
)
_LIST_MARK = re.compile(r"(?:[-–—*•·▪◦‣●○■□➤►✓]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s+")
_ENDS = re.compile(r"[.!?…。！？।؟](?:[\"'”’»)\]」』]|\[\d+\])*$")
_ASKING = "?？؟"
_CREDIT = re.compile(
    r"(?i)(?:by|von|par|por|di|door)\s+[\w.'’-]+(?:\s[\w.'’-]+){0,3}\W*$"
    r"|(?:published|updated|last updated|posted|modified)\b\W*.{0,30}$"
    r"|(?:photo|image|picture|photograph|video|credit|source|copyright|scroll down|click here|watch\b.{0,40}\bvideo)\b.{0,60}$"
    r"|.{0,80}\bcontributed to this (?:report|story)\b"
    r"|.{0,30}\b(?:reporting|editing|writing) by\b"
    r"|(?:read|see|watch|listen|more|follow|subscribe|sign up|join|share|tell us)\b(?:.{0,30}[:»>]|[^«]{0,120}»\W*$)"
)
_TIMESTAMP = re.compile(r"(?i)\d{1,2}:\d\d\s*(?:[ap]m\s*)?(?:[A-Z]{2,4})?,?\s*\d{1,2}\s+\w+\s+\d{4}|^\|")
_CAPTION = re.compile(
    r"(?i)\((?:pictured|left|right|above|below|cent(?:er|re)|stock image|file photo|far left|far right)\b"
    r"|\((?:L|R|C|top|bottom)\) (?:and|with|of|next)\b"
    r"|^(?:pictured|scroll down|above|left|right|file photo|stock image)\s*:|^\w+(?: \w+){0,3}: [A-Z].{0,90}$"
)
_OPENING = "“„«"
_CLOSING = {'"': '"', "“": "”", "„": "“”", "«": "»", "»": "«"}
_FIRST_WORD = re.compile(r"[^\w]*(\w+)")
_ADVERBIAL = 5  # words of an opening adverbial and the pronoun after it
# What may stand between the opener and the pronoun: a time, not a noun that the pronoun could mean.
_ADVERBIAL_ENDS = re.compile(
    r"(?:\w+|(?:\w+ )?(?:in|since|on|by|en|im|seit|em|nel|op|desde|depuis|da|am)? ?\d{4}"
    r"|\w+ (?:week|month|year|night|day|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april"
    r"|may|june|july|august|september|october|november|december|woche|monat|jahr|mois|année|semana|mes|año|jaar|maand|ano|mês"
    r"|anno|mese))$"
)
_MARKS = re.compile('["“”„«»]')
_DUMMY = re.compile(r"(?:it|there|this)(?:'s|\s+\w+(?:n't)?)(?:\s+not|\s+also|\s+been)?\s+\w+\s+(?:that|to|whether|for)\b")


@dataclass(frozen=True, slots=True)
class Article:
    """The sentences of a text in order, with its title's words and its language."""

    text: str
    sentences: tuple[SentenceView, ...]
    title_words: frozenset[str]
    language: str | None

    def choosable(self) -> tuple[SentenceView, ...]:
        """The sentences that nothing bars."""
        return tuple(s for s in self.sentences if s.barred is None)


def stem(word: str) -> str:
    """A lower-case word for comparison: without possessive, cut to its first letters."""
    if word[-2:] in ("'s", "’s"):
        word = word[:-2]
    return word[:STEM]


@lru_cache(maxsize=16)
def stop_stems(language: str | None) -> frozenset[str]:
    """Stop words as `stem` leaves them."""
    return frozenset(stem(w) for w in stop_words(language))


class _Forms(dict[str, tuple[str, str, bool]]):
    """Each word met, as (lower case, stem, does it carry content), worked out once."""

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self.stops, self.whole = stop_stems(language), stop_words(language)

    def __missing__(self, word: str) -> tuple[str, str, bool]:
        lower = word.lower()
        cut = stem(lower)
        found = lower, cut, cut not in self.stops and lower not in self.whole and len(cut) > 1
        self[word] = found
        return found


_MOST_FORMS = 30_000  # words kept from article to article; a long book has fewer


@lru_cache(maxsize=16)
def _forms(language: str | None) -> _Forms:
    return _Forms(language)


def view_article(
    text: str,
    blocks: Sequence[Block] | None = None,
    title: str | None = None,
    language: str | None = None,
    keep_out: Sequence[tuple[int, int]] = (),
) -> Article:
    """Split `text` and look at each sentence. `keep_out` are spans (flagged passages) that no chosen sentence touches.

    Where every sentence would be barred for its form alone (a text without stops, a list, a few words), the form is
    forgiven step by step, so that a text with words in it has something to choose; flags, titles and headings are not.
    """
    spoken, forms = wording(language), _forms(language)
    if len(forms) > _MOST_FORMS:
        forms.clear()
    folded_title = fold(title) if title else ""
    title_length = 1.4 * len(word_tokens(title)) + 3 if title else 0  # a longer sentence is no repeat
    open_marks = _Quotations()
    views: list[SentenceView] = []
    placed = _placed(text, blocks, language)
    for span, block, paragraph in placed:
        start, end = _trimmed(text, span, first=len(views) < 3)
        raw_text = text[start:end]
        raw = tuple(word_tokens(raw_text))
        known = [forms[w] for w in raw]
        lower, cut = tuple([k[0] for k in known]), tuple([k[1] for k in known])
        content = tuple([k[1] for k in known if k[2]])
        inside, broken = open_marks.read(raw_text, paragraph)
        titled = folded_title if len(raw) <= title_length else ""
        barred = _barred(raw_text, raw, block, titled, inside or broken)
        if barred is None and any(a < end and start < b for a, b in keep_out):
            barred = "flagged"
        leans = bool(views) and _leans(lower, raw_text, spoken)
        kind = block.kind if block else "paragraph"
        views.append(SentenceView(len(views), start, end, raw_text, cut, content, raw, lower, paragraph, kind, barred,
                                  _weak(lower, raw_text, spoken), leans))
    title_words = frozenset(stem(w.lower()) for w in word_tokens(title)) - stop_stems(language) if title else frozenset()
    return Article(text, tuple(_forgive(views)), title_words, language)


_FORM = ("short", "no sentence end", "list stub", "question", "caption", "part of a quotation")


def _forgive(views: list[SentenceView]) -> list[SentenceView]:
    """Lift bars of form where nothing is left to choose."""
    from dataclasses import replace

    if any(v.barred is None for v in views):
        return views
    for form in _FORM:
        if any(v.barred == form for v in views):
            return [replace(v, barred=None) if v.barred == form and v.words else v for v in views]
    return views


def _placed(text: str, blocks: Sequence[Block] | None, language: str | None) -> list[tuple[Span, Block | None, int]]:
    """Every sentence with its block and the number of its paragraph."""
    if blocks:
        spans = split_sentences(text, blocks, language)
        placed: list[tuple[Span, Block | None, int]] = []
        number = 0
        for span in spans:
            while number + 1 < len(blocks) and blocks[number].end <= span.start:
                number += 1
            placed.append((span, blocks[number], number))
        return placed
    placed, paragraph, before = [], 0, 0
    for span in split_sentences(text, None, language):
        paragraph += bool(placed) and "\n" in text[before : span.start]
        placed.append((span, None, paragraph))
        before = span.end
    return placed


def _trimmed(text: str, span: Span, first: bool) -> Span:
    """Without list mark and dateline."""
    start, end = span
    mark = _LIST_MARK.match(text, start, end)
    if mark and mark.end() < end:
        start = mark.end()
    filed = _DATELINE.match(text, start, min(end, start + 90)) if first else None
    if filed and end - filed.end() > 20:
        start = filed.end()
    return Span(start, end)


class _Quotations:
    """Follows double quotation marks through a paragraph: is a sentence within one, does it leave one open?"""

    def __init__(self) -> None:
        self.open = False
        self.paragraph = -1

    def read(self, sentence: str, paragraph: int) -> tuple[bool, bool]:
        """-> begins inside a quotation, ends inside one (or closes one that it did not open)."""
        if paragraph != self.paragraph:
            self.paragraph, self.open = paragraph, False
        inside = is_open = self.open
        for found in _MARKS.finditer(sentence):
            at, mark = found.start(), found.group()
            if mark == "“" and is_open and "„" in sentence[:at]:
                is_open = False  # „so“: here it closes
            elif mark in _OPENING or (mark == "»" and not is_open and at + 1 < len(sentence) and sentence[at + 1].isalnum()):
                is_open = True
            elif mark in "”»":
                is_open = False
            elif mark == '"':
                # The side on which the space is tells an opening mark; it also mends a lost one.
                before, after = sentence[at - 1 : at], sentence[at + 1 : at + 2]
                if not before.strip() and after.strip():
                    inside = False if at == 0 else inside
                    is_open = True
                else:
                    is_open = False if after.strip() == "" or not after.isalnum() else not is_open
        self.open = is_open
        return inside, is_open or sentence.count('"') % 2 == 1


def _barred(text: str, raw: Sequence[str], block: Block | None, title: str, quoted: bool) -> str | None:
    if block is not None and block.kind in ("heading", "caption", "code", "table"):
        return block.kind
    if title and _repeats(fold(text), title):
        return "repeats the title"
    colon = ":" in text
    if (len(raw) <= 14 and _CREDIT.match(text)) or ((colon or text[0] == "|") and _TIMESTAMP.search(text)):
        return "byline or credit"
    if quoted:
        return "part of a quotation"
    if text.endswith((":", "：")):
        return "introduces what follows"
    ended = _ENDS.search(text)
    if block is not None and block.kind == "list_item" and not ended:
        return "list stub"
    unspaced = len(raw) > 3 and all(len(w) == 1 for w in raw[:4])
    if len(raw) < (SHORTEST * 2 if unspaced else SHORTEST):
        return "short"
    if ended and ended.group()[0] in _ASKING:
        return "question"
    if (len(raw) >= 6 and text.count(",") >= 0.45 * len(raw)) or text.count("•") > 1:
        return "list stub"  # a team, a bill of fare
    if len(raw) < 30 and (colon or "(" in text) and _CAPTION.search(text):
        return "caption"
    if not ended:
        return "no sentence end"
    return None


def _repeats(sentence: str, title: str) -> bool:
    """Equal to the title but for punctuation, or the title with a site's name around it."""
    a, b = re.sub(r"\W+", " ", sentence).strip(), re.sub(r"\W+", " ", title).strip()
    if not a or not b:
        return False
    return a == b or (len(b) > 20 and b in a and len(a) < len(b) * 1.3) or (len(a) > 20 and a in b)


def _leans(lower: Sequence[str], text: str, spoken: Wording) -> bool:
    """Does the sentence open with a word whose antecedent, or whose link, is the sentence before?"""
    if not lower:
        return False
    opener = lower[0].replace("’", "'")
    following = lower[1] if len(lower) > 1 else ""
    if opener in spoken.linking:
        return True
    if _speakerless(text, spoken) or _pronoun_ahead(lower, text, spoken):
        return True
    elided = opener.split("'")[0] + "'"
    if opener in spoken.leaning or elided in spoken.leaning:
        if following in spoken.time:
            return False  # "This week", "Diese Woche"
        return _DUMMY.match(text.lower().replace("’", "'")) is None
    return False


def _speakerless(text: str, spoken: Wording) -> bool:
    """Is the sentence a quotation, alone or with a pronoun for its speaker, so that only the one before says whose?"""
    closing = _CLOSING.get(text[0])
    if closing is None or len(text) < 2:
        return False
    ends = [i for i, mark in enumerate(text) if mark in closing and i]
    if not ends:
        return False
    after = _FIRST_WORD.match(text, ends[0] + 1)
    if after is None:
        return True
    word = after.group(1).lower()
    return word in spoken.third_person and word in spoken.leaning


def _pronoun_ahead(lower: Sequence[str], text: str, spoken: Wording) -> bool:
    """Does a pronoun without a name before it stand as subject after an opening adverbial or conjunction?

    "Last year he left", "In 2019, it replaced", "While he said": who, is told before. "While he was at school, Ann Lund"
    is told after; a later name therefore answers for a conjunction.
    """
    opener = lower[0]
    if opener in spoken.joining and len(lower) > 1 and lower[1] in spoken.third_person:
        return not any(w[:1].isupper() for w in text.split()[2:]) and lower[1] in spoken.leaning
    if opener not in spoken.early:
        return False
    for at in range(1, min(_ADVERBIAL, len(lower))):
        if lower[at] in spoken.third_person and lower[at] in spoken.leaning:
            rest = " ".join(lower[at:at + 6])
            named = any(w[:1].isupper() and w.lower().strip(",") not in spoken.days for w in text.split()[1:at])
            return not named and _DUMMY.match(rest) is None and _ADVERBIAL_ENDS.match(" ".join(lower[:at])) is not None
    return False


def _weak(lower: Sequence[str], text: str, spoken: Wording) -> tuple[str, ...]:
    found = []
    if len(lower) > 60:
        found.append("long")
    if len(lower) < 9:
        found.append("short")
    if not spoken.first_person.isdisjoint(lower) and '"' not in text and "“" not in text:
        found.append("first person")
    if text.rstrip("\"'”’»)").endswith("!"):
        found.append("exclamation")
    if text[:1].islower():
        found.append("starts in lower case")
    return tuple(found)
