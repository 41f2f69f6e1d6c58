"""Words that tell how a sentence hangs together with its neighbors, by language.

Written by hand for seven languages; others have none, and then nothing is held against a sentence on their account.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Wording:
    """Lower-case words. `leaning` are openers whose antecedent stands before the sentence, `linking` are connectives
    that tie it to the one before; `early` are words that may stand before a subject ("Last year he"), `joining` open a
    clause whose subject follows at once ("While he")."""

    leaning: frozenset[str]
    linking: frozenset[str]
    time: frozenset[str]
    first_person: frozenset[str]
    second_person: frozenset[str]
    third_person: frozenset[str]
    saying: frozenset[str]
    days: frozenset[str]
    early: frozenset[str]
    joining: frozenset[str]


_LISTS: dict[str, dict[str, str]] = {
    "en": {
        "leaning": "he she it they him her them his hers its their theirs this that these those such there's it's he's "
                   "she's they're that's both neither either",
        "linking": "but and or so yet also prior however moreover furthermore therefore thus hence consequently nevertheless "
                   "nonetheless besides instead then still nor otherwise accordingly likewise similarly additionally "
                   "meanwhile afterwards afterward finally lastly secondly thirdly indeed because which whereas",
        "time": "week month year morning afternoon evening summer winter spring autumn fall season weekend time century "
                "decade",
        "first_person": "i me my mine we us our ours myself ourselves i'm i've i'd i'll we're we've we'll we'd",
        "second_person": "you your yours yourself you're you've you'll you'd",
        "third_person": "he she it they him her them his hers its their theirs himself herself itself themselves",
        "saying": "said says say told tells asked added according announced reported reports confirmed warned claimed "
                  "wrote",
        "days": "monday tuesday wednesday thursday friday saturday sunday",
        "early": "now today yesterday earlier later last previously currently recently eventually in on at by since during after before until",
        "joining": "while although though as when after before since if once until unless whether",
    },
    "de": {
        "leaning": "er sie es ihn ihm ihnen ihr ihre ihren sein seine seinen dies diese dieser dieses diesem diesen "
                   "solche solcher solches beide jener jene jenes dessen deren dabei dazu davon damit dadurch daran "
                   "darauf daraus dafür dagegen darin darüber darunter danach",
        "linking": "aber und oder denn doch sondern jedoch allerdings außerdem zudem deshalb daher darum trotzdem "
                   "dennoch also dann stattdessen schließlich ferner auch folglich somit hingegen dort",
        "time": "woche jahr monat mal morgen abend sommer winter saison jahres",
        "first_person": "ich mich mir mein meine wir uns unser unsere",
        "second_person": "du dich dir dein deine ihr euch",
        "third_person": "er sie es ihn ihm ihnen ihr ihre sein seine",
        "saying": "sagte sagt erklärte teilte berichtete hieß kündigte warnte betonte",
        "days": "montag dienstag mittwoch donnerstag freitag samstag sonntag",
        "early": "heute gestern später zuvor früher derzeit kürzlich inzwischen seit im am in bei nach vor",
        "joining": "während obwohl als wenn nachdem bevor seit da weil ob falls bis",
    },
    "fr": {
        "leaning": "il elle ils elles ce cet cette ces cela ça ceci celui celle ceux celles c' son sa ses leur leurs "
                   "lui eux",
        "linking": "mais et ou donc or ni car cependant toutefois pourtant ainsi alors ensuite puis aussi enfin "
                   "néanmoins d'ailleurs",
        "time": "semaine année mois matin soir été hiver saison fois an",
        "first_person": "je j' me m' mon ma mes moi nous notre nos",
        "second_person": "tu te ton ta tes toi vous votre vos",
        "third_person": "il elle ils elles lui leur leurs son sa ses se eux",
        "saying": "dit déclaré annoncé affirmé expliqué indiqué selon précisé ajouté",
        "days": "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "early": "aujourd'hui hier plus récemment depuis en au dans après avant pendant",
        "joining": "quand lorsque alors pendant comme si bien après avant depuis puisque",
    },
    "es": {
        "leaning": "él ella ello ellos ellas esto eso aquello este esta estos estas ese esa esos esas su sus ambos ambas",
        "linking": "pero y o sino porque aunque además también entonces luego así tampoco asimismo finalmente",
        "time": "semana año mes mañana tarde noche verano invierno temporada vez",
        "first_person": "yo me mi mis nosotros nos nuestro nuestra nuestros nuestras",
        "second_person": "tú te ti tu tus usted ustedes vosotros",
        "third_person": "él ella ellos ellas su sus le les lo se",
        "saying": "dijo señaló afirmó explicó anunció según aseguró informó declaró añadió",
        "days": "lunes martes miércoles jueves viernes sábado domingo",
        "early": "hoy ayer después antes recientemente desde en durante tras",
        "joining": "mientras cuando aunque si como después antes desde",
    },
    "nl": {
        "leaning": "hij zij ze het hem hen haar hun zijn dit dat deze die zulke beide daarmee daarvan daarin daarop "
                   "daaruit daarbij hiervan hiermee hierbij",
        "linking": "maar en of want dus daarom daardoor echter bovendien toch dan ook toen vervolgens niettemin",
        "time": "week jaar maand ochtend avond zomer winter seizoen keer",
        "first_person": "ik mij me mijn wij we ons onze",
        "second_person": "jij je jou jouw u uw jullie",
        "third_person": "hij zij ze hem haar hen hun zijn",
        "saying": "zei zegt aldus volgens meldde verklaarde vertelde kondigde waarschuwde",
        "days": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        "early": "vandaag gisteren later eerder onlangs sinds in op bij na voor tijdens",
        "joining": "terwijl hoewel toen als nadat voordat sinds omdat of",
    },
    "it": {
        "leaning": "egli lui lei essa esso essi esse loro questo questa questi queste quello quella quelli quelle ciò "
                   "suo sua suoi sue entrambi entrambe",
        "linking": "ma e o però quindi dunque perciò inoltre tuttavia anche allora poi infine così infatti",
        "time": "settimana anno mese mattina sera estate inverno stagione volta",
        "first_person": "io mi mio mia miei noi ci nostro nostra nostri",
        "second_person": "tu ti tuo tua voi vi vostro vostra",
        "third_person": "egli lui lei essi loro suo sua suoi sue si",
        "saying": "detto dichiarato annunciato spiegato secondo affermato aggiunto riferito",
        "days": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
        "early": "oggi ieri dopo prima recentemente da nel in durante",
        "joining": "mentre quando sebbene se come dopo prima da poiché",
    },
    "pt": {
        "leaning": "ele ela eles elas isto isso aquilo este esta estes estas esse essa esses essas seu sua seus suas "
                   "ambos ambas",
        "linking": "mas e ou porém contudo todavia portanto assim então também além depois logo pois entretanto",
        "time": "semana ano mês manhã tarde noite verão inverno temporada vez",
        "first_person": "eu me mim meu minha nós nos nosso nossa",
        "second_person": "tu te ti teu tua você vocês",
        "third_person": "ele ela eles elas lhe lhes seu sua seus suas se",
        "saying": "disse afirmou explicou anunciou segundo informou declarou acrescentou",
        "days": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
        "early": "hoje ontem depois antes recentemente desde em no na durante após",
        "joining": "enquanto quando embora se como depois antes desde",
    },
}

_FIELDS = tuple(Wording.__dataclass_fields__)


@lru_cache(maxsize=16)
def wording(language: str | None) -> Wording:
    """The lists of a language; empty ones for a language without."""
    lists = _LISTS.get((language or "").partition("-")[0].lower(), {})
    return Wording(**{name: frozenset(lists.get(name, "").split()) for name in _FIELDS})
