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
        vanuit namens boven rond rondom via langs per ondanks inzake omtrent behalve dankzij gedurende zowel alsook ofwel
        hetzij tenzij zodra zodat zolang opdat mits doordat waarbij waarop waarin waarvan waarmee waardoor waarvoor
        hierdoor hiervan hiervoor daarna daarnaast daarvan daarmee daarin daarop bovendien immers namelijk toch wel
        steeds vaak ten ter zelf zich
    """),
    telling=words("het een van en dat niet zijn voor met op ook maar wordt naar bij deze die"),
    titles=words("dhr mevr mw mej drs ds ir mr ing dr prof d.w.z o.a m.n m.b.t t.a.v i.v.m d.d bijv zgn"),
    before_number=words("nr p blz art hfst jan feb mrt apr mei jun jul aug sep sept okt nov dec ca"),
    ambiguous=words("n.v b.v mln mld enz"),
    words_too=words("mei in op"),
    openers=words("""
        de het een hij zij ze wij we ik en maar of want als dat dit deze die er in op met van voor naar bij na ook
        toen niemand niets iedereen alles veel sommige enkele daar hier nu toch dus omdat terwijl hoewel wanneer
        waar wie wat waarom hoe tot uit onder tegen volgens sinds jij jullie onze vanuit namens binnen buiten via rond
        tijdens dankzij ondanks naast zonder per
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
    # not "zijn", which is mostly the verb: "de boten zijn open"
    articles=words("de het een 't dit deze die haar hun ons onze mijn uw"),
    wording=Wording(
        leaning=words("""
            hij zij ze het hem hen haar hun zijn dit dat deze die zulke beide daarmee daarvan daarin daarop daaruit daarbij
            daarvoor daarna daartoe daaronder daarover daaraan daartegen hiervan hiermee hierbij hiervoor hierdoor hierin
            hierop hieruit hierna hierover hiertoe hier daar dezelfde hetzelfde dergelijke andere anderen laatstgenoemde
            bovenstaande onderstaande voornoemde
        """),
        linking=words("""
            maar en of want dus daarom daardoor echter bovendien toch dan ook toen vervolgens niettemin daarnaast trouwens
            tevens ofwel zo desondanks sindsdien daarentegen bijgevolg immers namelijk verder evenwel overigens kortom althans
            anderzijds tegelijk tegelijkertijd intussen ondertussen bijvoorbeeld wel natuurlijk uiteraard waaronder waarbij
            waarvan waardoor waarmee waarvoor waarin waarop waarna zodanig omgekeerd eveneens zodoende evenzo
        """),
        time=words(
            "land wereld week jaar maand ochtend avond zomer winter seizoen keer weekend eeuw decennium voorjaar najaar"
        ),
        first_person=words("ik mij me mijn wij we ons onze"),
        second_person=words("jij je jou jouw u uw jullie"),
        third_person=words("hij zij ze hem haar hen hun zijn"),
        saying=words("zei zegt aldus volgens meldde verklaarde vertelde kondigde waarschuwde"),
        days=words("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"),
        early=words("vandaag gisteren later eerder onlangs sinds in op bij na voor tijdens"),
        joining=words("terwijl hoewel toen als nadat voordat sinds omdat of"),
        connecting=phrases("""
            in feite; in dat geval; in dit geval; op die manier; op deze manier; bijvoorbeeld; om die reden; om deze reden;
            aan de andere kant; daarentegen; in tegenstelling daarmee; als gevolg daarvan; met andere woorden; dat wil zeggen;
            dat is waarom; op dat moment; in die tijd; tegelijkertijd; ondanks dat; desondanks; na die tijd; sindsdien; tot
            dan; de anderen; hetzelfde geldt; daarnaast; in ieder geval; een van hen; sommigen van hen; de tweede is; de ander
            is; is dat het geval; is dit het geval; is dat het geval dan; is dit het geval dan; zo ja; zo nee; zo niet; in dat
            opzicht; in dit opzicht; ten tweede; ten derde; ten slotte; tot slot; al met al; als gevolg hiervan; op dezelfde
            manier; naast dat; nog een; nog meer; geen wonder; zoals gezegd; zoals eerder genoemd; zoals hierboven beschreven;
            ook al; alleen dan; juist daarom
        """),
        pointing=words("""
            dit dat deze die zulke zo'n dergelijke bovenstaand bovenstaande onderstaand onderstaande voornoemde genoemde
        """),
        also=words("""
            ook eveneens echter daarom bovendien dus namelijk immers overigens trouwens tevens daarentegen vervolgens hiervan
            hiervoor hierdoor hierbij hiermee hierin hierop hieruit hiertoe daarvan daarvoor daardoor daarbij daarmee daarin
            daarop daaruit
        """),
        definite=words("de het"),
        indefinite=words("een"),
        prepositions=words("op in bij met onder door voor tegen zonder na volgens tussen aan van om"),
        completing=words("van met te dan"),
        quantifiers=words("alle"),
        pronouns=words("hij hem hen"),
        partitive=phrases("van hen; van deze; van die"),
        commenting=words("duidelijk"),
        stepping=words("bereiding bereidingswijze instructies"),
        elsewhere=r"(?:voor )?(?:meer |nadere )(?:achtergrond)?informatie\b|voor achtergrondinformatie\b",
        courtesy=phrases("bedankt; welkom; hallo; dank; gefeliciteerd; goedemorgen; goedemiddag; goedenavond"),
        asides=words("applaus gelach onverstaanbaar"),
        being=words("is zijn was waren"),
        of_text=words("""
            artikel tekst gids pagina rapport document hoofdstuk boek handleiding recept contract website sectie interview
            blog blogpost bericht stappenplan verhaal toespraak licentie versie brief verklaring wet nieuwsbrief
        """),
    ),
    bonus=words("belangrijk resultaat conclusie toont blijkt kondigde bevestigde besloot eerste"),
    stigma=words("misschien waarschijnlijk voorbeeld"),
    flesch=(206.835, 0.93, 77.0),
)
