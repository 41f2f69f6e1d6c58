"""Italian."""

from __future__ import annotations

from cleanup.languages.language import Language, Wording, phrases, words

LANGUAGE = Language(
    name="Italian",
    sumy_name="italian",
    stop_words=words("""
        il lo la i gli le l un uno una di a da in con su per tra fra del dello della dei degli delle dell al
        allo alla ai agli alle all dal dallo dalla dai dagli dalle dall nel nello nella nei negli nelle nell sul
        sullo sulla sui sugli sulle sull col e ed o od ma però che chi cui quale quali quando dove come se
        perché poiché mentre anche ancora già io tu egli lui lei noi voi essi loro mi ti si ci vi ne mio mia tuo
        tua suo sua suoi sue nostro nostra vostro questo questa questi queste quello quella quelli quelle non né
        niente nulla mai più meno molto molta molti molte poco troppo così poi dopo prima qui lì ora oggi è sono
        era erano fu furono essere stato stata stati state sarà sarebbe ha hanno aveva avevano avere avrà ho può
        possono poteva deve devono fa fare tutto tutta tutti tutte altro altra altri altre stesso stessa ogni
        alcuni alcune due tre secondo contro durante senza verso fino tuttavia inoltre detto sei siamo siete sia
        siano fossi fosse fossero saranno sarebbero sarò hai abbiamo avete abbia abbiano avesse avessero ebbe
        ebbero avranno avrebbe avrebbero posso puoi possiamo potete possa possano potevano potrà potranno
        potrebbe potrebbero potuto devo devi dobbiamo dovete debba debbano doveva dovrà dovranno dovrebbe
        dovrebbero voglio vuoi vuole vogliamo vogliono voleva vorrei vorrebbe faccio fai facciamo fanno faceva
        fece va vanno vai andare dice dicono dire dà danno dare qualche qualcuno qualcosa ciascuno ciascuna
        nessun nessuno nessuna quanto quanta quanti quante tanto tanta tanti tante tale tali stessi stesse
        sempre solo soltanto pure neanche ovvero cioè invece infatti quindi dunque perciò anzi ormai quasi circa
        dentro fuori sopra sotto quel quei quegli quell quest entrambi entrambe vedere vede a.c. d.c.
    """),
    telling=words("il gli della del che di per una è con sono nel dei delle alla più anche questo"),
    titles=words("sig sigg dott prof avv on ing geom egr spett mons cit"),
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
            egli lui lei essa esso essi esse loro questo questa questi queste quello quella quelli quelle
            ciò suo sua suoi sue entrambi entrambe quel quei quegli quell' quest' tali comprende include
            consente contiene sostituisce consiste permette appartiene
        """),
        linking=words("""
            ma e o però quindi dunque perciò inoltre tuttavia anche allora poi infine così infatti pertanto
            ciononostante nondimeno eppure oppure bensì viceversa altrimenti difatti cioè ovvero comunque
            nuovamente intanto frattanto dopotutto lì là
        """),
        time=words("paese mondo settimana anno mese mattina sera estate inverno stagione volta"),
        first_person=words("io mi mio mia miei noi ci nostro nostra nostri"),
        second_person=words("tu ti tuo tua voi vi vostro vostra"),
        third_person=words("egli lui lei essi loro suo sua suoi sue si"),
        saying=words("detto dichiarato annunciato spiegato secondo affermato aggiunto riferito"),
        days=words("lunedì martedì mercoledì giovedì venerdì sabato domenica"),
        early=words("oggi ieri dopo prima recentemente da nel in durante"),
        joining=words("mentre quando sebbene se come dopo prima da poiché"),
        connecting=phrases("""
            in effetti; di fatto; in questo caso; in questo modo; in quel momento; in altre parole;
            per esempio; ad esempio; per questo; per questo motivo; per tale motivo; d'altra parte;
            d'altro canto; al contrario; allo stesso tempo; allo stesso modo; nello stesso tempo; di
            conseguenza; a tal fine; a questo punto; a quel punto; ciò nonostante; nonostante ciò;
            dopo di che; da allora; fino ad allora; quest'ultimo; quest'ultima; questi ultimi; gli
            altri; oltre a ciò; cioè; vale a dire; uno di loro; alcuni di loro; il secondo è; la
            seconda è; l'altro è; invece; in particolare; in ogni caso; in qualsiasi caso; in tal
            caso; in tal modo; in questo senso; in tal senso; dopo tutto; non ultimo; non ultima; da
            ultimo; da un lato; da una parte; dall'altro lato; dall'altra parte; per contro; nel
            frattempo; in seguito; di nuovo; ancora una volta; a sua volta; per questa ragione; per
            fare ciò; per farlo; a tale scopo; a questo scopo; come abbiamo visto; come si vede;
            come si è visto; come detto; come dicevo; come si può vedere; detto questo; detto ciò;
            con ciò; tutto questo; tutto ciò; in definitiva; in sostanza; da qui; di qui; il secondo
            aspetto; il secondo punto; il terzo punto; la maggiore era; la minore era; il maggiore
            era; il minore era; l'altra; l'altro; le altre; in secondo luogo; in terzo luogo; per
            ultimo; a partire da lì; grazie a questo; grazie a ciò; come risultato; fu così; è così
        """),
        pointing=words("questo questa questi queste quel quello quella quei quegli quelle tale tali"),
        also=words("anche pure inoltre tuttavia però quindi cioè infatti dunque pertanto perciò invece lì"),
        definite=words("il lo la i gli le"),
        indefinite=words("un uno una"),
        prepositions=words("in a con per da di su tra fra senza contro secondo sotto dopo durante verso entro presso mediante"),
        completing=words("di a da del della che dello dei degli delle al alla come"),
        quantifiers=words("tutti tutte"),
        pronouns=words("egli lui lei essi esso essa esse"),
        partitive=phrases("di loro; di essi; di esse"),
        commenting=words("evidentemente chiaramente"),
        stepping=words("preparazione istruzioni procedimento"),
        elsewhere=(
            r"(?:per )?(?:maggiori|ulteriori) informazioni\b|(?:trover(?:ai|ete)) (?:maggiori|ulteriori|più) informazioni\b"
            r"|(?:(?:si )?(?:veda|vedano)|consult[ei]|consultare)\b.{0,120}(?:https?://|www\.|\b(?:wiki|web|sito|pagina|capitolo|sezione|manuale|note)\b)"
            r"|per (?:(?!,).){1,60},? (?:consultare|leggere) (?:il|lo|la|le|i)\b"
        ),
        announcing=r"\b(?:quanto segue|il seguente|i seguenti)\.$",
        clitic=r"\w+[aei]tel[oaie]\b",
        courtesy=phrases("grazie; benvenuti; benvenuto; ciao; buongiorno; buonasera; congratulazioni"),
        asides=words("applausi risate ride ilarità incomprensibile"),
        being=words("è sono era erano"),
        infinitives=words("are ere ire arsi ersi irsi"),
        of_text=words("""
            articolo testo guida pagina rapporto documento capitolo libro manuale ricetta contratto sito sezione
        """),
    ),
    bonus=words("importante risultato conclusione mostra rivela annunciato confermato deciso primo"),
    stigma=words("forse probabilmente esempio"),
    flesch=(217.0, 1.3, 60.0),
)
