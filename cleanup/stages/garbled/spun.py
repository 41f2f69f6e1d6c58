"""Fixed terms in words that a thesaurus put for theirs: "counterfeit consciousness" for artificial intelligence.

A text spinner replaces each word by another of like sense; what it makes of a term nobody writes. Each entry is the words it
takes first and second; the kinds are those of G. Cabanac, C. Labbé and A. Magazinov, "Tortured phrases" (2021), the selection
is our own. None stands in 791 published articles. Only what has no sense of its own is listed: "malignant growth" and
"profound learning experience" are written by people, so they are not. Spun text whose terms are not here is not seen by this.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cleanup.stages.garbled.sieve import Sieve

_TERMS = """
counterfeit|fake|simulated : consciousness|brainpower
man made : consciousness|brainpower
counterfeit : intelligence|intellect|insights
counterfeit|profound|fake : neural
profound : gaining knowledge
bosom : malignancy|malignancies|cancer|cancers|tumor|tumors|tumour|tumours|disease|growth|peril
lung|skin|colon|prostate|liver|mind : danger growth|malignant development
mind : tumor|tumors|tumour|tumours|malignancy
kidney|renal|liver|hepatic|heart|cardiovascular : disappointment
heart|cardiovascular : assault|assaults
insusceptible : framework|frameworks|reaction|reactions
irresistible : illness|illnesses|sickness|sicknesses|infection
flag|sign|signal : to clamor|to commotion|to clamour
mean|root mean : square blunder|squared blunder|square mistake|squared mistake
irregular|arbitrary|random : backwoods|woodland|woodlands|timberland|timberlands
gullible|guileless|innocent|credulous : bayes|bayesian
straight|strategic|calculated : relapse
bolster|backing|assistance : vector
choice : trees classifier|tree classifier
hereditary|inherited : calculation|calculations
subterranean : insect state|insect settlement
molecule|particle : swarm advancement|swarm streamlining
haze|mist : figuring|registering
enormous|colossal|huge|gigantic : information analytics|information examination
information : stockroom|stockrooms
remote : sensor organization|sensor organizations|sensor arrange
leftover|sunlight based : vitality
sun|sunlight : oriented board|oriented boards|oriented cell|oriented cells|based cell|based cells|based board|based boards
wind|atomic|thermal : vitality
nuclear|atomic : force plant|force plants
ozone : harming substance|harming substances
unnatural : weather change
ordinary|characteristic : language handling|language preparing
discourse|face|facial|picture|image : acknowledgment|acknowledgement
bad habit : president|presidents|presidential
preeminent : court
joined together : states of america|countries
gross : residential item|home grown item|homegrown item|local item
cell : demise
parkinson's|alzheimer's : infection
bosom|lung|skin|colon|prostate|ovarian|cervical : malignant growth
cardiovascular : breakdown
kidney|renal|liver : brokenness
coronary : supply route|supply routes|conduit|conduits
undifferentiated : organism|organisms
immature|foundational : microorganism|microorganisms
glucose|lactose : narrow mindedness|bigotry|prejudice
stomach related : framework|tract|organs|system
focal : sensory system
sexually : communicated illness|communicated illnesses|communicated infection|communicated infections
fetus : removal
repetitive|convolutional|recurrent : neural organization|neural organizations
arbitrary : esteem|esteems
specially appointed : organization|organizations|network|networks
focal : preparing unit|handling unit
computerized|artificial : brainpower
unmanned : ethereal vehicle|ethereal vehicles|elevated vehicle|elevated vehicles|aeronautical vehicle|aeronautical vehicles
worldwide : temperature alteration|temperature boost|situating framework
environmental : carbon dioxide fixation
nursery : gasses
dangerous : atmospheric devation|atmospheric deviation
sun powered|sun based|sunlight based : vitality
sun based : charger|chargers|board|boards|cell|cells
unified|joined|assembled : expresses|realm
joined|assembled : countries general assembly|countries secretary
incomparable : court
prime : clergyman|pastor
starting : open offering|open advertising
gross : local product|residential product
world : glass qualifier|glass qualifiers
steady : state blunder
twofold : dazed
"""
_ROWS = [row.split(" : ") for row in _TERMS.strip().split("\n")]
_SPUN = re.compile(
    r"(?i)\b(?:" + "|".join(rf"(?:{first}) (?:{second})" for first, second in _ROWS) + r")\b",
)
# Word by word from another language: "by the means of to sell", "why of the town the mayor left". None stands in 791
# published articles either.
_FOREIGN = re.compile(
    r"(?i)\b(?:the|an?|by|is|was|are|were|it) (?:means|way|manner|aim|need|needed|necessary|purpose|idea|possibility|courage|time|force) "
    r"(?:of|for|by) to (?!and\b|the\b|an?\b|do\b|us\b|me\b|him\b|her\b|them\b|you\b)[a-z]{2,}\b|"
    # how long, set as in German and French: "has since ten years in the city lived"
    r"\b(?:has|have|is|are|was|were|am) since (?:two|three|four|five|six|seven|eight|nine|ten|twenty|many|several|some|\d{1,3}) "
    r"(?:years|months|weeks|days|hours) (?!ago\b)[a-z]+|"
    # the time between object and participle: "has the law yesterday signed"
    r"\b[a-z]{3,} (?:has|have) the [a-z]+ (?:yesterday|today|last (?:week|month|year)) [a-z]+(?:ed|en)\b|"
    # the verb at the end of a clause of reason: "because it needed was"
    r"\b(?:because|although) (?:it|he|she|they|we) (?:[a-z]+ed|not [a-z]+|very [a-z]+|necessary|possible|late|ill|sick|tired|old|poor|rich) "
    r"(?:was|were|is|are)(?=[.,;!?]|$)|"
    # a destination or a place before the object
    r"\bwho to the [a-z]+ the [a-z]+ (?:the most )?[a-z]+(?:ed|ok|ve|nt)\b|"
    r"\bit gives (?:in|on|at|here|there) (?:the|this|that|our|my|a|many|no) [a-z]+ (?:many|no|much|a|an|some|few)\b|"
    r"\b(?:that|which|who|has|have|had|must|will|not|why|what) of the [a-z]+ the [a-z]+ (?!of\b|that\b|in\b|was\b|is\b)[a-z]+"
)


@lru_cache(maxsize=1)
def _sieve() -> Sieve:
    return Sieve((_SPUN, _FOREIGN))


def told_by_words(sentence: str) -> str | None:
    """What a sentence says of itself by a term in a thesaurus' words or in the order of another language, or None."""
    plain = sentence.replace("’", "'").replace("-", " ")
    possible = _sieve().possible(plain)
    if _SPUN in possible and (found := _SPUN.search(plain)):
        return f"words of a thesaurus for a term: {found[0]}"
    if _FOREIGN in possible and (found := _FOREIGN.search(sentence)):
        return f"the word order of another language: {found[0]}"
    return None
