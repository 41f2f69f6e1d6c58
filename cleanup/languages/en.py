"""English."""

from __future__ import annotations

from cleanup.languages.language import Language, Wording, phrases, words

LANGUAGE = Language(
    name="English",
    sumy_name="english",
    stop_words=words("""
        to-day to-morrow to-night
        a an the this that these those i me my mine we us our ours you your yours he him his she her hers it its they
        them their theirs who whom whose which what and or but nor so yet if because although though while whereas
        unless until as at by for from in into of off on onto out over to under up upon with within without about
        above across after against along among around before behind below beneath beside between beyond despite down
        during except inside like near outside past since through throughout toward towards via am is are was were be
        been being have has had having do does did doing done will would shall should can could may might must not no
        none nothing never neither either both all any each every few many more most much other others another some
        such only own same than then there here when where why how again also just too very even still already now
        once ever often however therefore thus said says say one two first last new well get got make made
    """),
    telling=words("the of and is was were with for that this from have has which their they would been are"),
    titles=words("""
        mr mrs ms mx messrs dr prof profs rev revd fr gen sen sens rep reps gov govs lt sgt capt cmdr col maj adm brig
        cpl pvt hon supt insp det pres sec amb atty st ste mt ft pt msgr v vs viz cf e.g i.e eg ie f.e ca approx resp incl
        excl
    """),
    before_number=words("""
        no nos vol vols p pp pg pgs fig figs eq eqs sec secs sect art arts ch chap par para tel fax ref refs rs est ext ed eds app
        jan feb
        mar apr jun jul aug sep sept oct nov dec c ca circa op
    """),
    ambiguous=words("""
        ft sr hr mm inc corp ltd co cos bros llc plc jr esq al assn dept univ ave blvd rd hwy sq bldg apt ala ariz
        ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa penn tenn
        tex vt va wash wis wyo mon tue tues wed thu thur thurs fri sat sun oz lb lbs in km cm mi hrs min mins mph ph.d
        m.d b.a m.a d.d.s r.n j.d u.s u.k u.n e.u u.s.a d.c l.a a.m p.m b.c a.d c.e b.c.e r.i.p
    """),
    words_too=words(
        "art del in la mi on op det sec resp fig fax ref est ext ed tab mar ill ind mass miss ore pa wash wed sat sun spa"
    ),
    openers=words("""
        and that a by for are without the about not what may from before on or it no nos par para op only la in unless
        to am et cet after of an this these those he she they we you i his her its their our my your there here but so
        yet nor as at into with within under over during since until while when where why how who which whose if
        because although though despite however moreover meanwhile instead also then thus therefore still now today
        yesterday tomorrow later yes all some many most few several both each every another other others one two three
        four five is was were be been do does did has have had can could will would should might must let according
        among between above below against along across behind beyond like unlike such even i'm i've i'll i'd it's he's
        she's that's there's we're they're you're don't nobody nothing everybody everyone everything somebody someone
        something anybody anyone anything none neither either perhaps maybe please once again soon never always often
        sometimes only just here's what's who's let's through throughout without outside inside following shortly
        earlier
    """),
    months=words("january february march april june july august september october november december"),
    clock=words("a.m am p.m pm"),
    after_clock=words("""
        may mt pt jan feb mar apr jun jul aug sep sept oct nov dec est mon tue tues wed thu thur thurs fri sat sun
        monday tuesday wednesday thursday friday saturday sunday january february march april june july august
        september october november december et edt ct cst cdt mst mdt pst pdt gmt utc bst cet cest eastern central
        mountain pacific greenwich local
    """),
    speech_verbs=words("""
        said says asked asks told tells cried cries shouted shouts added adds wrote writes replied replies exclaimed
        whispered yelled screamed recalled wondered joked quipped tweeted posted continued demanded answered laughed
    """),
    bang_names=words("e! jeopardy! oklahoma! panic! yahoo! yum!"),
    open_ends=words("""
        the a an of at by for from with into onto upon than as during between among within without against toward
        towards via per its their our your my his her every is are was were be been being has have had will would
        shall should could might must very whose which who where while because although whether
    """),
    roles=words("""
        president presidents vice-president premier minister ministers chancellor secretary senator senators
        congressman congresswoman representative governor governors mayor mayors councillor councilor commissioner king
        queen prince princess duke duchess emperor empress pope cardinal bishop archbishop rabbi imam pastor reverend
        judge justice sheriff sergeant captain colonel general admiral lieutenant commander officer detective inspector
        professor doctor coach director chairman chairwoman chairperson ceo cfo cto coo founder co-founder cofounder
        ambassador spokesman spokeswoman spokesperson editor author sir lord lady dame madam mister prime vice deputy
        chief executive uncle aunt owner boss mp mep
    """),
    counted=words("""
        trend tip type kind way guide idea step reason example fact question answer list top pro con benefit advantage
        disadvantage mistake lesson beginner basics comparison review overview introduction secret trick hack option
    """),
    times=words("""
        second minute hour day night noon midnight week fortnight month quarter year decade century morning afternoon
        evening weekend today yesterday tomorrow tonight moment date period percent per-cent percentage dollar euro
        pound cent penny mile km meter metre kilometer kilometre inch foot kilo kilogram gram ounce cup teaspoon
        tablespoon dozen lot couple bit number amount
    """),
    wording=Wording(
        leaning=words("""
            he she it they him her them his hers its their theirs this that these those such there's it's he's she's
            they're that's both neither either
        """),
        linking=words("""
            but and or so yet also prior however moreover furthermore therefore thus hence consequently nevertheless
            nonetheless besides instead then still nor otherwise accordingly likewise similarly additionally meanwhile
            afterwards afterward finally lastly okay ok yes no yeah well sure right secondly thirdly indeed because which whereas
        """),
        time=words("""
            country nation world planet
            week month year morning afternoon evening summer winter spring autumn fall season weekend time century
            decade
        """),
        first_person=words("i me my mine we us our ours myself ourselves i'm i've i'd i'll we're we've we'll we'd"),
        second_person=words("you your yours yourself you're you've you'll you'd"),
        third_person=words("he she it they him her them his hers its their theirs himself herself itself themselves"),
        saying=words("""
            said says say told tells asked added according announced reported reports confirmed warned claimed wrote
        """),
        days=words("monday tuesday wednesday thursday friday saturday sunday"),
        early=words("""
            now today yesterday earlier later last previously currently recently eventually in on at by since during
            after before until
        """),
        joining=words("while although though as when after before since if once until unless whether"),
        connecting=phrases("""
            specifically; especially; particularly; first off; the difference is; the problem is; the
            result is; the reason is; the trick is; the difference is that; the problem is that; the result is that; the
            reason is that; in fact; in addition; in particular; in other words; in contrast; in response; in short; in that
            case; in this case; in this way; as a result; as a consequence; as such; for example; for instance;
            for that reason; for this reason; of course; on the other hand; on the contrary; on top of that; at
            the same time; at that time; at that point; at this point; after that; after this; after all; before
            that; by contrast; by comparison; because of this; because of that; that said; that way; even so;
            even then; much the same; to that end; to this end; to do so; to do this; what's more; what is more;
            more importantly; most importantly; not only that; despite this; despite that; the latter; the
            former; the same goes; the others; the rest; the following; only then; since then; until then; by
            then; once there; other than that; rather than that; along with that; with that; with this; like
            this; like that; the second is; the second was; the third is; the third was; the fourth is; the
            fourth was; first off; first of all; to begin with; to start with; the next; on the next; the following; on the
            following; at the same moment; once more; the other is; the other was; the second one; the third one; the other one; another is;
            another was; one of them; some of them; most of them; many of them; all of them; none of them; each
            of them; neither of them; both of them; one is; the first is; the first was
        """),
        pointing=words("this that these those such"),
        also=words("also too likewise instead therefore however moreover"),
        definite=words("the"),
        indefinite=words("a an"),
        prepositions=words("""
            in on at by for from with under over to of through against among between without beyond as given
            despite
        """),
        completing=words("of to with than from that who which whose where"),
        quantifiers=words("all many most some any each both"),
        pronouns=words("he she it they him them"),
        partitive=phrases(
            "of them; of these; of those; do so; did so; do that; do this; did that; did this; doing so; does so"
        ),
        narrating=words("was were had came went took said saw did could thought began gave found made"),
        commenting=words("clearly obviously naturally evidently again next second third fourth fifth"),
        stepping=words("directions instructions method preparation steps procedure"),
        elsewhere=(
            r"(?:see|read) more (?:at|on|in|about)\b"
            r"|in this (?:interview|article|post|video|episode)\b,? (?:learn|read|find out|discover|hear)\b"
            r"|(?:for|to (?:find|learn|read)) (?:more|further|additional|full)\b.{0,100}\b(?:see|visit|contact|read|call|refer|go to|check|click)\b"
            r"|(?:please )?(?:see|visit|contact|refer to|go to|check out|click)\b.{0,120}"
            r"\b(?:for (?:more|further|additional|full|all)|to (?:find|learn))\b"
        ),
        announcing=(
            r"\b(?:(?:reproduced|listed|shown|given|described|summarized) below|as follows)\.$"
            r"|^(?:\S+\s+){1,9}(?:is|are) (?:specified|set out|set forth|defined)\s+in\s+(?:section|article|annex|schedule)\b[\s\S]{0,30}$"
        ),
        provenance=(
            r"[\[(*_]*(?:this|the) (?:blog )?(?:post|article|story|interview|essay|piece|column|text|entry|item|excerpt)\b.{0,30}?"
            r"\b(?:(?:originally|first|previously) (?:appeared|published|posted|printed|ran)|(?:republished|reprinted|cross-?posted|reposted))\b"
            r"|[\[(*_]*(?:originally|first|previously) (?:appeared|published|posted|printed)\b"
            r"|[\[(*_]*(?:republished|reprinted|reproduced|reposted|cross-?posted)\b.{0,40}\b(?:from|with|by|on|at)\b"
        ),
        courtesy=phrases("""
            thanks; thank; welcome; congratulations; hello; hi; cheers; sorry; hooray; goodbye; good morning; good afternoon;
            good evening; please; note that; you can clap; i look forward to; we look forward to; i promise to; it is a
            pleasure to; it's a pleasure to; it is an honor to; it's an honor to; it is great to be; it's great to be; i am
            delighted to; i am honored to; let me begin; let me start; cc'd to; cc to; cross-posted to; cross-posted from
        """),
        asides=words(
            "applause laughter laughs laughing chuckles chuckling cheers cheering inaudible crosstalk boos booing music pause sighs"
        ),
        being=words("is are was were"),
        of_text=words("""
            article guide page post tutorial report document paper recipe book chapter section policy agreement license
            licence contract site website release version handbook manual statement notice series blog story tale speech
            essay interview event course workshop project tool package library repository program
        """),
    ),
    bonus=words("""
        significant important conclude conclusion result show found reveal announce confirm warn decide agree first
    """),
    stigma=words("hardly impossible maybe perhaps probably somewhat example instance"),
    flesch=(206.835, 1.015, 84.6),
)
