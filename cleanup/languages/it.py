"""Italian."""

from __future__ import annotations

from cleanup.languages.language import Language, Wording, phrases, words

LANGUAGE = Language(
    name="Italian",
    sumy_name="italian",
    stop_words=words("""
        il lo la i gli le l un uno una di a da in con su per tra fra del dello della dei degli delle dell al allo alla
        ai agli alle all dal dallo dalla dai dagli dalle dall nel nello nella nei negli nelle nell sul sullo sulla sui
        sugli sulle sull col e ed o od ma però che chi cui quale quali quando dove come se perché poiché mentre anche
        ancora già io tu egli lui lei noi voi essi loro mi ti si ci vi ne mio mia tuo tua suo sua suoi sue nostro
        nostra vostro questo questa questi queste quello quella quelli quelle non né niente nulla mai più meno molto
        molta molti molte poco troppo così poi dopo prima qui lì ora oggi è sono era erano fu furono essere stato
        stata stati state sarà sarebbe ha hanno aveva avevano avere avrà ho può possono poteva deve devono fa fare
        tutto tutta tutti tutte altro altra altri altre stesso stessa ogni alcuni alcune due tre secondo contro
        durante senza verso fino tuttavia inoltre detto
    """),
    telling=words("il gli della del che di per una è con sono nel dei delle alla più anche questo"),
    titles=words("sig sigg dott prof avv on ing geom egr spett mons"),
    before_number=words("n p pp pag pagg cap fig vol art tel gen feb mar apr mag giu lug ago ott nov dic"),
    ambiguous=words("s.p.a s.r.l spa srl ecc"),
    words_too=words("la mi del mag on no cap sto"),
    openers=words("""
        è il lo la gli le i un una uno egli essi ma e o se di da in con su per tra fra dopo prima anche quando come
        questo questa suo sua poi quindi però allora infatti inoltre ancora così tutto tutti ogni nessuno niente dove
        perché mentre durante secondo nel nella nei alla dal dalla della non noi voi
    """),
    months=words("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
    open_ends=words("""
        il lo la i gli le un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal dalla in
        nel nella con su sul sulla per tra fra che cui suo sua suoi loro è sono era molto
    """),
    roles=words("""
        presidente ministro ministra premier cancelliere segretario segretaria senatore senatrice deputato deputata
        sindaco sindaca governatore re regina principe principessa duca duchessa imperatore papa cardinale vescovo
        arcivescovo giudice generale colonnello capitano comandante tenente professore professoressa dottore dottoressa
        direttore direttrice fondatore fondatrice capo portavoce autore autrice signor signore signora don sir lord
    """),
    counted=words("""
        tendenza consiglio trucco tipo modo guida idea passo motivo esempio fatto domanda risposta lista top vantaggio
        svantaggio errore lezione principiante confronto recensione introduzione segreto opzione
    """),
    times=words("""
        secondo minuto ora giorno giornata notte mezzogiorno mezzanotte settimana mese trimestre anno decennio secolo
        mattina mattino pomeriggio sera serata weekend momento data periodo volta euro dollaro centesimo milione
        miliardo chilometro metro chilo grammo litro numero caso modo fine inizio
    """),
    articles=words("""
        il lo la i gli le l' un uno una un' del dello della dei degli delle dell' al allo alla ai agli alle all' dal
        dallo dalla dai dagli dalle dall' nel nello nella nei negli nelle nell' sul sullo sulla sui sugli sulle sull'
        questo questa questi queste
    """),
    of_words=words("di del dello della dei degli delle dell' d'"),
    elided=words("l un d c dell all dall nell sull coll quell quest sant n m t s v"),
    wording=Wording(
        leaning=words("""
            egli lui lei essa esso essi esse loro questo questa questi queste quello quella quelli quelle ciò suo sua
            suoi sue entrambi entrambe
        """),
        linking=words("ma e o però quindi dunque perciò inoltre tuttavia anche allora poi infine così infatti"),
        time=words("paese mondo settimana anno mese mattina sera estate inverno stagione volta"),
        first_person=words("io mi mio mia miei noi ci nostro nostra nostri"),
        second_person=words("tu ti tuo tua voi vi vostro vostra"),
        third_person=words("egli lui lei essi loro suo sua suoi sue si"),
        saying=words("detto dichiarato annunciato spiegato secondo affermato aggiunto riferito"),
        days=words("lunedì martedì mercoledì giovedì venerdì sabato domenica"),
        early=words("oggi ieri dopo prima recentemente da nel in durante"),
        joining=words("mentre quando sebbene se come dopo prima da poiché"),
        connecting=phrases("""
            in effetti; di fatto; in questo caso; in questo modo; in quel momento; in altre parole; per esempio;
            ad esempio; per questo; per questo motivo; per tale motivo; d'altra parte; d'altro canto; al
            contrario; allo stesso tempo; allo stesso modo; nello stesso tempo; di conseguenza; a tal fine; a
            questo punto; a quel punto; ciò nonostante; nonostante ciò; dopo di che; da allora; fino ad allora;
            quest'ultimo; quest'ultima; questi ultimi; gli altri; oltre a ciò; cioè; vale a dire; uno di loro;
            alcuni di loro; il secondo è; la seconda è; l'altro è
        """),
        pointing=words("questo questa questi queste quel quello quella quei quegli quelle tale tali"),
        also=words("anche pure inoltre tuttavia però quindi"),
        definite=words("il lo la i gli le"),
        indefinite=words("un uno una"),
        prepositions=words("in a con per da di su tra fra senza contro secondo sotto"),
        completing=words("di a da del della che"),
        quantifiers=words("tutti tutte"),
        pronouns=words("egli lui lei essi"),
        partitive=phrases("di loro; di essi; di esse"),
        courtesy=words("grazie benvenuti benvenuto ciao buongiorno congratulazioni"),
        being=words("è sono era erano"),
        of_text=words("""
            articolo testo guida pagina rapporto documento capitolo libro manuale ricetta contratto sito sezione
        """),
    ),
    bonus=words("importante risultato conclusione mostra rivela annunciato confermato deciso primo"),
    stigma=words("forse probabilmente esempio"),
    flesch=(217.0, 1.3, 60.0),
)
