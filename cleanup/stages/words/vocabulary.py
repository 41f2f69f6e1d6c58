"""Short words and openers, by hand: frequency lists count abbreviations, endings and scanning errors as words.

A list from the web knows "th", "er" and "ment" as well as "men": of a word split at random, two parts of three letters or
fewer are in wordfreq's English list as often as real words are. So a short word counts as one when it stands here.
"""

from __future__ import annotations

SHORT = frozenset(
    """
    a i am an as at be by do go he hi if in is it me my no of oh ok on or so to up us we ad ah ha hm ow ox pa ma ex id
    tv pc cv dj mr ms dr st vs pm uk cm mm km kg mg ml oz lb ft hr yr sq
    the and for are but not you all any can had her was one our out day get has him his how man new now old see two way
    who boy did its let put say she too use dad mom mum far few off own ago yet per why ask act add age aid aim air
    arm art ate bad bag ban bar bat bay bed bet big bid bin bit bow box bug bus buy cab cap car cat cow cry cup cut den
    die dig dip dog dot dry due dug ear eat egg end era eve eye fan fat fed fee fit fix fly fog fox fun fur gap gas gay
    god got gum gun gut guy gym hat hay hen hid hip hit hop hot hub hug hut ice icy ill ink inn ion ivy jam jar jaw jet
    job jog joy jug key kid kit lab lad lap law lay led leg lid lie lip lit log lot low mad map mat may mix mob mud mug
    net nor nod nut oak odd oil opt ore owe owl pan pat paw pay pea pen pet pie pig pin pit pop pot pub pup ram ran rat
    raw ray red rib rid rip rob rod rot row rub rug rum run rye sad sat saw sea set sew sex shy sin sip sir sit six ski
    sky sly son spa spy sue sum sun tab tag tan tap tar tax tea ten tie tin tip toe ton top toy try tub van vet via vow
    war was wax web wet win wig won yen yes zip zoo ant ape bee bun cod cue dam dim elf elm fad fig fin foe gem gin hem
    hue ire jab keg lag mop nap nun pad peg pod rag rap rim sap sob sop tug urn wee wit woo yam zen app doc
    gel gig ham hey hmm huh lol max mic min mph nah pal pee pro sis sub tee vip vow wow yep yup aka etc
    usa nhs nba nfl cia fbi ceo cfo dna rna gdp gps usb pdf mri led lcd suv atm faq api url sql php css xml
    """.split()
)

# Longer pieces that a list knows and that are, in lower case, endings or beginnings of words. None is a word that may stand
# behind another one: "strategic ally", "respect fully".
PIECES = frozenset(
    """
    ment ments tion tions sion sions ness ther ters ting ings ance ence ative ible ical ular ously ious tive inter ders
    cial tial sive cally ated ates ating ized ised izing ising ents tary ture tures sures ding ning ling ving ries cies
    lity rity anti semi mega multi ultra micro macro hyper
    """.split()
)

# Words that open a sentence and are seldom the second part of a name written as one ("LinkedIn", "YouTube").
OPENERS = frozenset(
    """
    The There They This That These Those Then Thus But And When While What Where Why Which With Without After Before
    For From She His Her You Your Our Their How However Although Though Because Since Some Many Most Each Every Here
    According During Despite Also Instead Meanwhile Nobody Nothing Everyone Everybody Someone Somebody Its Both
    Another Other Others Between Among Unlike Until Unless Once Yesterday Today Tomorrow Later Earlier Last Next
    Such Let Perhaps Maybe Only Even Still Now Not Nor Yet Who Whether Moreover Furthermore Therefore Finally Several
    Few You One Others Though Through Under Above Are Was Were Will Would Could Should Can Does Did Have Had Has Not
    """.split()
)
# Of these, those that no name has as its second part ("ServiceNow", "WhatsNext").
SURE_OPENERS = frozenset(
    """
    The There They These Those This When While Although Because However According During Despite Meanwhile Nobody
    Everyone After Before Since Moreover Furthermore Therefore Instead Yesterday Unlike Between Through
    """.split()
)
SHORT_OPENERS = frozenset("He It In We As At If On By To So No An My Is Or Of A I".split())
# Those of them that open a sentence glued to the word before it; "forEach", "hasNext" and "goTo" are code.
GLUED_OPENERS = SURE_OPENERS | frozenset(
    """
    He She We You Your Our His Her Their My But That What Why How Who Some Many Most Here Also Nothing Somebody Someone
    Both Another Perhaps Maybe Several
    """.split()
)

# Words that carry no topic: of joined words at least one is of these, as compounds and coinages have none.
FUNCTION = frozenset(
    """
    a an the of and to in for with on at by from as is was were are be been has have had that this these those which
    who their his her its our your my they we he she it you not or but if than then so into about after before when
    where will would can could should may might must do does did all any each every some no there what while also
    both just more most other such only very even now them him us one two how these over up out
    """.split()
)

# Words that names in code are made of ("innerText", "createElement"), which prose may mention once.
CODE_WORDS = frozenset(
    """
    inner outer user create event data file class element window document string array object value parse query search
    request response content local session child parent index item items list text node nodes style width height color
    background border margin padding font number count total current default state props render handle handler click
    select selected update delete remove insert append replace format convert validate print write read load open close
    start stop send receive input output token field name type date time page line table column row cell form button
    label link image icon menu module package path host port server client config option options param params model view
    controller service factory builder manager thread process task queue stack map filter sort reduce reverse size length
    max min sum average random test error exception warning message debug trace version key table store cache memory
    """.split()
)
