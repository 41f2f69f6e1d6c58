"""Dutch."""

from __future__ import annotations

from cleanup.languages.language import Language, Wording, phrases, words

LANGUAGE = Language(
    name="Dutch",
    sumy_name="dutch",
    stop_words=words("""
        de het een der den des en of maar want dus noch dat die dit deze als dan toen omdat hoewel terwijl voordat
        nadat totdat indien of in op aan bij met van voor naar uit over onder door tegen zonder tussen naast achter
        tijdens sinds vanaf volgens wegens tot om te er ik jij je u hij zij ze wij we jullie mij me jou hem haar hen
        hun ons onze zijn mijn uw wie wat waar wanneer waarom welke hoe niet geen niets nooit ook nog al alleen
        slechts zeer heel meer meest minder veel weinig zo hier daar nu altijd weer is was waren ben bent wordt worden
        werd werden geworden heeft hebben had hadden kan kunnen kon konden moet moeten moest zal zullen zou zouden wil
        willen mag mogen alle alles andere anderen ander enkele sommige beide twee drie echter ook daarbij daardoor
        daarom hierbij zei zegt aldus
    """),
    telling=words("het een van en dat niet zijn voor met op ook maar wordt naar bij deze die"),
    titles=words("dhr mevr mw mej drs ds ir mr ing dr prof d.w.z o.a m.n m.b.t t.a.v i.v.m d.d bijv zgn"),
    before_number=words("nr p blz art hfst jan feb mrt apr mei jun jul aug sep sept okt nov dec ca"),
    ambiguous=words("n.v b.v mln mld enz"),
    words_too=words("mei in op"),
    openers=words("""
        de het een hij zij ze wij we ik en maar of want als dat dit deze die er in op met van voor naar bij na ook
        toen niemand niets iedereen alles veel sommige enkele daar hier nu toch dus omdat terwijl hoewel wanneer
        waar wie wat waarom hoe tot uit onder tegen volgens sinds jij jullie onze
    """),
    months=words("januari februari maart april mei juni juli augustus september oktober november december"),
    open_ends=words("""
        de het een van der den met voor door in op aan bij naar uit tussen tegen zonder over onder dat die waar zijn
        haar hun ons onze is was zeer
    """),
    roles=words("""
        president premier minister minister-president staatssecretaris kanselier senator kamerlid burgemeester
        wethouder gouverneur koning koningin prins prinses hertog keizer paus kardinaal bisschop rechter generaal
        kolonel kapitein luitenant professor hoogleraar dokter directeur voorzitter oprichter baas woordvoerder
        woordvoerster hoofdredacteur auteur schrijver trainer meneer mevrouw heer sir lord
    """),
    counted=words("""
        trend tip soort type manier gids idee stap reden voorbeeld feit vraag antwoord lijst top voordeel nadeel fout les
        beginner basis vergelijking review overzicht inleiding geheim truc optie
    """),
    times=words("""
        seconde minuut uur dag nacht middag middernacht week maand kwartaal jaar decennium eeuw morgen ochtend avond
        weekend moment datum periode keer maal euro dollar cent procent miljoen miljard kilometer meter kilo gram liter
        aantal geval manier einde begin
    """),
    articles=words("de het een 't dit deze die zijn haar hun ons onze mijn uw"),
    wording=Wording(
        leaning=words("""
            hij zij ze het hem hen haar hun zijn dit dat deze die zulke beide daarmee daarvan daarin daarop daaruit
            daarbij hiervan hiermee hierbij
        """),
        linking=words("maar en of want dus daarom daardoor echter bovendien toch dan ook toen vervolgens niettemin"),
        time=words("land wereld week jaar maand ochtend avond zomer winter seizoen keer"),
        first_person=words("ik mij me mijn wij we ons onze"),
        second_person=words("jij je jou jouw u uw jullie"),
        third_person=words("hij zij ze hem haar hen hun zijn"),
        saying=words("zei zegt aldus volgens meldde verklaarde vertelde kondigde waarschuwde"),
        days=words("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"),
        early=words("vandaag gisteren later eerder onlangs sinds in op bij na voor tijdens"),
        joining=words("terwijl hoewel toen als nadat voordat sinds omdat of"),
        connecting=phrases("""
            in feite; in dat geval; in dit geval; op die manier; op deze manier; bijvoorbeeld; om die reden; om
            deze reden; aan de andere kant; daarentegen; in tegenstelling daarmee; als gevolg daarvan; met
            andere woorden; dat wil zeggen; dat is waarom; op dat moment; in die tijd; tegelijkertijd; ondanks
            dat; desondanks; na die tijd; sindsdien; tot dan; de anderen; hetzelfde geldt; daarnaast; in ieder
            geval; een van hen; sommigen van hen; de tweede is; de ander is
        """),
        pointing=words("dit dat deze die zulke zo'n dergelijke"),
        also=words("ook eveneens echter daarom bovendien"),
        definite=words("de het"),
        indefinite=words("een"),
        prepositions=words("op in bij met onder door voor tegen zonder na volgens tussen aan van om"),
        completing=words("van met te dan"),
        quantifiers=words("alle"),
        pronouns=words("hij hem hen"),
        partitive=phrases("van hen; van deze; van die"),
        courtesy=words("bedankt welkom hallo dank gefeliciteerd"),
        being=words("is zijn was waren"),
        of_text=words("""
            artikel tekst gids pagina rapport document hoofdstuk boek handleiding recept contract website sectie
        """),
    ),
    bonus=words("belangrijk resultaat conclusie toont blijkt kondigde bevestigde besloot eerste"),
    stigma=words("misschien waarschijnlijk voorbeeld"),
    flesch=(206.835, 0.93, 77.0),
)
