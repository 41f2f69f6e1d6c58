"""An article in each of six languages, written for these tests, and what a reader would notice in its summary."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from cleanup.keywords.extraction import keywords
from cleanup.languages import stop_words
from cleanup.summary import METHODS, summarize_text
from cleanup.summary.article import stem, view_article
from cleanup.summary.protocol import SentenceView
from cleanup.text.blocks import detect_blocks
from cleanup.text.language import detect_language
from cleanup.text.reading import Reading


@dataclass(frozen=True, slots=True)
class Example:
    """`lead` words are in the first sentence of a good summary; `never` opens no chosen sentence; `twin` says again what
    another sentence says; `about` is a name that a query asks for."""

    text: str
    lead: tuple[str, ...]
    never: tuple[str, ...]
    leaning: tuple[str, ...]
    twin: tuple[str, str]
    about: str


EXAMPLES = {
    "de": Example(
        "Brücke in Adlersbach gesperrt\n\n"
        "Die alte Brücke in Adlersbach wird ab Montag für Lastwagen gesperrt, teilte die Stadtverwaltung am Freitag mit. "
        "Fachleute hatten im August Risse in zwei der vier Pfeiler gefunden. Sie warnten den Stadtrat schon vor Jahren. "
        "Aber niemand hörte auf sie.\n\n"
        "Täglich überqueren rund 9.000 Fahrzeuge den Fluss, die meisten auf dem Weg zur Papierfabrik. "
        "Die Reparatur kostet nach Angaben der Stadt etwa 2,5 Mio. Euro und soll im 3. Quartal beginnen. "
        "„Wir können nicht bis zum Frühjahr warten“, sagte Bürgermeisterin Greta Lund. „Die Sicherheit geht vor.“\n\n"
        "Warum wurde so lange gewartet?\n\n"
        "Die Händler in der Mühlgasse fürchten um ihre Kundschaft, weil der Umweg über den Hafen führt. "
        "Das Hafenamt erklärte, dass Schiffe weiterhin unter der Brücke hindurchfahren dürfen. "
        "Nach Angaben der Stadt kostet die Reparatur etwa 2,5 Mio. Euro und beginnt im 3. Quartal. "
        "Der Landkreis will den Plan für eine neue Brücke nun doch noch einmal prüfen. "
        "Allerdings fehlt dafür bislang das Geld.\n\nFoto: Stadtarchiv\n",
        ("Brücke", "Adlersbach", "Montag"),
        ("Aber", "Allerdings", "Warum", "Foto", "Brücke in Adlersbach gesperrt"),
        ("Sie warnten", "Aber niemand", "Allerdings fehlt"),
        ("Die Reparatur kostet", "Nach Angaben der Stadt kostet"),
        "Greta Lund",
    ),
    "fr": Example(
        "Le vieux pont d'Aubreville fermé\n\n"
        "Le vieux pont d'Aubreville sera fermé aux camions à partir de lundi, a annoncé vendredi la mairie. "
        "Des ingénieurs avaient découvert en août des fissures dans deux de ses quatre piles. "
        "Ils avaient prévenu le conseil municipal il y a des années. Mais personne ne les a écoutés.\n\n"
        "Environ 9 000 véhicules traversent chaque jour la rivière, la plupart pour aller à la papeterie. "
        "Les travaux coûteront 2,5 millions d'euros, selon la mairie, et dureront jusqu'en octobre. "
        "« Nous ne pouvons pas attendre le printemps », a déclaré la maire, Hélène Roy. « La sécurité passe avant tout. »\n\n"
        "Pourquoi avoir attendu si longtemps ?\n\n"
        "Les commerçants de la rue du Moulin craignent pour leur clientèle, car la déviation passe par le port. "
        "La capitainerie a précisé que les bateaux pourront continuer à passer sous le pont. "
        "Selon la mairie, les travaux coûteront 2,5 millions d'euros et dureront jusqu'en octobre. "
        "Le département va examiner une nouvelle fois le projet d'un second pont. "
        "Cependant, l'argent manque encore.\n",
        ("pont", "Aubreville", "lundi"),
        ("Mais", "Cependant", "Pourquoi", "« La sécurité", "Le vieux pont d'Aubreville fermé"),
        ("Ils avaient", "Mais personne", "Cependant"),
        ("Les travaux coûteront", "Selon la mairie, les travaux"),
        "Hélène Roy",
    ),
    "es": Example(
        "Cierran el puente viejo de Aldeamar\n\n"
        "El puente viejo de Aldeamar quedará cerrado a los camiones desde el lunes, anunció el viernes el ayuntamiento. "
        "Los ingenieros habían encontrado en agosto grietas en dos de sus cuatro pilares. "
        "Ellos ya habían avisado al concejo hace años. Pero nadie los escuchó.\n\n"
        "Unos 9.000 vehículos cruzan el río cada día, la mayoría camino de la papelera. "
        "La obra costará 2,5 millones de euros, según el ayuntamiento, y durará hasta octubre. "
        "«No podemos esperar a la primavera», dijo la alcaldesa, Elena Ruiz. «La seguridad es lo primero».\n\n"
        "¿Por qué se esperó tanto tiempo?\n\n"
        "Los comerciantes de la calle del Molino temen por su clientela, porque el desvío pasa por el puerto. "
        "La capitanía informó de que los barcos podrán seguir pasando bajo el puente. "
        "Según el ayuntamiento, la obra costará 2,5 millones de euros y durará hasta octubre. "
        "La provincia volverá a estudiar el proyecto de un segundo puente. "
        "Además, falta todavía el dinero.\n",
        ("puente", "Aldeamar", "lunes"),
        ("Pero", "Además", "¿Por qué", "Cierran el puente viejo de Aldeamar"),
        ("Ellos ya", "Pero nadie", "Además"),
        ("La obra costará", "Según el ayuntamiento, la obra"),
        "Elena Ruiz",
    ),
    "nl": Example(
        "Oude brug in Alderbeek dicht\n\n"
        "De oude brug in Alderbeek gaat vanaf maandag dicht voor vrachtwagens, meldde de gemeente vrijdag. "
        "Ingenieurs hadden in augustus scheuren gevonden in twee van de vier pijlers. "
        "Zij hadden de raad jaren geleden al gewaarschuwd. Maar niemand luisterde naar hen.\n\n"
        "Elke dag steken ongeveer 9.000 voertuigen de rivier over, de meeste op weg naar de papierfabriek. "
        "De reparatie kost volgens de gemeente 2,5 miljoen euro en duurt tot oktober. "
        '"We kunnen niet op het voorjaar wachten", zei burgemeester Greet de Vries.\n\n'
        "Waarom is er zo lang gewacht?\n\n"
        "De winkeliers in de Molenstraat vrezen voor hun klanten, omdat de omleiding langs de haven gaat. "
        "Het havenbedrijf verklaarde dat schepen onder de brug door mogen blijven varen. "
        "Volgens de gemeente kost de reparatie 2,5 miljoen euro en duurt ze tot oktober. "
        "De provincie gaat het plan voor een nieuwe brug opnieuw bekijken. "
        "Daarom komt er in de zomer een veerboot.\n",
        ("brug", "Alderbeek", "maandag"),
        ("Maar", "Daarom", "Waarom", "Oude brug in Alderbeek dicht"),
        ("Zij hadden", "Maar niemand", "Daarom"),
        ("De reparatie kost", "Volgens de gemeente kost"),
        "Greet de Vries",
    ),
    "it": Example(
        "Chiuso il ponte vecchio di Aldemare\n\n"
        "Il ponte vecchio di Aldemare resterà chiuso ai camion da lunedì, ha annunciato venerdì il comune. "
        "Gli ingegneri avevano trovato in agosto delle crepe in due dei suoi quattro piloni. "
        "Loro avevano avvertito il consiglio anni fa. Ma nessuno li ascoltò.\n\n"
        "Circa 9.000 veicoli attraversano ogni giorno il fiume, la maggior parte diretti alla cartiera. "
        "I lavori costeranno 2,5 milioni di euro, secondo il comune, e dureranno fino a ottobre. "
        "«Non possiamo aspettare la primavera», ha dichiarato la sindaca Elena Bianchi. «La sicurezza viene prima».\n\n"
        "Perché si è aspettato così a lungo?\n\n"
        "I commercianti di via del Mulino temono per la clientela, perché la deviazione passa dal porto. "
        "La capitaneria ha spiegato che le barche potranno ancora passare sotto il ponte. "
        "Secondo il comune, i lavori costeranno 2,5 milioni di euro e dureranno fino a ottobre. "
        "La provincia esaminerà di nuovo il progetto di un secondo ponte. "
        "Tuttavia mancano ancora i soldi.\n",
        ("ponte", "Aldemare", "lunedì"),
        ("Ma ", "Tuttavia", "Perché", "Chiuso il ponte vecchio di Aldemare"),
        ("Loro avevano", "Ma nessuno", "Tuttavia"),
        ("I lavori costeranno", "Secondo il comune, i lavori"),
        "Elena Bianchi",
    ),
    "pt": Example(
        "Ponte velha de Aldemar fechada\n\n"
        "A ponte velha de Aldemar fecha aos camiões a partir de segunda-feira, anunciou na sexta-feira a câmara. "
        "Os engenheiros tinham encontrado em agosto fendas em dois dos seus quatro pilares. "
        "Eles já tinham avisado a assembleia há anos. Mas ninguém os ouviu.\n\n"
        "Cerca de 9.000 veículos atravessam o rio todos os dias, a maioria a caminho da fábrica de papel. "
        "A obra custará 2,5 milhões de euros, segundo a câmara, e vai durar até outubro. "
        "«Não podemos esperar pela primavera», disse a presidente Helena Costa. «A segurança está primeiro».\n\n"
        "Porque se esperou tanto tempo?\n\n"
        "Os comerciantes da rua do Moinho temem pela clientela, porque o desvio passa pelo porto. "
        "A capitania informou que os barcos poderão continuar a passar debaixo da ponte. "
        "Segundo a câmara, a obra custará 2,5 milhões de euros e vai durar até outubro. "
        "O distrito vai estudar outra vez o projeto de uma segunda ponte. "
        "Contudo, ainda falta o dinheiro.\n",
        ("ponte", "Aldemar", "segunda-feira"),
        ("Mas ", "Contudo", "Porque", "Ponte velha de Aldemar fechada"),
        ("Eles já", "Mas ninguém", "Contudo"),
        ("A obra custará", "Segundo a câmara, a obra"),
        "Helena Costa",
    ),
}
LANGUAGE = pytest.mark.parametrize("language", EXAMPLES)


def chosen(language: str, **options: object) -> list[str]:
    text = EXAMPLES[language].text
    summary = summarize_text(text, title=text.split("\n")[0], language=language, **options)  # type: ignore[arg-type]
    return [s.text for s in summary.sentences]


@LANGUAGE
def test_article_is_read_as_it_was_written(language: str) -> None:
    example = EXAMPLES[language]
    assert detect_language(example.text) == language
    views = view_article(Reading(example.text, None, language)).sentences
    assert len(views) >= 13
    # No sentence is cut at "2,5 Mio.", "9.000", "3. Quartal" or at a guillemet.
    assert all(v.text[0].isupper() or v.text[0] in '«„¿"' for v in views)
    assert {o for o in example.leaning for v in views if v.text.startswith(o) and v.leans} == set(example.leaning)


@LANGUAGE
def test_first_sentence_names_what_happened_where_and_when(language: str) -> None:
    example = EXAMPLES[language]
    first = chosen(language)[0]
    assert all(word in first for word in example.lead)


@LANGUAGE
@pytest.mark.parametrize("count", [2, 3, 5, 8])
def test_no_connective_opener_question_title_or_caption(language: str, count: int) -> None:
    example = EXAMPLES[language]
    sentences = chosen(language, sentences=count)
    assert len(sentences) == count
    text = example.text
    for sentence in sentences:
        assert not sentence.endswith("?")
        if sentence.startswith((*example.never, *example.leaning)):
            before = text[: text.index(sentence)].rstrip()
            assert any(before.endswith(other) for other in sentences)  # it came with what it leans on
        assert sentence.count("«") == sentence.count("»")


@LANGUAGE
@pytest.mark.parametrize("method", METHODS)
def test_a_fact_told_twice_is_told_once(language: str, method: str) -> None:
    one, other = EXAMPLES[language].twin
    sentences = chosen(language, sentences=12, method=method)
    assert len(sentences) >= 6
    assert sum(s.startswith((one, other)) for s in sentences) == 1


@LANGUAGE
def test_query_finds_the_name(language: str) -> None:
    about = EXAMPLES[language].about
    assert any(about in s for s in chosen(language, sentences=2, about=about))


@LANGUAGE
def test_stop_words_carry_no_content(language: str) -> None:
    views = view_article(Reading(EXAMPLES[language].text, (), language)).sentences
    content = {w for v in views for w in v.content}
    assert len(stop_words(language)) > 100
    assert not content & {"der", "die", "und", "les", "des", "los", "las", "het", "een", "che", "dei", "não", "uma"}


OPENING = {
    "de": "Die Werkstatt am Kanal repariert seit April alte Boote aus Holz für die Vereine der Stadt.",
    "fr": "L'atelier du canal répare depuis avril de vieux bateaux en bois pour les clubs de la ville.",
    "nl": "De werkplaats aan het kanaal herstelt sinds april oude houten boten voor de clubs van de stad.",
    "es": "El ayuntamiento de Aldeamar cerró el puente viejo a los camiones el lunes.",
    "it": "Il comune di Aldemare ha chiuso lunedì il ponte vecchio ai camion.",
    "pt": "A câmara de Aldemar fechou na segunda-feira a ponte velha aos camiões.",
}


def second(language: str, sentence: str) -> SentenceView:
    views = view_article(Reading(f"{OPENING[language]} {sentence}", (), language)).sentences
    assert len(views) == 2
    assert not views[0].leans
    return views[1]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Das ist für die kleinen Vereine eine große Hilfe im Sommer."),
        ("de", "So können auch Anfänger mit wenig Geld auf dem Kanal rudern lernen."),
        ("de", "Weiterhin erklärt der Meister den Lehrlingen die Arbeit mit Harz."),
        ("de", "Der Lack trocknet im Winter aber langsamer als in den warmen Monaten."),
        ("de", "Mit genau diesem Verfahren wurden schon vierzig Boote gerettet."),
        ("de", "Folgende Boote liegen im Herbst für die Vereine in der Halle bereit."),
        ("fr", "En cela, les clubs voient une aide précieuse pour les débutants."),
        ("fr", "Le vernis sèche ensuite pendant trois jours dans la grande halle."),
        ("fr", "D’autres clubs attendent leur tour depuis le début du printemps."),
        ("fr", "À titre d’exemple, quarante bateaux ont repris la rivière en juin."),
        ("nl", "Daarnaast leren beginners er met hars en hout werken."),
        ("nl", "Tevens krijgen de clubs in de zomer hulp bij het schilderen."),
        ("nl", "Een voorbeeld hiervan is de rode roeiboot van de oudste club."),
        ("nl", "In zo’n geval wordt het hout eerst drie weken gedroogd."),
        ("nl", "Is dat het geval, dan wordt het hout eerst drie weken gedroogd."),
    ],
)
def test_what_adds_to_the_sentence_before_leans(language: str, sentence: str) -> None:
    assert second(language, sentence).leans


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Ein kleines, aber gut besuchtes Museum zeigt die Werkzeuge der Bootsbauer."),
        ("de", "Das Museum der Bootsbauer zeigt zweihundert Werkzeuge aus drei Jahrhunderten."),
        ("de", "Diese Woche öffnet das Museum der Bootsbauer eine neue Halle am Fluss."),
        ("fr", "L'année dernière, quarante bateaux ont repris la rivière."),
        ("fr", "Cette semaine, le musée des bateliers ouvre une nouvelle salle."),
        ("nl", "Zo'n veertig boten liggen in de herfst klaar in de hal van de club."),
        ("nl", "Dit stappenplan beschrijft hoe een club haar boten laat herstellen."),
    ],
)
def test_what_stands_alone_does_not_lean(language: str, sentence: str) -> None:
    assert not second(language, sentence).leans


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Für weitere Informationen besuchen Vereine die Seite der Werkstatt."),
        ("fr", "De plus amples informations se trouvent sur la page de l'atelier."),
        ("nl", "Voor achtergrondinformatie over hars en hout is er een tweede artikel."),
        ("nl", "De club gebruikt hars[^2] en droog hout[^3] voor de oude boten."),
        ("nl", "De meester zei: ‘Wij herstellen in de winter veertig boten voor de clubs."),
        ("fr", "--- Les bateaux sont prêts pour la rivière, dit le maître au club."),
    ],
)
def test_what_nobody_would_publish_is_never_chosen(language: str, sentence: str) -> None:
    text = f"{OPENING[language]}\n\n{sentence}\n"
    assert [v.text for v in view_article(Reading(text, (), language)).choosable()] == [OPENING[language]]


def test_an_elided_article_is_no_part_of_the_word() -> None:
    words = view_article(Reading("L’atelier répare les bateaux. Un atelier d'eau voit l'état du bois.", (), "fr")).sentences
    assert words[0].content[0] in words[1].content
    assert {"eau", "état"} <= set(words[1].content)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Brücke", "Brücken"),
        ("ingénieur", "ingénieurs"),
        ("ingeniero", "ingenieros"),
        ("vrachtwagen", "vrachtwagens"),
        ("ingegnere", "ingegneri"),
        ("engenheiro", "engenheiros"),
    ],
)
def test_forms_of_a_word_meet_in_one_stem(one: str, other: str) -> None:
    assert stem(one.lower()) == stem(other.lower())


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("es", "Es más, el puerto pagará la mitad de la obra."),
        ("es", "Para ello, hay que cerrar la calle del Molino."),
        ("es", "Así que los barcos esperan en el canal."),
        ("es", "Colócalas en el borde del muelle antes de pintar."),
        ("es", "-Vuelve pronto, dijo la capitana del puerto."),
        ("it", "Da un lato, i lavori costano molto."),
        ("it", "Mettetele sul bordo del molo prima di dipingere."),
        ("it", "La strada del porto invece resta aperta ai camion."),
        ("pt", "Daí vem o nome da rua do porto."),
        ("pt", "Nesse período, os barcos passam pelo canal."),
        ("pt", "Coloque-as na borda do cais antes de pintar."),
        ("pt", "De modo que o porto paga metade da obra."),
    ],
)
def test_southern_openers_lean_on_the_sentence_before(language: str, sentence: str) -> None:
    assert second(language, sentence).leans


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("es", "Además de los camiones, cruzan el puente unos 900 coches al día."),
        ("es", "Después de dos años de obras, el puente abrirá en mayo."),
        ("es", "El puente, además de viejo, es demasiado estrecho."),
        ("it", "In seguito a una frana, la strada resta chiusa."),
        ("it", "La provincia ha scelto un traghetto invece di un ponte."),
        ("it", "Quest'anno il porto apre una rampa nuova."),
        ("pt", "Além dos camiões, passam pela ponte 900 carros por dia."),
        ("pt", "Logo após o acidente, a polícia fechou a rua do porto."),
        ("pt", "Neste ano o porto abre uma rampa nova."),
    ],
)
def test_southern_openers_that_name_what_they_join_stand_alone(language: str, sentence: str) -> None:
    assert not second(language, sentence).leans


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("es", "La capitana del puerto explicó ayer lo siguiente."),
        ("es", "Consulte el manual del puerto para conocer las tarifas."),
        ("it", "Si veda il sito del porto per gli orari."),
        ("it", "Versione 1.2 ratificata il 3 maggio 2004."),
        ("pt", "Quero começar por dizer o seguinte."),
        ("pt", "Veja o manual do porto para conhecer as tarifas."),
    ],
)
def test_southern_sentences_that_tell_nothing_are_barred(language: str, sentence: str) -> None:
    assert second(language, sentence).barred


@pytest.mark.parametrize(
    ("language", "announcement", "item"),
    [
        ("es", "El plan de la provincia permitirá al puerto:", "Abrir una rampa nueva para los barcos de pesca."),
        ("it", "Il piano della provincia permetterà al porto di:", "Aprire una rampa nuova per le barche da pesca."),
        ("pt", "O plano do distrito permitirá ao porto:", "Abrir uma rampa nova para os barcos de pesca."),
    ],
)
def test_an_item_that_completes_the_line_above_the_list_is_no_sentence(language: str, announcement: str, item: str) -> None:
    text = f"{OPENING[language]}\n\n{announcement}\n\n- {item}\n"
    summary = summarize_text(text, blocks=detect_blocks(text), language=language, sentences=3)
    assert [s.text for s in summary.sentences] == [OPENING[language]]


def test_a_pictograph_that_serves_as_a_list_mark_is_left_out() -> None:
    text = "🥣 Mexa a massa com uma colher de pau durante dois minutos.\n"
    assert summarize_text(text, language="pt").sentences[0].text == text[2:].rstrip()


@pytest.mark.parametrize(
    ("language", "text", "verb"),
    [
        (
            "it",
            "La capitana vide la barca e la chiamò dal molo. La ragazza la chiamò due volte, e la barca tornò al molo.",
            "chiamò",
        ),
        ("es", "La capitana tiene la llave del puerto. Los barcos tendrían que esperar, y podría haber tormenta.", "podría"),
    ],
)
def test_a_verb_is_no_keyword(language: str, text: str, verb: str) -> None:
    found = keywords(Reading(text, (), language))
    assert found
    assert all(verb not in k.split() for k in found)
