"""A text as a list of sentences to choose from: what may be chosen, what may not, and what leans on its neighbor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from cleanup.languages import of, stop_words
from cleanup.languages.language import Wording
from cleanup.summary.introduced import Introductions
from cleanup.summary.protocol import NO_PROSE, SentenceView
from cleanup.summary.standing import SHORTEST, barred, completes_announcement, is_courtesy, leans, opens_note, weaknesses
from cleanup.text.list_marks import text_of_item
from cleanup.text.reading import Reading
from cleanup.text.spans import Span, overlapping, overlaps
from cleanup.text.speakers import find_speakers
from cleanup.text.titles import restates
from cleanup.text.tokens import word_tokens

STEM = 6  # letters kept of a word: as good as Porter's stemmer on the news sets, and fair to every language

# "(CNN) --", "LONDON, England (Reuters) -": where a report was filed is no part of its first sentence.
_DATELINE = re.compile(
    r"(?:(?:[A-ZÄÖÜÉ][\w.,'’ ]{0,40}\s)?"
    r"(?:\((?:CNN|AP|AFP|Reuters|dpa|EFE|ANSA|Lusa|ANP)\)\s*(?:--?|—|–)?"
    r"|\([A-Z][\w.]{1,20}(?: [A-Z]\w+){0,2}\)\s*(?:--?|—|–)\s)"
    r"|[A-Z][A-Z.'’-]{2,}(?: [A-Z.'’-]{2,}){0,3}(?:, [A-Z]\w+\.?(?: [A-Z]\w+)?)?\s(?:--|—|–)\s(?=[A-Z\"“‘]))"
    r"\s*(?=[^\W_]|[\"“‘])"
)
_PICTOGRAPHS = re.compile("(?:[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff]\ufe0f?[\u200d\ufe0f]*[ \t]*)+(?=[^\\W_])")
_NOTE_MARKS = re.compile(r"(?<=[.!?…\"”’)])(?:\[\d{1,3}\]|[*†‡]{1,3})+$")


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
        self.elided = of(language).elided

    def __missing__(self, word: str) -> tuple[str, str, bool]:
        lower = word.lower()
        bare = lower
        if self.elided:  # "l'eau" is the word "eau"
            head, _, rest = lower.replace("’", "'").partition("'")
            bare = rest if rest and head in self.elided else lower
        cut = stem(bare)
        found = lower, cut, cut not in self.stops and bare not in self.whole and len(cut) > 1
        self[word] = found
        return found


_MOST_FORMS = 30_000  # words kept from article to article; a long book has fewer


@lru_cache(maxsize=16)
def _forms(language: str | None) -> _Forms:
    return _Forms(language)


def view_article(reading: Reading, title: str | None = None, keep_out: Sequence[tuple[int, int]] = ()) -> Article:
    """Look at each sentence of a text. `keep_out` are spans (flagged passages) that no chosen sentence touches.

    Where every sentence would be barred for its form alone (a text without stops, a list, a few words), the form is
    forgiven step by step, so that a text with words in it has something to choose; flags, titles and headings are not.
    """
    text, language = reading.text, reading.language
    spoken, forms = of(language).wording, _forms(language)
    if len(forms) > _MOST_FORMS:
        forms.clear()
    title_length = 1.4 * len(word_tokens(title)) + 3 if title else 0  # a longer sentence is no repeat
    title_words = frozenset(forms[w][1] for w in word_tokens(title)) - stop_stems(language) if title else frozenset()
    speakers, speaker = find_speakers(text), None
    paragraph, in_note = -1, False
    announced = False  # does the line above the list end with a colon, and say enough to be completed?
    begun = False  # is there anything before that a sentence can lean on?
    introductions = Introductions(language)
    views: list[SentenceView] = []
    for sentence, torn, apart in zip(reading.sentences, reading.torn, reading.apart, strict=True):
        start, end = _trimmed(text, sentence.start, sentence.end, first=len(views) < 3)
        if label := speakers.label(text, start, end):
            speaker, start = label
        remarks = list(overlapping(reading.asides, start, end))
        start, end = _without_asides(start, end, remarks, text)
        raw_text = text[start:end]
        if not views and title and sentence.kind == "heading" and restates(raw_text, title):
            continue  # the same article with its title above it and without
        raw = tuple(word_tokens(raw_text))
        known = [forms[w] for w in raw]
        lower, cut = tuple([k[0] for k in known]), tuple([k[1] for k in known])
        content = tuple([k[1] for k in known if k[2]])
        titled = title or "" if len(raw) <= title_length else ""
        bar = barred(raw_text, raw, sentence.kind, titled, torn, spoken)
        if bar is None and any(a < end and start < b for a, b in keep_out):
            bar = "flagged"
        if bar is None and any(a <= start < b or a < end <= b for a, b in overlapping(reading.images, start, end)):
            bar = "caption"
        if bar is None and any(start <= a < end for a, _ in remarks):
            bar = "remark"
        if bar is None and overlaps(reading.set_off, start, end):
            bar = "heading"
        if sentence.kind != "list_item":
            announced = len(raw) >= SHORTEST and raw_text.endswith(":")
        elif bar is None and announced and completes_announcement(lower, spoken):
            bar = "list stub"
        if sentence.paragraph != paragraph:
            paragraph, in_note = sentence.paragraph, opens_note(raw_text)
        if bar is None and apart:
            bar = "around a message"
        if bar is None and (in_note or is_courtesy(lower, spoken)):
            bar = "note" if in_note else "courtesy"
        if bar is None and speaker is not None and speaker == speakers.asking:
            bar = "said by who asks"
        answers = bool(views) and views[-1].kind != "heading" and views[-1].text.endswith(("?", "？"))
        begun = begun or (bool(views) and views[-1].barred not in _NO_ANTECEDENT)
        leaning = begun and (answers or leans(raw, known, raw_text, title_words, spoken))
        needs = introductions.needs(raw, known, raw_text)
        if bar not in _NO_ANTECEDENT:
            introductions.add(raw, known, raw_text)
        views.append(
            SentenceView(
                len(views),
                start,
                end,
                raw_text,
                cut,
                content,
                raw,
                lower,
                sentence.paragraph,
                sentence.kind,
                bar,
                weaknesses(lower, raw_text, spoken),
                leaning,
                needs,
            )
        )
    views = _from_the_steps(_without_pieces(views, text), spoken)
    return Article(text, tuple(_forgive(views)), title_words, language)


_MID_SENTENCE = 0.2  # share of sentences; where more start in lower case, the text is written so
_CAPITALS = 0.6  # share of a line's letters, above which it is set as a heading is
_LONGEST_LINE_IN_CAPITALS = 12  # words
_LONGEST_HEAD, _LEAST_HEADS = 8, 2  # words; numbered lines that head sections of a text
_LONGEST_MARK = 12  # code points, of its number and what stands around it


def _without_pieces(views: list[SentenceView], text: str) -> list[SentenceView]:
    """Bar what starts in the middle of a sentence and what is set in capitals, where the text is not written so throughout,
    and numbered headings."""
    pieces = [v for v in views if v.barred is None and _starts_in_the_middle(v.raw)]
    if len(pieces) > _MID_SENTENCE * len(views):
        pieces = []
    loud = [v for v in views if v.barred is None and len(v.raw) <= _LONGEST_LINE_IN_CAPITALS and _in_capitals(v.text)]
    if 2 * len(loud) > len(views):
        loud = []
    named = [v for v in views if v.barred is None and _is_names(v)]
    names_throughout = 2 * len(named) > len(views)
    heads = [b for a, b, c in zip([None, *views], views, views[1:], strict=False) if _heads_section(a, b, c, text)]
    if len(heads) < _LEAST_HEADS:
        heads = []
    if not names_throughout:
        loud += named
    bars = {v.index: "starts in the middle" for v in pieces} | {v.index: "heading" for v in (*loud, *heads)}
    return [replace(v, barred=bars[v.index]) if v.index in bars else v for v in views] if bars else views


def _is_names(view: SentenceView) -> bool:
    """Is there nothing but names and small words in it ("The Secretary of the Army, Ann Lund."), so that it says nothing of them?"""
    content = set(view.content)
    telling = [word for word, cut in zip(view.raw, view.words, strict=True) if cut in content]
    return len(telling) > 1 and len(view.raw) <= _LONGEST_LINE_IN_CAPITALS and all(word[0].isupper() for word in telling)


_LEAST_STEPS, _SHORTEST_STEP = 3, 3  # steps; words of one


def _from_the_steps(views: list[SentenceView], spoken: Wording) -> list[SentenceView]:
    """Bar the lists above the section of a recipe or a manual that says what to do: what is needed, and tips. Its steps may be
    short: "Peel the potatoes."
    """
    heads = (v.index for v in views if v.kind == "heading" and not spoken.stepping.isdisjoint(v.lower))
    head = next(heads, 0)
    if sum(v.kind == "list_item" and v.barred is None for v in views[head:]) < _LEAST_STEPS:
        return views
    above = [replace(v, barred="list stub") if v.kind == "list_item" and v.barred is None else v for v in views[:head]]
    steps = [replace(v, barred=None) if head and _is_short_step(v) else v for v in views[head:]]
    return above + steps


def _is_short_step(view: SentenceView) -> bool:
    said = view.kind == "list_item" and view.barred == "short"
    return said and len(view.raw) >= _SHORTEST_STEP and view.text[-1] in ".!"


def _heads_section(before: SentenceView | None, view: SentenceView, after: SentenceView, text: str) -> bool:
    """Is a short numbered line, alone between paragraphs, the heading of what follows: "(1) Deputy director."?"""
    if len(view.raw) > _LONGEST_HEAD or after.kind != "paragraph" or after.paragraph == view.paragraph:
        return False
    if before is not None and (before.kind == "list_item" or before.paragraph == view.paragraph):
        return False
    mark = text[max(0, view.start - _LONGEST_MARK) : view.start].rpartition("\n")[2]
    return view.kind == "list_item" or bool(mark.strip())


def _starts_in_the_middle(raw: Sequence[str]) -> bool:
    """Lower case, and no name that is written so ("iPhone", "npm2", "twisted.web")."""
    return bool(raw) and raw[0].islower() and raw[0].isalpha()


def _in_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) > _CAPITALS * max(1, len(letters))


# Why a sentence is barred that none after it can lean on.
_NO_ANTECEDENT = NO_PROSE | {"repeats the title", "no sentence end", "byline or credit", "note"}
_FORM = ("note", "courtesy", "short", "no sentence end", "list stub", "question", "caption", "part of a quotation")


def _forgive(views: list[SentenceView]) -> list[SentenceView]:
    """Lift bars of form where nothing is left to choose."""
    if any(v.barred is None for v in views):
        return views
    for form in _FORM:
        if any(v.barred == form for v in views):
            return [replace(v, barred=None) if v.barred == form and v.words else v for v in views]
    return views


def _without_asides(start: int, end: int, asides: Sequence[Span], text: str) -> tuple[int, int]:
    """Without remarks that stand before or after the words; a remark alone stays."""
    first, last = start, end
    for a, b in asides:
        if a == first and b < end:
            first = b + len(text[b:end]) - len(text[b:end].lstrip())
    for a, b in reversed(asides):
        if b == last and a > first:
            last = a - len(text[first:a]) + len(text[first:a].rstrip())
    return (first, last) if first < last else (start, end)


def _trimmed(text: str, start: int, end: int, first: bool) -> tuple[int, int]:
    """Without list mark, pictographs that serve as one, dateline, and the marks of footnotes behind it."""
    words = text_of_item(text, start, end)
    start = words if words < end else start
    marked = _PICTOGRAPHS.match(text, start, end)
    start = marked.end() if marked and marked.end() < end else start
    filed = _DATELINE.match(text, start, min(end, start + 90)) if first else None
    if filed and end - filed.end() > 20:
        start = filed.end()
    noted = _NOTE_MARKS.search(text, max(start, end - 20), end)
    if noted and noted.start() > start and not (noted.group()[0] == "*" and "*" in text[start : noted.start()]):
        end = noted.start()
    return start, end
