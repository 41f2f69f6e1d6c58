"""What the program knows of a language. A file of this folder, named by the code (ISO 639), gives what there is of it.

Nothing is needed: a language without a list is cleaned and summarized all the same, with less judgement. All words are in
lower case. Lists that a model was trained on are not here; they belong to the model.
"""

from __future__ import annotations

from dataclasses import dataclass

NONE: frozenset[str] = frozenset()


def words(listed: str) -> frozenset[str]:
    """The words of a text, between white space."""
    return frozenset(listed.split())


def phrases(listed: str) -> frozenset[str]:
    """The phrases of a text, between semicolons; white space counts once."""
    return frozenset(" ".join(phrase.split()) for phrase in listed.split(";"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Words that tell how a sentence hangs together with its neighbors; without them nothing is held against one.

    `leaning` are openers whose antecedent stands before the sentence, `linking` are connectives that tie it to the one
    before; `early` are words that may stand before a subject ("Last year he"), `joining` open a clause whose subject
    follows at once ("While he"). `time` are nouns that make a leaning opener harmless ("this week"), `saying` verbs and
    prepositions of report, `days` those of the week. `connecting` are openers, most of several words, that do what
    `linking` do ("as a result"), `pointing` determiners that point back ("at that moment"), harmless before `of_text`,
    nouns by which a text speaks of itself ("this guide"); `also` are adverbs that add the sentence to the one before,
    `definite` articles of what is known, `indefinite` of what is introduced. `prepositions` open an adverbial; `completing`
    follow a connective or an adverb that goes on to name what it joins ("as a result of"); `quantifiers` stand before what
    points back ("in all such cases"). `pronouns` mean somebody or something that was named, as subject or object;
    `partitive` are pairs of words that take up what was named ("two of them", "to do so"). `narrating` are common verbs in
    the past, of which a tale is full. `commenting` link a sentence to the one before where a comma follows ("Clearly, the
    plan failed"), `stepping` head the section of a recipe or a manual that says what to do. `courtesy` are openers of
    greeting and thanks, and of what is said to the reader or the audience alone; `asides` are words of remarks that
    transcripts set in brackets ("(Applause.)"); `being` are the forms of "to be" by which a thing is defined. `infinitives`
    are the endings of verbs by which an item of a list completes the line above the list ("El plan permitirá: - abrir").

    Regular expressions, whatever the case of the letters; none where they are empty: `elsewhere` opens a sentence that sends
    the reader to another place, `provenance` one that says where the text stood before, `announcing` ends one of which the
    point comes after it, as behind a colon, `clitic` opens one with a verb and a pronoun that hangs on it ("Colócalas en").
    """

    leaning: frozenset[str] = NONE
    linking: frozenset[str] = NONE
    time: frozenset[str] = NONE
    first_person: frozenset[str] = NONE
    second_person: frozenset[str] = NONE
    third_person: frozenset[str] = NONE
    saying: frozenset[str] = NONE
    days: frozenset[str] = NONE
    early: frozenset[str] = NONE
    joining: frozenset[str] = NONE
    connecting: frozenset[str] = NONE
    pointing: frozenset[str] = NONE
    of_text: frozenset[str] = NONE
    also: frozenset[str] = NONE
    definite: frozenset[str] = NONE
    indefinite: frozenset[str] = NONE
    prepositions: frozenset[str] = NONE
    completing: frozenset[str] = NONE
    quantifiers: frozenset[str] = NONE
    pronouns: frozenset[str] = NONE
    partitive: frozenset[str] = NONE
    commenting: frozenset[str] = NONE
    stepping: frozenset[str] = NONE
    elsewhere: str = ""
    provenance: str = ""
    announcing: str = ""
    clitic: str = ""
    courtesy: frozenset[str] = NONE
    asides: frozenset[str] = NONE
    narrating: frozenset[str] = NONE
    being: frozenset[str] = NONE
    infinitives: frozenset[str] = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The lists of one language.

    `name` is English. `stop_words` are function words that carry no subject; `sumy_name` is the list of sumy's that adds
    to them and the stemmer of sumy's that its methods use ("" for neither); `subjects` are nouns of that list, which are no stop
    words. `telling` are function words that show a
    passage in this language inside a text in another; none is a word of English.

    Sentences, for texts of every language, as a text may not tell its own (abbreviations without the final stop):
    `titles` stand before a name and end no sentence, `before_number` none before a number, `ambiguous` ends one only
    before an opener or a quotation; `words_too` of these are words as well, unless the text is known to be in a language that
    has them as abbreviations alone. `openers` are capitalized only where they open
    a sentence. `clock` ("a.m") ends a sentence unless `after_clock` follows. `months` in full; `ordinals` tells that
    numbers are written with a stop ("am 3. Oktober"), `ordinal_signs` are words by which such a language is noticed where
    none is known. `speech_verbs` go on after a closed question; `bang_names` carry an exclamation mark.

    `open_ends` are words that no sentence, heading or line of a list ends with: what follows them goes on.

    Keywords: `roles` are words for what a person is or does, which stand before names and are no subject by themselves;
    `counted` are nouns that headlines count or promise ("7 tips"), in the singular, which name no theme of several articles;
    `times` are units of time, money and measure and words for an amount, in the singular. A noun phrase follows `articles`;
    `of_words` join two nouns to one term ("droit du travail"); `elided` stand before an apostrophe and are words of their
    own ("l'eau"), given without it.

    `nouns_capitalized`: a capital makes no name. `bonus` and `stigma` are cue words for Edmundson's summarizer. `flesch` is
    the Flesch reading ease as fitted to the language: base, weight of words per sentence, weight of syllables per word
    (English Flesch 1948, German Amstad 1978, Spanish Fernandez Huerta 1959, French Kandel and Moles 1958, Italian
    Franchina and Vacca 1972, Dutch Douma 1960, Portuguese Martins 1996, Russian Oborneva 2006; the figures are textacy's); it
    needs syllables, that is pyphen's patterns of the language.
    """

    name: str
    sumy_name: str = ""
    stop_words: frozenset[str] = NONE
    subjects: frozenset[str] = NONE
    telling: frozenset[str] = NONE
    titles: frozenset[str] = NONE
    before_number: frozenset[str] = NONE
    ambiguous: frozenset[str] = NONE
    words_too: frozenset[str] = NONE
    openers: frozenset[str] = NONE
    clock: frozenset[str] = NONE
    after_clock: frozenset[str] = NONE
    months: frozenset[str] = NONE
    ordinals: bool = False
    ordinal_signs: frozenset[str] = NONE
    speech_verbs: frozenset[str] = NONE
    bang_names: frozenset[str] = NONE
    open_ends: frozenset[str] = NONE
    roles: frozenset[str] = NONE
    counted: frozenset[str] = NONE
    times: frozenset[str] = NONE
    articles: frozenset[str] = NONE
    of_words: frozenset[str] = NONE
    elided: frozenset[str] = NONE
    nouns_capitalized: bool = False
    wording: Wording = Wording()
    bonus: frozenset[str] = NONE
    stigma: frozenset[str] = NONE
    flesch: tuple[float, float, float] | None = None
