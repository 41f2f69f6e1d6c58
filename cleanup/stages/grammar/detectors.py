"""Own detectors: errors that the engines miss and that can be told from a few words alone.

One pass over the words of a line; everything is a look-up in the lexicon (rules/grammar), so time is linear. Each
detector proposes, the judge decides; none knows of names or quotations, which the guard keeps. Left off on purpose:
style (percent, web site), missing full stops, unbalanced quotes, serial and clause commas, determiners, prepositions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleanup.languages.language import words as _set
from cleanup.stages.grammar.agreement import disagreeing
from cleanup.stages.grammar.candidates import Candidate, own_candidate
from cleanup.stages.grammar.confusions import confused
from cleanup.stages.grammar.features import LY_NOUNS
from cleanup.stages.grammar.full_verbs import full_verbs
from cleanup.stages.grammar.lexicon import Lexicon
from cleanup.stages.grammar.number import misnumbered, plural
from cleanup.stages.grammar.repeats import repeated
from cleanup.stages.grammar.verb_forms import tokens_of, wrong_forms
from cleanup.stages.grammar.word_forms import VERBS

_WORD = re.compile(r"[^\W_]+(?:['’‑-][^\W_]+)*")
_PLAIN_SPACE = " "
_PARTICIPLE = re.compile(r"(?:ed|en|wn|ght|rn)$")
_NO_NOUN = re.compile(
    r"(?:ly|ous|ful|ible|able|['’]s|ing)$|^(?:multiple|several|various|certain|different|two|"
    r"all|most)$"
)
_I = re.compile(r"(?<![\w.'’/&:@-])i(?=(?:['’](?:m|ve|d|ll)\b)?(?:[ ,.!?]|$))(?!\.\w)(?! ?[.)]\s)")
_SPACE_COMMA = re.compile(r"(?<=[a-z]{2}),(?=[a-z]{2,}\b(?![.:/]))")
_SPACE_STOP = re.compile(
    r"(?<=[a-z]{3})[.?!](?=(?:The|This|That|These|Those|It|Its|They|There|Their|If|In|We|"
    r"Our|You|Your|He|She|His|Her|"
    r"However|Some|Most|Many|What|When|Where|While|Who|Why|How|Also|With|For|As|At|But|And|"
    r"So|On|To|From|By|After|"
    r"Before|Because|Since|Then|Not|No|Now|One|An|All|Each|Other|Here|Just|Let|My|Is|Are|"
    r"Do|Did|Can|Once|Even) [a-z])"
)
_DOUBLE_MARK = re.compile(r"(?<=[a-z]{2}[a-z])(?:,,+|,\.|(?<!etc)\.,|;;+|,;|;,)(?=\s|$)")
_DASH_AFTER = re.compile(r"(?<=[a-z]{3})- (?=[a-z]{2,})(?!(?:and|or|to|nor|as|but|und|by|mid|in)\b)(?=(?:\w+ ){3})")
_DASH_BEFORE = re.compile(
    r"(?<=[a-z]{3} )-(?=(?:the|a|it|this|that|they|we|you|I|but|and|so|not|just|no|now|"
    r"then|with|which|what|is|are|in|for)\b)"
)
_THEN = re.compile(
    r"\b(?:more|less|better|worse|fewer|rather|(?:bigg|small|larg|high|low|fast|slow|old|young|strong|"
    r"weak|long|short|easi|hard|great|cheap|rich|wide|deep|late|earli|hott|cold|clos|safe?|quick)er)"
    r"(?: [a-z]+){0,2}? (then)\b(?= (?:the|a|an|any|anyone|you|it|I|we|they|that|just|ever|most|others?|"
    r"what|one|all|his|her|my|your|our|their|ever)\b)"
)
_ONE_OF = re.compile(
    r"\bone of (?:the|my|our|his|her|its|their|your|these|those)"
    r"(?: (?:most|more|best|few|many|main|key|biggest|largest|greatest|first|top|major|[a-z]+est))?"
    r"(?: [a-z]+)?? ([a-z]+[a-rt-z])(?= (?:in|of|that|for|on|which|who|to|is|was)\b|[.,;])"
)
_ITS_CONTRACTION = re.compile(
    r"(?<![\w'’])([Ii]ts)(?= (?:a|an|the|not|been|going|very|so|important|possible|always|also|just|never|"
    r"really|too|hard|"
    r"easy|difficult|worth|like|all about|because|no|clear|easier|that|this|true|okay|ok|time to|best to|better to)\b)"
)
_ITS_POSSESSIVE = re.compile(
    r"(?<![\w'’])([Ii]t['’]s)(?= (?:own|name|users?|customers?|employees|members|roots?|origins?|size|original|peak|"
    r"surface|capacity|competitors|parent|predecessor|successor|audience|core|shape|content|contents)\b)"
)
_HAVE = re.compile(r"\b((?:could|should|would|must|might) of)\b(?! course)")
_LED = re.compile(r"\b(?:has|have|had|was|were|been|be|being) (lead)(?= (?:to|by|the|a|him|her|them|us|me|in|from)\b)")
_LOSE = re.compile(
    r"\b(loose|loosing)(?= (?:weight|money|your|my|his|her|their|our|control|track|interest|"
    r"sight|focus|hope)\b)"
)
_THERE = re.compile(r"\b([Tt]here(?: is|['’]s| was))(?= (?:many|several|various|numerous|lots of)\b)")
_USED = re.compile(
    r"(?:\b(?:I|we|they|you|he|she|it|who|that)) (use to)(?= (?:be|have|do|go|work|live|say|"
    r"think|make|get|"
    r"take|play|love|like|see|come|feel|know)\b)"
)


def detect(line: str, lexicon: Lexicon) -> list[Candidate]:
    """Candidates of all own detectors in one line, in no particular order."""
    words = list(_WORD.finditer(line))
    found = list(_by_words(line, words, lexicon))
    found += _by_patterns(line)
    found += confused(line)
    found += repeated(line)
    tokens = tokens_of(line)
    found += wrong_forms(line, tokens)
    found += disagreeing(line, tokens)
    found += misnumbered(line, tokens)
    found += full_verbs(tokens)
    return found


def _own(line: str, start: int, end: int, new: str, rule: str, message: str) -> Candidate:
    return own_candidate(start, end, line[start:end], new, rule, message)


def _alone(line: str, found: re.Match[str], word: str, last: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """What a word by itself shows. `word` is it in lower case, `last` the place of the line's last word."""
    if word in lexicon.contractions and (word not in ("wont", "cant") or _modal(line, found)):
        yield _own(
            line,
            found.start(),
            found.end(),
            _like(found.group(), lexicon.contractions[word]),
            "OWN_APOSTROPHE",
            "A contraction takes an apostrophe",
        )
    elif word in lexicon.misspelled and found.group()[1:].islower() and last >= 2:  # a word alone may be anybody's name
        yield _own(
            line,
            found.start(),
            found.end(),
            _like(found.group(), lexicon.misspelled[word]),
            "OWN_MISSPELLED",
            "A frequent misspelling",
        )
    elif "-" in word and word.count("-") == 1 and tuple(word.split("-")) in lexicon.splits:
        yield _own(
            line,
            found.start(),
            found.end(),
            _like(found.group(), word.replace("-", "")),
            "OWN_JOIN_HYPHEN",
            "Written as one word",
        )


_NOT_BEFORE_MODAL = re.compile(
    r"(?:^|\b(?:his|her|their|my|your|our|its|the|a|an|this|that|of|is|was|are|were|be|been|am|as|by|with|usual|own)\s)\s*$",
    re.I,
)
_MODAL_VERB = re.compile(r"\s+(?:not\s+|even\s+|ever\s+|just\s+|always\s+|really\s+)?([a-z]+)\b")


def _modal(line: str, found: re.Match[str]) -> bool:
    """Whether "wont" or "cant" is followed by a verb and no noun's place ("as was her wont", "the cant of the day")."""
    m = _MODAL_VERB.match(line, found.end())
    return (
        m is not None
        and (m.group(1) in VERBS or m.group(1) in _MORE_VERBS)
        and (not _NOT_BEFORE_MODAL.search(line[max(0, found.start() - 12) : found.start()]))
    )


_MORE_VERBS = _set(
    "be have do get go see come like need want work help say tell let look think stop feel talk play stand call use show move turn "
    "live sleep fit die hurt drink read cook afford load open fall matter change cost happen fly be been beat deny"
)


def _by_words(line: str, words: Sequence[re.Match[str]], lexicon: Lexicon) -> Iterator[Candidate]:
    lower = [m.group().lower() for m in words]
    last = len(words) - 1
    compounds, splits, tails, units = lexicon.compounds, lexicon.splits, lexicon.tails, lexicon.units
    prefixes, phrases, loose = lexicon.prefixes, lexicon.phrases, lexicon.loose_tails
    for i, word in enumerate(lower):
        yield from _alone(line, words[i], word, last, lexicon)
        if i == last or line[words[i].end() : words[i + 1].start()] != _PLAIN_SPACE:
            continue
        following = lower[i + 1]
        pair = (word, following)
        gap = (words[i].end(), words[i + 1].start())
        if pair in splits:
            start, end = words[i].start(), words[i + 1].end()
            yield _own(line, start, end, _like(line[start:end], splits[pair]), "OWN_JOIN", "Written as one word")
            continue
        if (
            word in prefixes
            and words[i + 1].group().islower()
            and following not in lexicon.function_words
            and (following in prefixes[word] or "*" in prefixes[word])
        ):
            yield _own(line, *gap, "-", "OWN_PREFIX", "A prefix does not stand alone")
            continue
        if word in _COUNTS and following in _PARTS and words[i + 1].group().islower():
            yield _own(line, *gap, "-", "OWN_FRACTION", "Fractions and compound numbers take a hyphen")
            continue
        if following in units and lexicon.is_number(word) and not line[words[i + 1].start()].isupper():
            yield from _measure(line, words, lower, i, lexicon)
            continue
        if word in phrases:
            yield from _phrase(line, words, lower, i, lexicon)
        if i + 1 == last or line[words[i + 1].end() : words[i + 2].start()] != _PLAIN_SPACE:
            continue
        third = lower[i + 2]
        if (
            third in lexicon.function_words
            or "-" in word
            or words[i + 1].group()[0].isupper()
            or (third.endswith("ly") and third not in LY_NOUNS)
        ):
            continue
        if pair in compounds:
            if word in _NEEDS_DETERMINER and not (i and lower[i - 1] in _DETERMINERS):
                continue
            yield _own(line, *gap, "-", "OWN_COMPOUND", "A compound modifier before its noun takes a hyphen")
        elif pair in lexicon.listed and words[i].group().islower() and words[i + 1].group().islower():
            yield _own(line, *gap, "-", "OWN_COMPOUND_LISTED", "The dictionary hyphenates this adjective")
        elif word in _DEGREES and _PARTICIPLE.search(following) and i and lower[i - 1] in _DETERMINERS:
            yield _own(line, *gap, "-", "OWN_COMPOUND_WELL", "A compound modifier before its noun takes a hyphen")
        elif word in lexicon.function_words or _NO_NOUN.search(word) or len(word) < 3 or not words[i].group().islower():
            continue
        elif following in tails and not lexicon.is_number(word) and not _states(word, following, words[i + 2].group()):
            yield _own(line, *gap, "-", "OWN_COMPOUND_TAIL", f"A compound with '{following}' before its noun takes a hyphen")
        elif (
            following in loose
            and i
            and lower[i - 1] in _DETERMINERS
            and word[-1] != "s"
            and "-" not in third
            and not (_states(word, following, words[i + 2].group()))
        ):
            yield _own(line, *gap, "-", "OWN_COMPOUND_LOOSE", f"A compound with '{following}' before its noun takes a hyphen")


def _states(noun: str, participle: str, following: str) -> bool:
    """Whether the participle looks like the verb of the noun ("problems shaped Google's face", "it funded two schools")."""
    if following.lower() in _COUNTED or following[0].isdigit() or following.endswith("ing"):
        return True
    return participle.endswith("ed") and (following[0].isupper() or (noun[-1] == "s" and noun[-2:] not in ("ss", "us", "is")))


_COUNTED = _set("two three four five six seven eight nine ten eleven twelve several many few some dozens hundreds thousands")


_DEGREES = _set("well much ever ill best")
_COUNTS = _set("one two three four five twenty thirty forty fifty sixty seventy eighty ninety")
_PARTS = _set(
    "third thirds quarters fifth fifths sixth sixths eighth eighths tenth tenths two three four five six seven eight nine"
)
_DETERMINERS = _set("a an the this that these those my your his her its our their some any no every each")
_OPENS_PHRASE = _DETERMINERS | _set("with of and or more most very")
_NEEDS_DETERMINER = _set("in on off at over under after above stay all first second third fourth fifth second")


def _like(old: str, new: str) -> str:
    """`new` with a capital where `old` has one."""
    return new[0].upper() + new[1:] if old[0].isupper() else new


def _phrase(line: str, words: Sequence[re.Match[str]], lower: Sequence[str], i: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """ "a hard to find item" (words from i on are a phrase of the lexicon before a noun)."""
    if not i or lower[i - 1] not in _OPENS_PHRASE or line[words[i - 1].end() : words[i].start()] != _PLAIN_SPACE:
        return
    for phrase in lexicon.phrases[lower[i]]:
        n, k = 0, i
        while k < len(words) and n < len(phrase):
            parts = lower[k].split("-")
            if tuple(parts) != phrase[n : n + len(parts)]:
                break
            if k > i and line[words[k - 1].end() : words[k].start()] != _PLAIN_SPACE:
                break
            n, k = n + len(parts), k + 1
        if n < len(phrase) or k >= len(words) or line[words[k - 1].end() : words[k].start()] != _PLAIN_SPACE:
            continue
        if lower[k] in lexicon.function_words or not words[k].group()[0].isalpha():
            continue
        start, end = words[i].start(), words[k - 1].end()
        yield _own(
            line,
            start,
            end,
            line[start:end].replace(" ", "-"),
            "OWN_COMPOUND_PHRASE",
            "A phrase as a modifier before its noun takes hyphens",
        )


def _measure(line: str, words: Sequence[re.Match[str]], lower: Sequence[str], i: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """ "a 5 mile walk", "a 10 year old boy" (words i and i + 1 are the number and the unit in the singular)."""
    if i and line[words[i - 1].end() : words[i].start()].strip(" ") in ("$", "€", "£"):
        return
    if lower[i] == "one" and not (i and lower[i - 1] in _DETERMINERS):
        return  # "at one point", "one day they left"
    start, end = words[i].start(), words[i + 1].end()
    before = line[start - 1] if start else " "
    if not (before.isspace() or before in '(“"'):
        return
    if i + 2 < len(words) and line[end : words[i + 2].start()] == _PLAIN_SPACE:
        third = lower[i + 2]
        if third == "old" and lower[i + 1] in ("year", "month", "week", "day"):
            stop = words[i + 2].end()
            yield _own(
                line,
                start,
                stop,
                "-".join(m.group() for m in words[i : i + 3]),
                "OWN_YEAR_OLD",
                "An age before or in place of a noun takes hyphens",
            )
        elif third not in lexicon.function_words and third.isalpha():
            yield _own(
                line,
                words[i].end(),
                words[i + 1].start(),
                "-",
                "OWN_NUMBER_UNIT",
                "A number and its unit before a noun take a hyphen",
            )


def _by_patterns(line: str) -> Iterator[Candidate]:
    for m in _I.finditer(line):
        yield _own(line, m.start(), m.end(), "I", "OWN_LOWER_I", "The pronoun I is a capital")
    for m in _SPACE_COMMA.finditer(line):
        yield _own(line, m.end(), m.end(), " ", "OWN_SPACE_COMMA", "A space is missing after the comma")
    for m in _SPACE_STOP.finditer(line):
        yield _own(line, m.end(), m.end(), " ", "OWN_SPACE_STOP", "A space is missing after the sentence")
    for m in _DOUBLE_MARK.finditer(line):
        mark = m.group()
        yield _own(
            line,
            m.start(),
            m.end(),
            "." if "." in mark else ";" if ";" in mark else ",",
            "OWN_DOUBLE_MARK",
            "Two marks where one belongs",
        )
    if "- " in line or " -" in line:
        for m in _DASH_AFTER.finditer(line):
            yield _own(line, m.start(), m.end(), " - ", "OWN_DASH_SPACE", "A dash between words takes a space on both sides")
        for m in _DASH_BEFORE.finditer(line):
            yield _own(line, m.start(), m.end(), "- ", "OWN_DASH_SPACE", "A dash between words takes a space on both sides")
    if " then" in line:
        for m in _THEN.finditer(line):
            yield _own(line, m.start(1), m.end(1), "than", "OWN_THAN", "A comparison takes 'than'")
    if "one of " in line:
        for m in _ONE_OF.finditer(line):
            if not _NO_PLURAL.search(m.group(1)):
                yield _own(line, m.start(1), m.end(1), plural(m.group(1)), "OWN_ONE_OF", "'one of' wants a plural")
    if "its " in line or "Its " in line:
        for m in _ITS_CONTRACTION.finditer(line):
            yield _own(line, m.start(1), m.end(1), m.group(1)[:2] + "'s", "OWN_ITS", "'it is' takes an apostrophe")
    if "t's " in line or "t’s " in line:
        for m in _ITS_POSSESSIVE.finditer(line):
            yield _own(line, m.start(1), m.end(1), m.group(1)[:2] + "s", "OWN_ITS", "The possessive has no apostrophe")
    if " of " in line:
        for m in _HAVE.finditer(line):
            yield _own(line, m.start(1), m.end(1), m.group(1)[:-2] + "have", "OWN_COULD_OF", "It is 'have', not 'of'")
    if " lead " in line:
        for m in _LED.finditer(line):
            yield _own(line, m.start(1), m.end(1), "led", "OWN_LED", "The participle of 'lead' is 'led'")
    if "loos" in line:
        for m in _LOSE.finditer(line):
            yield _own(line, m.start(1), m.end(1), m.group(1).replace("oo", "o"), "OWN_LOSE", "The verb is 'lose'")
    if "here" in line:
        for m in _THERE.finditer(line):
            was = m.group(1).endswith("was")
            yield _own(
                line,
                m.start(1),
                m.end(1),
                m.group(1)[:5] + (" were" if was else " are"),
                "OWN_THERE_ARE",
                "A plural follows 'there'",
            )
    if "use to" in line:
        for m in _USED.finditer(line):
            yield _own(line, m.start(1), m.end(1), "used to", "OWN_USED_TO", "A past habit is 'used to'")


_NO_PLURAL = re.compile(
    r"(?:ing|ly|est|ed|ous|ful|able|ible|ive|al|en|ic|ary|ant|ent|men|women|people|children|"
    r"data|media|it|them|us|you|kind|few|all|two|three|four|both|which|whom|that)$"
)
