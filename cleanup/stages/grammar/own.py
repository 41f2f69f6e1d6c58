"""What the own detectors are called and what each proposes, for those who list rules or switch them."""

from __future__ import annotations

from cleanup.rulebook.schema import OwnRule
from cleanup.stages.grammar.confusions import confusions

STAGE = "grammar"
# Of detectors.py and the modules it asks, in their order; the rest is stated by the entries of rules/grammar/confusions.toml
# and sure.toml.
_DETECTORS = {
    "OWN_APOSTROPHE": "A contraction takes an apostrophe",
    "OWN_MISSPELLED": "A frequent misspelling",
    "OWN_JOIN_HYPHEN": "Written as one word, without a hyphen",
    "OWN_JOIN": "Written as one word",
    "OWN_PREFIX": "A prefix does not stand alone",
    "OWN_FRACTION": "Fractions and compound numbers take a hyphen",
    "OWN_NUMBER_UNIT": "A number and its unit before a noun take a hyphen",
    "OWN_YEAR_OLD": "An age before or in place of a noun takes hyphens",
    "OWN_COMPOUND": "A compound modifier before its noun takes a hyphen",
    "OWN_COMPOUND_LISTED": "The dictionary hyphenates this adjective",
    "OWN_COMPOUND_WELL": "A compound with an adverb of degree before its noun takes a hyphen",
    "OWN_COMPOUND_TAIL": "A compound with a known second part before its noun takes a hyphen",
    "OWN_COMPOUND_LOOSE": "A compound with a second part that may also stand alone takes a hyphen before its noun",
    "OWN_COMPOUND_PHRASE": "A phrase as a modifier before its noun takes hyphens",
    "OWN_LOWER_I": "The pronoun I is a capital",
    "OWN_SPACE_COMMA": "A space is missing after the comma",
    "OWN_SPACE_STOP": "A space is missing after the sentence",
    "OWN_DOUBLE_MARK": "Two marks where one belongs",
    "OWN_DASH_SPACE": "A dash between words takes a space on both sides",
    "OWN_THAN": "A comparison takes 'than'",
    "OWN_ONE_OF": "'one of' wants a plural",
    "OWN_ITS": "'it is' takes an apostrophe, the possessive has none",
    "OWN_COULD_OF": "It is 'have', not 'of'",
    "OWN_LED": "The participle of 'lead' is 'led'",
    "OWN_LOSE": "The verb is 'lose'",
    "OWN_THERE_ARE": "A plural follows 'there'",
    "OWN_USED_TO": "A past habit is 'used to'",
    "OWN_REPEAT": "The word stands twice",
    "OWN_REPEAT_PHRASE": "Two words stand twice",
    "OWN_PERFECT": "'have' takes the participle",
    "OWN_PASSIVE": "The passive takes the participle",
    "OWN_DID": "'do' takes the base form",
    "OWN_MODAL": "A modal takes the base form",
    "OWN_PAST_TIME": "A time of the past takes the past tense",
    "OWN_AGREE_OF": "The verb follows the head before 'of' in number",
    "OWN_AGREE_PLURAL": "The verb follows its plural subject in number",
    "OWN_AGREE_RELATIVE": "The verb of a relative clause follows its noun in number",
    "OWN_AGREE_PRONOUN": "The verb follows its pronoun in number",
    "OWN_AGREE_VERB": "A full verb follows its subject in number",
    "OWN_AGREE_THERE": "The verb after 'there' follows its noun in number",
}


def own_rules() -> tuple[OwnRule, ...]:
    """One for each name that a detector gives its candidates."""
    reasons = dict(_DETECTORS)
    for entry in confusions():
        reasons.setdefault(entry.rule, entry.message)
    return tuple(OwnRule(name, STAGE, "replace", reason) for name, reason in reasons.items())
