"""Closed lists of English words and forms that the own detectors look up: irregular verbs, common verbs, numbers of nouns.

Written from general knowledge of English. Everything is a look-up or a rule of spelling; nothing is guessed of a word that
no list and no frequency knows.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cleanup.languages.language import words
from cleanup.models.frequency import frequencies

# base:past:participle, where past and participle differ, or both differ from the base
_IRREGULAR = """
arise:arose:arisen awake:awoke:awoken bear:bore:borne beat:beat:beaten become:became:become begin:began:begun bend:bent:bent
bind:bound:bound bite:bit:bitten bleed:bled:bled blow:blew:blown break:broke:broken breed:bred:bred bring:brought:brought
build:built:built buy:bought:bought catch:caught:caught choose:chose:chosen cling:clung:clung come:came:come creep:crept:crept
deal:dealt:dealt dig:dug:dug do:did:done draw:drew:drawn drink:drank:drunk drive:drove:driven eat:ate:eaten fall:fell:fallen
feed:fed:fed feel:felt:felt fight:fought:fought find:found:found flee:fled:fled fling:flung:flung fly:flew:flown
forbid:forbade:forbidden forget:forgot:forgotten forgive:forgave:forgiven freeze:froze:frozen give:gave:given go:went:gone
grind:ground:ground grow:grew:grown hang:hung:hung have:had:had hear:heard:heard hide:hid:hidden hold:held:held keep:kept:kept
kneel:knelt:knelt know:knew:known lead:led:led leave:left:left lend:lent:lent lose:lost:lost make:made:made mean:meant:meant
meet:met:met mistake:mistook:mistaken overcome:overcame:overcome overtake:overtook:overtaken rebuild:rebuilt:rebuilt pay:paid:paid ride:rode:ridden
ring:rang:rung rise:rose:risen run:ran:run say:said:said see:saw:seen seek:sought:sought sell:sold:sold send:sent:sent
shake:shook:shaken shine:shone:shone shoot:shot:shot shrink:shrank:shrunk sing:sang:sung sink:sank:sunk sit:sat:sat
sleep:slept:slept slide:slid:slid speak:spoke:spoken spend:spent:spent spin:spun:spun spring:sprang:sprung stand:stood:stood
steal:stole:stolen stick:stuck:stuck sting:stung:stung stink:stank:stunk strike:struck:struck swear:swore:sworn sweep:swept:swept
swim:swam:swum swing:swung:swung take:took:taken teach:taught:taught tear:tore:torn tell:told:told think:thought:thought
throw:threw:thrown undergo:underwent:undergone understand:understood:understood undertake:undertook:undertaken wake:woke:woken
wear:wore:worn weave:wove:woven weep:wept:wept win:won:won wind:wound:wound withdraw:withdrew:withdrawn write:wrote:written
"""
_TRIPLES = [tuple(entry.split(":")) for entry in _IRREGULAR.split()]
PAST: dict[str, str] = {base: past for base, past, _ in _TRIPLES}
PARTICIPLE: dict[str, str] = {base: participle for base, _, participle in _TRIPLES}
# Pasts that are no participles ("went") with the participle; got, forgot, beat and proved are used as both.
NO_PARTICIPLE: dict[str, str] = {
    past: participle for base, past, participle in _TRIPLES if past != participle and base not in ("beat", "forget", "bite")
}
NO_PARTICIPLE["forgot"] = "forgotten"
# Pasts that are no base form with the base; "found", "wound", "bound", "ground", "fell", "saw", "lay" are base forms of others.
NO_BASE: dict[str, str] = {
    past: base
    for base, past, _ in _TRIPLES
    if past != base and past not in words("found wound bound ground fell saw bore stove")
}

# Verbs in the base form that are no common nouns or adjectives.
_PLAIN_VERBS = """
accept accuse achieve acquire adapt add adjust admit adopt affect agree allow announce apologize appear apply appoint approve argue
arrange arrest arrive ask assume attend avoid ban become begin believe belong borrow break bring build buy carry catch celebrate
choose close collect combine compare complain complete confirm connect consider construct contain continue convince create
damage decide declare defend define deliver demand demolish deny depend describe deserve destroy develop disappear discover
discuss divide earn eat elect employ encourage enjoy ensure enter establish examine exclude expand expect explain explore expose
express extend fail fill fix follow forbid forget forgive found gather generate give go grow handle happen hate hear hire hold
identify ignore improve include increase indicate inform inspire install introduce invent invest investigate invite involve join
keep know launch lead learn leave lend let locate lose maintain make marry mean meet mention notice obtain occur organize own
perform permit persuade plan please possess prefer prepare present prevent print produce promise propose protect prove provide
publish pull punish purchase push put raise reach realize receive recognize recommend reduce refer refuse reject relate release
rely remain remember remind remove repair repeat replace reply report represent request require rescue resign resolve respond
restore reveal rise run save say see seek seem sell send separate serve settle share sing sit solve speak spend spread start
stay steal stop suffer suggest suppose surprise surround surrender survive suspect take teach tell tend threaten throw transform
translate travel treat try understand use visit vote wait want warn waste wear win wish withdraw worry write
"""
VERBS = words(_PLAIN_VERBS)
# Of these those that hardly are nouns or adjectives: what follows "was" in this form lacks an ending.
NO_NOUNS = words(
    "accept accuse achieve acquire adapt adopt allow announce appoint approve ask attend avoid bring build carry celebrate "
    "choose confirm connect consider construct convince create decide declare defend define deliver demolish deny describe "
    "destroy develop discover discuss elect employ encourage establish examine expand explain explore expose extend forbid "
    "forget forgive generate give hear identify ignore improve include inform inspire install introduce invent investigate "
    "invite involve keep know locate maintain make mention obtain organize own perform permit persuade possess prepare prevent "
    "produce propose protect prove provide publish punish realize rebuild receive recognize recommend reduce refuse reject remember "
    "remove replace represent require resolve restore reveal sell send solve speak spend steal suppose surround take "
    "teach tell threaten throw transform translate understand write"
)
_DOUBLES = words(
    "ban plan stop admit permit occur refer prefer commit control drop rob ship trip slip hug beg nod grab plug step trap wrap"
)


def past_of(base: str) -> str:
    """The past tense of a base form."""
    return PAST.get(base) or _with_ed(base)


def participle_of(base: str) -> str:
    """The past participle of a base form."""
    return PARTICIPLE.get(base) or _with_ed(base)


def _with_ed(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if re.search(r"[^aeiou]y$", base):
        return base[:-1] + "ied"
    return base + (base[-1] if base in _DOUBLES else "") + "ed"


def third_person(base: str) -> str:
    """The third person singular of a base form."""
    if base in ("have", "do", "go"):
        return {"have": "has", "do": "does", "go": "goes"}[base]
    if re.search(r"[^aeiou]y$", base):
        return base[:-1] + "ies"
    return base + ("es" if re.search(r"(?:ch|sh|x|z|ss)$", base) else "s")


_SPEECH_VERBS = words("be have do need like look think get use help show talk turn play work call love live move stand")
THIRD_PERSON: dict[str, str] = {third_person(v): v for v in VERBS | _SPEECH_VERBS if v != "be"} | {"is": "be"}
REGULAR_PAST: dict[str, str] = {
    _with_ed(v): v for v in (VERBS | _SPEECH_VERBS) - PAST.keys() if v not in ("put", "let", "spread", "found")
}

# Nouns with a final s that take a verb in the singular or both.
_S_SINGULAR = words(
    "news politics economics physics mathematics maths ethics athletics gymnastics statistics genetics linguistics acoustics "
    "electronics mechanics dynamics logistics optics robotics tactics analytics aerobics classics arts humanities "
    "series species means headquarters crossroads works barracks gallows sweepstakes premises aids mumps measles diabetes rabies "
    "billiards darts dominoes cards checkers chess sports games blues thanks customs innings shambles gas bus lens canvas atlas "
    "bias alias christmas texas kansas always sometimes perhaps besides as is was has this its his us yes plus ours theirs hers "
    "savings odds rights forces graphics basics goods proceeds lots loads heaps tons masses people's data media remains ruins "
    "spirits arms manners terms whereabouts kudos pants chaos ethos pathos cosmos rhinos alms links ops jeans overseas "
    "afterwards towards upstairs downstairs outdoors indoors nowadays whereas ages yours tennis basis crisis analysis thesis "
    "semantics dynamics emphasis oasis diagnosis parenthesis hypothesis axis debris bourgeois chassis corps rendezvous"
)
# Amounts: "two weeks is a long time".
MEASURES = words(
    "years months weeks days hours minutes seconds decades centuries miles kilometers kilometres meters metres feet inches yards "
    "acres pounds dollars euros cents pence rupees yen francs kilos grams tons tonnes liters litres gallons degrees points "
    "percent percentages times laps rounds games sets pages lines words ounces bucks grand quid thirds quarters halves nights"
)
PLURAL_PEOPLE = words(
    "men women children people policemen policewomen firemen fishermen spokesmen businessmen teeth mice geese"
)


@lru_cache(maxsize=20_000)
def zipf(word: str) -> float:
    """The frequency of a word in lower case (log10 in a billion words), 0 where it is unknown."""
    return frequencies("en").zipf(word)


@lru_cache(maxsize=20_000)
def is_plural(word: str) -> bool:
    """Whether a word in lower case is the plural of a noun: by a list, or by -s with a singular that people write."""
    if word in PLURAL_PEOPLE:
        return True
    if len(word) < 4 or not word.isalpha() or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return False
    return word not in _S_SINGULAR and any(zipf(s) >= 2.5 for s in singulars(word))


def singulars(plural: str) -> tuple[str, ...]:
    """What a plural in -s may be the plural of."""
    if plural.endswith("ies"):
        return (plural[:-3] + "y", plural[:-1])
    if plural.endswith(("ches", "shes", "xes", "ses", "zes", "oes")):
        return (plural[:-2], plural[:-1])
    return (plural[:-1],)


DETERMINERS = words("a an the this that these those my your his her its our their some any no every each another")
SUBJECTS = words("i you he she it we they")
PREPOSITIONS = words(
    "of in on at by for with from to into onto about over under after before between through during without within against "
    "behind beyond among around along across near off up down out since until despite except like than as via per towards "
    "toward upon above below beside besides inside outside throughout"
)
# What opens a clause in which a word may stand that belongs to something earlier: relatives, questions, comparisons.
RELATIVES = words(
    "that which who whom whose what whatever whoever whichever where wherever when whenever how however why all everything "
    "anything nothing something everyone anyone those much little than as worth if whether such"
)
