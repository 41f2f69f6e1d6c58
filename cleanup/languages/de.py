"""German."""

from __future__ import annotations

from cleanup.languages.language import Language, Wording, phrases, words

LANGUAGE = Language(
    name="German",
    sumy_name="german",
    stop_words=words("""
        der die das den dem des ein eine einen einem einer eines und oder aber denn sondern doch wenn als wie weil
        dass daß ob obwohl während bevor nachdem bis seit damit um zu zum zur in im ins an am ans auf aus bei beim mit
        nach von vom vor für über unter durch gegen ohne zwischen neben hinter wegen trotz ich du er sie es wir ihr
        mich dich sich uns euch ihm ihn ihnen ihre ihrer ihres ihrem ihren sein seine seiner seines seinem seinen mein
        meine unser unsere euer wer was wo wann warum welche welcher welches dieser diese dieses diesem diesen jener
        jene jenes kein keine keinen keinem keiner nicht nichts nie auch nur noch schon sehr mehr so dann hier dort da
        nun jetzt immer wieder etwa ist sind war waren bin bist wird werden wurde wurden worden hat haben hatte hatten
        habe kann können konnte konnten muss müssen musste soll sollen sollte sollten will wollen wollte darf dürfen
        mag möchte man alle allem allen aller alles andere anderen anderer anderes viele viel einige mehrere beide
        zwei drei sowie bereits jedoch dabei dazu davon dadurch darauf daran damit deshalb daher sagte sagt
        könnte könnten müsste müssten dürfte dürften wäre wären würde würden hätte hätten gibt geht laut gemäß anhand
        aufgrund sowohl weder entweder falls sobald solange etwas jemand niemand zudem außerdem dafür dagegen darüber
        hierbei hierfür hierzu wobei womit wodurch worin eben gerade eher fast bisher zunächst zumindest lediglich
        insbesondere beispielsweise sogar zwar allerdings
    """),
    telling=words("""
        der das und ist nicht mit ein eine einen einem für auf von zu dem den sich auch wird sind werden über nach bei
    """),
    titles=words("""
        dr prof ca resp hr frl ing dipl bzw z.b u.a d.h vgl sog ggf evtl inkl exkl einschl zzgl bzgl bspw i.d.r u.u z.t m.e
        kath ev prot dt frz franz engl ital russ allg versch staatl städt ehem hrsg
    """),
    before_number=words(
        "nr bd abs kap abb tab ziff pkt str tel fax s jan feb jänn mrz apr mai jun jul aug sep sept okt nov dez ca"
    ),
    ambiguous=words("usw usf mio mrd tsd gmbh ag kg geb gest chr jh jhd o.ä u.ä"),
    words_too=words("mai ing art"),
    openers=words("""
        der die das den dem des ein eine einen einem einer er sie es wir ihr ich und aber oder doch denn wenn als wie
        auch nur noch nach vor bei mit von zu im am auf aus für seit dort hier dann so was wer wo dies diese dieser dieses
        diesem jetzt heute gestern niemand nichts alle alles viele einige manche jeder jede jedes mein meine seine ihre unser unsere weil
        während nachdem bevor obwohl trotz wegen ohne gegen durch um über unter zwischen hinter zum zur vom beim ja nein
        warum wie wieso welche dabei dazu damit daher deshalb dennoch jedoch keiner keine kein
    """),
    months=words("januar jänner februar märz april mai juni juli august september oktober november dezember"),
    ordinals=True,
    ordinal_signs=words("der und nicht wurde eine einem einen einer eines"),
    nouns_capitalized=True,
    open_ends=words("""
        der die das den dem des ein eine einen einem einer eines im am vom zum zur beim von für mit ohne zwischen
        durch gegen wegen dass daß weil wenn sehr ihre ihrer ihrem ihren seine seiner seinem seinen unsere
    """),
    roles=words("""
        präsident präsidentin bundespräsident bundeskanzler bundeskanzlerin kanzler kanzlerin minister ministerin
        ministerpräsident ministerpräsidentin bürgermeister bürgermeisterin oberbürgermeister oberbürgermeisterin könig
        königin prinz prinzessin herzog kaiser kaiserin papst kardinal bischof pfarrer richter richterin general oberst
        hauptmann professor professorin doktor direktor direktorin chef chefin vorsitzender vorsitzende sprecher
        sprecherin geschäftsführer geschäftsführerin gründer gründerin leiter leiterin trainer trainerin autor autorin
        herr herrn frau fräulein sir lord
    """),
    counted=words("""
        trend tipp typ art weg ratgeber leitfaden idee schritt grund beispiel fakt frage antwort liste top vorteil nachteil fehler
        lektion anfänger einsteiger grundlage vergleich test überblick einführung geheimnis trick möglichkeit
    """),
    times=words("""
        sekunde minute stunde tag nacht mittag mitternacht woche monat quartal jahr jahrzehnt jahrhundert morgen
        vormittag nachmittag abend wochenende uhr moment zeitpunkt datum zeit prozent euro dollar cent franken million
        milliarde kilometer meter zentimeter kilo kilogramm gramm liter anzahl zahl reihe mal ende anfang beginn
    """),
    articles=words("""
        der die das den dem des ein eine einen einem einer eines im am zum zur vom beim ins ans kein keine keinen
        keinem dieser diese dieses diesem diesen sein seine seiner seinem seinen ihr ihre ihrer ihrem ihren unser
        unsere unserer
    """),
    wording=Wording(
        leaning=words("""
            er sie es ihn ihm ihnen ihr ihre ihren sein seine seinen dies diese dieser dieses diesem diesen solche solcher
            solches solchen beide jener jene jenes dessen deren dabei dazu davon damit dadurch daran darauf daraus dafür
            dagegen darin darüber darunter danach hierbei hierfür hierzu hiermit hierdurch hierin hierauf hieraus hiervon hier
            derselbe dieselbe dasselbe dieselben denselben demselben letzterer letztere letzteres ersterer erstere ersteres
            derartige derartiger derartiges derartigen andere anderer anderes folgende folgender folgendes obige obiger obiges
        """),
        linking=words("""
            aber und oder denn doch sondern jedoch allerdings außerdem zudem deshalb daher darum trotzdem dennoch also dann
            stattdessen schließlich ferner auch folglich somit hingegen dort so weiterhin gleichzeitig zugleich zumindest
            zusätzlich ebenso ebenfalls andererseits überdies obendrein währenddessen seitdem seither demnach deswegen
            demzufolge infolgedessen dementsprechend zwar anschließend daraufhin daneben demgegenüber nichtsdestotrotz
            gleichwohl indes indessen immerhin vielmehr sonst ansonsten andernfalls ähnliches übrigens freilich wiederum
            umgekehrt insofern umso natürlich selbstverständlich zweitens drittens wobei wodurch womit weshalb weswegen
            woraufhin sodass weitere weiterer weiteres nämlich kurzum
        """),
        time=words("""
            land welt woche jahr monat mal morgen abend sommer winter saison jahres wochenende jahrzehnt jahrhundert frühjahr
            herbst
        """),
        first_person=words("ich mich mir mein meine wir uns unser unsere"),
        second_person=words("du dich dir dein deine ihr euch"),
        third_person=words("er sie es ihn ihm ihnen ihr ihre sein seine"),
        saying=words("sagte sagt erklärte teilte berichtete hieß kündigte warnte betonte"),
        days=words("montag dienstag mittwoch donnerstag freitag samstag sonntag"),
        early=words("heute gestern später zuvor früher derzeit kürzlich inzwischen seit im am in bei nach vor"),
        joining=words("während obwohl als wenn nachdem bevor seit da weil ob falls bis"),
        connecting=phrases("""
            in diesem fall; zum beispiel; zu diesem zweck; im gegensatz dazu; im gegenteil; auf diese weise; aus diesem grund;
            darüber hinaus; abgesehen davon; trotz allem; zur gleichen zeit; zu dieser zeit; in der tat; mit anderen worten;
            nicht nur das; der letztere; die letztere; der erstere; die erstere; die anderen; das gleiche; das heißt; vor
            allem aber; seit damals; seit dieser zeit; bis dahin; erst dann; danach; im folgenden; wie gesagt; unter anderem
            dafür; einer von ihnen; einige von ihnen; viele von ihnen; der zweite ist; das zweite ist; das ist; das sind; das
            war; das waren; das wäre; das wird; das werden; das wurde; das würde; das hat; das hatte; das kann; das könnte;
            das muss; das soll; das sollte; das gilt; das galt; das bedeutet; das bedeutete; das heißt; das hieß; das zeigt;
            das zeigte; das macht; das machte; das führt; das führte; das gibt; das geht; das ging; das liegt; das lag; das
            bringt; das brachte; das bot; das bietet; das lässt; das ermöglicht; das erlaubt; das hilft; das funktioniert; das
            klingt; das sieht; das reicht; das passt; das gelingt; das gelang; das trifft; das betrifft; das entspricht; das
            setzt; das spart; das kostet; das dürfte; das mag; das schafft; das scheint; das sagte; das sagt; das teilte; das
            berichtet; das berichtete; das meldet; das meldete; das erklärt; das erklärte; das bestätigte; das freut; das
            stimmt; das erfordert; das verlangt; das verhindert; das sorgt; das sorgte; das ändert; das änderte; das kommt;
            das kam; all das; all dies; auch das; auch dies; auch so; genau das; genau dies; genau so; gerade das; gerade
            deshalb; genau deshalb; eben das; nur so; nur dann; erst so; das selbe; die selbe; der selbe; die selben; mehr
            dazu; wie oben erwähnt; wie oben beschrieben; wie bereits erwähnt; wie bereits beschrieben; wie erwähnt; wie
            beschrieben; zum anderen; auf der anderen seite; im vergleich dazu; im unterschied dazu; vor diesem hintergrund;
            trotz dessen; statt dessen; aufgrund dessen; ist das der fall; ist dies der fall; falls ja; falls nicht; wenn ja;
            wenn nicht; wenn dies; falls dies; weil dies; da dies; sobald dies; obwohl dies; noch dazu; gleiches gilt; hinzu
            kommt; hinzu kommen; kein wunder; nicht zuletzt deshalb
        """),
        pointing=words("""
            dieser diese dieses diesem diesen jener jene jenes jenem jenen solche solcher solches solchem solchen derartige
            derartigen derartiger derartiges obige obigen obiger obiges obigem obenstehende obenstehenden folgende folgenden
            folgender folgendes folgendem nachfolgende nachfolgenden nachstehende nachstehenden vorstehende vorstehenden
            genannten erwähnten besagte besagten
        """),
        also=words("""
            auch ebenfalls ebenso jedoch deshalb daher allerdings hingegen außerdem zudem aber nämlich dagegen ferner folglich
            somit dennoch trotzdem deswegen wiederum demnach hierfür hierbei hierzu hiermit hierdurch weitere weiteren weiterer
            weiteres
        """),
        definite=words("der die das den dem des"),
        indefinite=words("ein eine einen einem einer"),
        prepositions=words("bei mit unter über zu von durch gegen ohne trotz nach vor auf aus in im an am für um"),
        completing=words("von zu mit als"),
        quantifiers=words("alle viele einige beide genau eben gerade"),
        pronouns=words("er sie ihn ihm ihnen"),
        partitive=phrases("von ihnen; von diesen; von denen"),
        commenting=words("offenbar offensichtlich"),
        stepping=words("zubereitung anleitung vorgehen"),
        elsewhere=r"(?:für )?(?:mehr|weitere|nähere) (?:informationen|details)\b",
        provenance=r"[\[(*_]*(?:dieser|der) (?:artikel|beitrag|text)\b.{0,20}\b(?:erschien|ist)\b.{0,12}\b(?:zuerst|zunächst|ursprünglich)\b",
        courtesy=phrases("danke; willkommen; hallo; glückwunsch; guten morgen; guten tag; guten abend; bitte"),
        asides=words("beifall heiterkeit zuruf zurufe lachen lacht applaus gelächter unverständlich"),
        being=words("ist sind war waren"),
        of_text=words("""
            artikel beitrag text bericht kapitel abschnitt seite anleitung rezept buch handbuch vertrag website dokument
            erklärung interview gespräch blog blogbeitrag leitfaden tutorial geschichte rede lizenz gesetz gesetzes satzung
            verordnung newsletter ausgabe version
        """),
    ),
    bonus=words("wichtig bedeutend ergebnis zeigt ergab kündigte bestätigte entschied erste"),
    stigma=words("kaum unmöglich vielleicht wohl beispiel"),
    flesch=(180.0, 1.0, 58.5),
)
