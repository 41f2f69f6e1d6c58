"""Garbled sentences that nobody wrote for the detector: sentences of published articles, damaged by the operations below.

    python -m tests.bench.garbled_set PAGES.jsonl.gz [--half develop|last] [--show KIND]

PAGES are JSON lines with `url` and `main_content`. The articles are dealt into two halves by a hash of their host; the half
"develop" may be learned from and looked at, the half "last" is for the last figure alone. 5,000 sentences that the flag
stage would judge are left as they are, 520 more, of HEAVY operations in equal parts, are damaged once each, and 520 of
LIGHT ones. Deterministic.

What counts as garbled. HEAVY damage leaves a sentence that an editor would have to ask about or write anew: a clause without
its verb, several small words gone, two sentences in one, phrases in each other's place, most verbs in a wrong form, words
chosen from a thesaurus without sense, the order of another language. Precision and recall are those of HEAVY against the
untouched, at the weight that they have in the set (some 1 in 10). LIGHT damage is one small word or one form: often the
sentence stays right ("the" before a plural), and where it does not, an editor mends it in passing; that is the grammar
stage's, so a flag there is counted neither for nor against. The recall of each LIGHT operation is told, and `all` is the
mean over both, for whoever counts otherwise. Untouched sentences all count as right, though a few in a hundred flagged ones
are not (their pages had them broken), so precision is a little too low.

The word lists are the bench's own, and no list of the detector was made from them or they from it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from cleanup.document import Document
from cleanup.stages.garbled.stage import judged, judgments
from cleanup.training.garbled import Half, half_of

UNTOUCHED, HEAVY_EACH, LIGHT_EACH = 5_000, 65, 130
LEAST, MOST = 9, 35  # words of a sentence that is damaged: shorter ones leave nothing to damage, longer ones hold lists
SEED = 14

_TOKEN = re.compile(r"[\w’'-]+|[^\w\s]")
_DETERMINERS = frozenset("the a an this that these those its their his her our my your".split())
_PREPOSITIONS = frozenset(
    "of in on at by for from with to into over under between during through against about after before within across".split()
)
_CONNECTIVES = frozenset("and or but which who that because when while where as if than so".split())
_BE_HAVE = frozenset("is are was were has have had will would can could may might should must does did".split())
_SMALL = _DETERMINERS | _PREPOSITIONS | _CONNECTIVES | _BE_HAVE
# base, third person, past, participle
_VERBS = [
    line.split()
    for line in """
be is was been|have has had had|do does did done|say says said said|make makes made made|take takes took taken
give gives gave given|get gets got gotten|go goes went gone|come comes came come|see sees saw seen|know knows knew known
find finds found found|tell tells told told|become becomes became become|leave leaves left left|feel feels felt felt
bring brings brought brought|begin begins began begun|keep keeps kept kept|hold holds held held|write writes wrote written
stand stands stood stood|lose loses lost lost|pay pays paid paid|meet meets met met|run runs ran run|lead leads led led
build builds built built|send sends sent sent|fall falls fell fallen|speak speaks spoke spoken|grow grows grew grown
win wins won won|teach teaches taught taught|buy buys bought bought|sell sells sold sold|break breaks broke broken
choose chooses chose chosen|rise rises rose risen|drive drives drove driven|catch catches caught caught|seek seeks sought sought
use uses used used|work works worked worked|need needs needed needed|help helps helped helped|want wants wanted wanted
ask asks asked asked|play plays played played|move moves moved moved|live lives lived lived|believe believes believed believed
provide provides provided provided|include includes included included|continue continues continued continued
allow allows allowed allowed|add adds added added|create creates created created|offer offers offered offered
remain remains remained remained|appear appears appeared appeared|serve serves served served|call calls called called
expect expects expected expected|require requires required required|report reports reported reported|reach reaches reached reached
start starts started started|show shows showed shown|open opens opened opened|follow follows followed followed
look looks looked looked|seem seems seemed seemed|change changes changed changed|consider considers considered considered
produce produces produced produced|suggest suggests suggested suggested|increase increases increased increased
""".replace("\n", "|").split("|")
    if line
]
_FORMS = {form: verb for verb in _VERBS for form in verb}
_FORMS.update({"are": _VERBS[0], "were": _VERBS[0]})
# What a spinner puts for a word; both in lower case, the spinner's never checked against the sentence.
SPUN = {
    a.strip(): b.strip()
    for a, b in (
        pair.split(">")
        for pair in """
cancer > malignancy|breast > bosom|artificial > counterfeit|intelligence > consciousness|data > information pieces|big > colossal
deep > profound|learning > picking up|network > organization arrangement|machine > contraption|cloud > haze|signal > flag
random > irregular|energy > vitality|power > puissance|solar > sunlight based|heart > soul organ|blood > gore|cell > portable unit
kidney > excretory organ|failure > disappointment|brain > cerebrum|system > framework apparatus|computer > reckoner|market > bazaar
price > asking sum|cost > outlay of toll|money > lucre|bank > financial shore|government > regime body|minister > clergyman
president > chairperson head|law > ordinance of right|court > tribunal yard|police > constabulary|school > institute of tutoring
student > understudy|students > understudies|teacher > educator instructor|child > youngster|children > youngsters offspring
family > kinfolk|house > abode|home > domicile|car > auto vehicle|road > thoroughfare|city > metropolis township|country > nation land
world > globe orb|people > individuals folks|man > gentleman human|woman > lady human|doctor > physician medic|health > wellbeing state
disease > malady|patient > long-suffering|patients > long-sufferings|treatment > handling cure|hospital > infirmary center
water > aqua|food > nourishment stuff|fire > blaze flame|weather > climate conditions|winter > wintertime cold|summer > summertime heat
team > crew squad|game > diversion match|player > gamer participant|coach > mentor carriage|season > time of year|win > triumph
company > organization firm|business > commerce trade|workers > laborers|employees > representatives|job > occupation errand
customers > clients purchasers|product > item merchandise|service > benefit administration|services > administrations
technology > innovation know-how|software > programming stuff|phone > telephone handset|internet > web of net|website > site of web
news > tidings|report > account statement|story > tale account|book > tome|film > picture flick|music > tune sounds|show > demonstrate spectacle
light > illumination|time > clock moment|day > daytime|year > annum|week > seven days|night > nighttime dark|morning > forenoon
new > recently made|old > aged elderly|good > great fine|bad > terrible awful|great > incredible grand|small > little tiny|large > enormous
high > tall elevated|low > depressed|long > lengthy|important > imperative vital|different > diverse distinctive|important > vital
early > premature|late > belated|free > gratis liberated|public > open communal|local > neighborhood|national > countrywide
social > gregarious|political > politic|economic > financial matters|human > individual being|real > genuine actual
said > uttered|says > utters|made > fabricated|make > fabricate|use > utilize|used > utilized|found > discovered out|find > discover out
shows > exhibits|help > assist aid|helped > abetted|started > commenced|start > commence|began > initiated|need > require want
want > desire crave|think > ponder suppose|thought > pondered|know > comprehend|known > familiar|believe > accept trust|called > named yelled
built > constructed erect|bought > procured|sold > vended|lost > misplaced|won > triumphed|died > perished expired|killed > slaughtered
increase > increment|increased > augmented|growth > development rise|change > alteration|problem > predicament|question > interrogation
issue > topic matter|number > numeral|group > gathering bunch|part > portion piece|place > spot locale|way > manner path|life > existence
death > demise|war > warfare battle|research > exploration|study > think about|results > comes about|support > bolster|risk > hazard peril
many > numerous a lot of|very > exceptionally|often > frequently times|because > on the grounds that|also > likewise additionally
""".replace("\n", "|").split("|")
        if ">" in pair
    )
}


def sentences(source: Path, half: Half) -> list[str]:
    """The sentences that the flag stage would judge, of one half of the articles."""
    found: list[str] = []
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            if half_of(page["url"]) == half:
                text = page["main_content"]
                found += [text[s.start : s.end] for s in judged(Document(text=text, language="en"))]
    return found


def tokens(sentence: str) -> list[str]:
    """Words with their hyphens and apostrophes, and single marks."""
    return _TOKEN.findall(sentence)


def joined(words: Sequence[str]) -> str:
    """A sentence of the words again: a capital first, no blank before a mark that closes, one mark at the end."""
    text = re.sub(r" ([,.;:!?%)\]])", r"\1", " ".join(words))
    text = re.sub(r"([(\[$€£#]) ", r"\1", text)
    return text[:1].upper() + text[1:]


def _small_first(words: list[str]) -> list[str]:
    first = words[0]
    return [first.lower() if first.lower() in _SMALL else first, *words[1:]]


def drop_verb(words: list[str], rng: random.Random) -> list[str] | None:
    """The first finite verb that is known, of a sentence that has no other before it and no more than one after."""
    at = [i for i, w in enumerate(words) if w in _FORMS or w in _BE_HAVE]
    if not 1 <= len(at) <= 2 or at[0] == 0:
        return None
    gone = {at[0]}
    if at[1:] == [at[0] + 1]:  # has been
        gone.add(at[1])
    return [w for i, w in enumerate(words) if i not in gone]


def _drop(words: list[str], rng: random.Random, of: frozenset[str], count: int) -> list[str] | None:
    at = [i for i, w in enumerate(words) if w.lower() in of and i + 1 < len(words) and words[i + 1][0].isalpha()]
    if len(at) < count:
        return None
    gone = set(rng.sample(at, count))
    return [w for i, w in enumerate(words) if i not in gone]


def drop_determiners(words: list[str], rng: random.Random) -> list[str] | None:
    """All determiners, three at least."""
    count = sum(w.lower() in _DETERMINERS for w in words)
    return _drop(words, rng, _DETERMINERS, count) if count >= 3 else None


def drop_prepositions(words: list[str], rng: random.Random) -> list[str] | None:
    """Three prepositions."""
    return _drop(words, rng, _PREPOSITIONS, 3)


def drop_determiner(words: list[str], rng: random.Random) -> list[str] | None:
    """One determiner."""
    return _drop(words, rng, _DETERMINERS, 1)


def drop_preposition(words: list[str], rng: random.Random) -> list[str] | None:
    """One preposition."""
    return _drop(words, rng, _PREPOSITIONS, 1)


def swap(words: list[str], rng: random.Random) -> list[str] | None:
    """Two phrases of two to five words, each beginning with a small word, change places."""
    starts = [i for i, w in enumerate(words[:-3]) if w.lower() in _DETERMINERS | _PREPOSITIONS | _BE_HAVE]
    rng.shuffle(starts)
    for a in sorted(starts[:2]), sorted(starts[2:4]), sorted(starts[1:3]):
        if len(a) == 2 and a[1] - a[0] >= 3:
            i, j = a
            n, m = min(rng.randint(2, 5), j - i), min(rng.randint(2, 5), len(words) - 1 - j)
            one, between, two = words[i : i + n], words[i + n : j], words[j : j + m]
            return [*words[:i], *two, *between, *one, *words[j + m :]]
    return None


def _inflected(words: list[str], rng: random.Random, count: int) -> list[str] | None:
    at = [i for i, w in enumerate(words) if w in _FORMS]
    if len(at) < count:
        return None
    out = list(words)
    for i in rng.sample(at, count):
        own = "is" if out[i] in ("are", "were") else out[i]
        out[i] = rng.choice([form for form in _FORMS[out[i]] if form not in (own, out[i])] or ["be"])
    return out


def wrong_forms(words: list[str], rng: random.Random) -> list[str] | None:
    """Three verbs in another form."""
    return _inflected(words, rng, 3)


def wrong_form(words: list[str], rng: random.Random) -> list[str] | None:
    """One verb in another form."""
    return _inflected(words, rng, 1)


def spin(words: list[str], rng: random.Random) -> list[str] | None:
    """Each word that the spinner knows, three at least."""
    if sum(w.lower() in SPUN for w in words) < 3:
        return None
    return [part for w in words for part in SPUN.get(w.lower(), w).split()]


def foreign_order(words: list[str], rng: random.Random) -> list[str] | None:
    """Word by word from a language that puts the verb last and has no articles; "to" before a verb becomes "for to"."""
    out: list[str] = []
    clause: list[str] = []
    moved = 0
    for w in [*words[:-1], ""]:
        if w in ("", ",", ";", "and", "but", "that", "which", "who", "because", "when"):
            verbs = [v for v in clause if v in _FORMS or v in _BE_HAVE]
            if verbs and clause[-1] not in verbs:
                moved += 1
                clause = [v for v in clause if v not in verbs] + verbs
            out += [v for v in clause if v.lower() not in ("the", "a", "an")]
            out += [w] if w else []
            clause = []
        else:
            clause += ["for", "to"] if w == "to" and rng.random() < 0.5 else [w]
    return [*out, words[-1]] if moved else None


HEAVY: dict[str, Callable[[list[str], random.Random], list[str] | None]] = {
    "drop verb": drop_verb,
    "drop determiners": drop_determiners,
    "drop prepositions": drop_prepositions,
    "swap phrases": swap,
    "wrong forms": wrong_forms,
    "spun synonyms": spin,
    "foreign order": foreign_order,
}  # and "splice", of two sentences
LIGHT = {"one determiner": drop_determiner, "one preposition": drop_preposition, "one form": wrong_form}


def splice(one: list[str], two: list[str], rng: random.Random) -> list[str] | None:
    """The first half of a sentence and the second half of another, cut after any word."""
    i, j = rng.randint(3, max(3, len(one) // 2)), rng.randint(len(two) // 2, max(len(two) // 2, len(two) - 4))
    if not (one[i - 1].isalpha() and two[j].isalpha()):
        return None
    return [*one[:i], *two[j:]]


def damaged(pool: Sequence[str], seed: int = SEED) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(operation, the damaged sentence, what it was made of), so many of each; each sentence of the pool is used once at
    most."""
    rng = random.Random(seed)
    fit = [s for s in pool if LEAST <= len(s.split()) <= MOST and s[-1] in ".!?" and joined(tokens(s)) == s]
    rng.shuffle(fit)
    rest = iter(fit)
    for name, operation in {**HEAVY, **LIGHT}.items():
        left = LIGHT_EACH if name in LIGHT else HEAVY_EACH
        while left:
            was = next(rest)
            words = operation(_small_first(tokens(was)), rng)
            if words and (text := joined(words)).lower() != was.lower():
                left -= 1
                yield name, text, (was,)
    left = HEAVY_EACH
    while left:
        was, other = next(rest), next(rest)
        words = splice(tokens(was), tokens(other), rng)
        if words:
            left -= 1
            yield "splice", joined(words), (was, other)


def untouched(pool: Sequence[str], used: set[str], seed: int = SEED) -> list[str]:
    """Sentences of the pool that nothing was done to."""
    rng = random.Random(seed + 1)
    rest = [s for s in pool if s not in used]
    return rng.sample(rest, min(UNTOUCHED, len(rest)))


def measure(flags: Callable[[Sequence[str]], Sequence[bool]], pool: Sequence[str]) -> dict[str, float]:
    """Precision, recall, share of untouched sentences flagged, and the recall of each operation."""
    bad = list(damaged(pool))
    used = {s for _, _, made_of in bad for s in made_of}
    good = untouched(pool, used)
    hits: dict[str, list[bool]] = defaultdict(list)
    for (name, _, _), hit in zip(bad, flags([text for _, text, _ in bad]), strict=True):
        hits[name].append(hit)
    wrong = sum(flags(good))
    heavy = [hit for name, found in hits.items() if name not in LIGHT for hit in found]
    means = {name: sum(found) / len(found) for name, found in hits.items()}
    return {
        "precision": sum(heavy) / max(1, sum(heavy) + wrong),
        "recall": sum(heavy) / len(heavy),
        "untouched flagged": wrong / len(good),
        "all": sum(means.values()) / len(means),
        **means,
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pages", type=Path)
    parser.add_argument("--half", choices=("develop", "last"), default="develop")
    parser.add_argument("--engine", action="store_true", help="with the grammar engine's matches, as if none was accepted")
    parser.add_argument("--show", help="print the damaged sentences of an operation instead")
    options = parser.parse_args()
    pool = sentences(options.pages, options.half)
    if options.show:
        print(*(text for name, text, _ in damaged(pool) if name == options.show), sep="\n")
        return
    from cleanup.stages.garbled.classifier import FLAG_AT, of_grammar

    def flags(found: Sequence[str]) -> list[bool]:
        refused = None
        if options.engine:
            from cleanup.engines.embedded import EmbeddedEngine

            matches = EmbeddedEngine().check_many(found, "en-US")
            refused = [sum(of_grammar(m.rule) for m in ms) for ms in matches]
        return [j.garbled >= FLAG_AT for j in judgments(found, refused)]

    for name, value in measure(flags, pool).items():
        print(f"{name:20} {value:.3f}")


if __name__ == "__main__":
    main()
