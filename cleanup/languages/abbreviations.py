"""Abbreviations and sentence openers that decide whether a full stop ends a sentence.

Written by hand for English, German, French, Spanish, Dutch, Italian and Portuguese. All entries are lower case
and without the final stop. The sets are about behavior, not meaning: what may follow decides.
"""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# A name follows: the stop never ends a sentence before a capital letter.
TITLES = _words(
    """
    mr mrs ms mx messrs dr prof profs rev revd fr gen sen sens rep reps gov govs lt sgt capt cmdr col maj adm brig
    cpl pvt
    hon supt insp det pres sec amb st ste mt ft pt msgr sr sra srta srs dña dna hr frl ing dipl m mm mme mmes mlle
    mlles
    dhr mevr mej drs ir mr sig sigg dott prof avv on exmo exma dra eng arq v vs viz cf e.g i.e eg ie ca approx resp
    incl excl
    bzw z.b u.a d.h vgl sog ggf evtl inkl zzgl bspw p.ex p.e d.w.z o.a m.n bijv zgn
    """
)

# A number (or Roman numeral) follows: the stop ends nothing before it. Before a word it may end a sentence.
BEFORE_NUMBER = _words(
    """
    no nos nr núm num vol vols p pp pg pgs fig figs eq eqs sec secs sect art arts ch chap par para tel ext ed eds bd
    app pág págs
    abs kap abb tab s seite jan feb mar apr jun jul aug sep sept oct nov dec ene abr ago dic janv févr avr juil déc
    jänn mrz okt dez mrt mei gen mag giu lug ott fev mai out dez n nº c ca circa op
    """
)

# May end a sentence: only a following opener word (see OPENERS) or quotation shows that it did.
AMBIGUOUS = _words(
    """
    inc corp ltd co cos bros llc plc jr sr esq etc usw al assn dept univ est ave blvd rd hwy sq bldg apt
    ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa
    penn
    tenn tex vt va wash wis wyo mon tue tues wed thu thur thurs fri sat sun oz lb lbs ft in kg km cm mm sq mi hr hrs
    min
    mins mph gmbh ag kg s.a s.l s.p.a s.r.l n.v b.v ltda cia cía spa srl ph.d m.d b.a m.a d.d.s r.n j.d u.s u.k u.n
    e.u
    mio mrd tsd
    u.s.a d.c l.a a.m p.m b.c a.d c.e b.c.e ee.uu r.i.p
    """
)

# Clock and era marks end a sentence before a capitalized word unless that word belongs to the time.
CLOCK = frozenset({"a.m", "p.m", "am", "pm"})
AFTER_CLOCK = _words(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet cest eastern central mountain pacific greenwich
    local
    """
)

# Words that, capitalized after a doubtful stop, open a sentence: function words are not parts of names.
OPENERS = _words(
    """
    the a an this that these those he she it they we you i his her its their our my your there here
    and but or so yet nor for as at by from in into of on to with without within under over after before during
    since until while when where why how what who which whose if because although though unless despite
    however moreover meanwhile instead also then thus therefore still now today yesterday tomorrow later
    not no yes all some many most few several both each every another other others one two three four five
    is are was were be been do does did has have had can could will would should may might must let
    according among between about above below against along across behind beyond like unlike such only even
    i'm i've i'll i'd it's he's she's that's there's we're they're you're don't
    der die das den dem des ein eine einen einem einer er sie es wir ihr ich und aber oder doch denn wenn als wie
    auch nur noch nach vor bei mit von zu im am auf aus für seit dort hier dann so was wer wo
    le la les l' un une des il elle ils elles on nous vous je ce cet cette ces et mais ou donc car si dans en sur
    pour par avec sans après avant selon depuis c'est son sa ses leur leurs
    el los las una unos unas él ella ellos ellas nosotros y pero o porque si en con sin por para según desde cuando
    como su sus este esta estos estas ese esa eso también ya lo se
    de het een hij zij ze wij we ik en maar of want als dat dit deze die er in op met van voor naar bij na ook toen
    è il lo gli i uno egli essi ma se di da con su per tra fra dopo prima anche quando come questo questa suo sua
    o os as um uma ele ela eles elas nós e mas porque em no na nos nas com sem para por segundo quando como seu sua
    """
)

MONTHS = _words(
    """
    januar jänner februar märz april mai juni juli august september oktober november dezember
    januari februari maart mei augustus december january february march june july october
    ledna února března dubna května června července srpna září října listopadu prosince
    """
)

# Languages that write ordinals as a number with a stop ("am 3. Oktober", "im 19. Jahrhundert").
ORDINAL_LANGUAGES = frozenset({"de", "da", "no", "nb", "nn", "fi", "cs", "sk", "hu", "sl", "hr", "et", "lv", "pl"})

# Verbs of saying: after a closed question or exclamation and a name they belong to the same sentence.
SPEECH_VERBS = _words(
    """
    said says asked asks told tells cried cries shouted shouts added adds wrote writes replied replies exclaimed
    whispered yelled screamed recalled wondered joked quipped tweeted posted continued demanded answered laughed
    """
)

# Names that carry an exclamation mark: only an opener word ends the sentence after them.
BANG_NAMES = frozenset({"yahoo!", "jeopardy!", "yum!", "e!", "panic!", "oklahoma!"})

DOMAIN_ENDINGS = _words(
    """
    com net org edu gov co uk de fr es nl it pt eu io ai info biz tv me us ca au js py net md txt html php
    """
)

# Abbreviations above that are words as well: in lower case at the end of a sentence they are the word.
WORDS_TOO = _words(
    """
    in la ill mass miss ind del sat sun wed spa mi pa ore wash me art op out mar mag mai mei on ing det resp fig sec ago
    tab ext ed set second
    """
)
