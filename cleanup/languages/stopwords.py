"""Stop words by language: function words that carry no subject.

Seven languages have a list written here; sumy's lists (Apache-2.0, files in its package, read without importing it)
add to these and serve eleven more. A language without a list has no stop words, and everything still works: ranking
then relies on inverse sentence frequency alone.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

LANGUAGE_NAMES = {
    "ar": "arabic", "cs": "czech", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fr": "french",
    "he": "hebrew", "it": "italian", "ja": "japanese", "ko": "korean", "nl": "dutch", "pl": "polish",
    "pt": "portuguese", "sk": "slovak", "sv": "swedish", "th": "thai", "uk": "ukrainian", "zh": "chinese",
}  # fmt: skip

_OWN = {
    "en": """
    a an the this that these those i me my mine we us our ours you your yours he him his she her hers it its they them
    their theirs who whom whose which what and or but nor so yet if because although though while whereas unless until
    as at by for from in into of off on onto out over to under up upon with within without about above across after
    against along among around before behind below beneath beside between beyond despite down during except inside like
    near outside past since through throughout toward towards via am is are was were be been being have has had having
    do does did doing done will would shall should can could may might must not no none nothing never neither either
    both all any each every few many more most much other others another some such only own same than then there here
    when where why how again also just too very even still already now once ever often however therefore thus
    said says say one two first last new well get got make made
    """,
    "de": """
    der die das den dem des ein eine einen einem einer eines und oder aber denn sondern doch wenn als wie weil dass daß
    ob obwohl während bevor nachdem bis seit damit um zu zum zur in im ins an am ans auf aus bei beim mit nach von vom
    vor für über unter durch gegen ohne zwischen neben hinter wegen trotz ich du er sie es wir ihr mich dich sich uns
    euch ihm ihn ihnen ihre ihrer ihres ihrem ihren sein seine seiner seines seinem seinen mein meine unser unsere euer
    wer was wo wann warum welche welcher welches dieser diese dieses diesem diesen jener jene jenes kein keine keinen
    keinem keiner nicht nichts nie auch nur noch schon sehr mehr so dann hier dort da nun jetzt immer wieder etwa ist
    sind war waren bin bist wird werden wurde wurden worden hat haben hatte hatten habe kann können konnte konnten muss
    müssen musste soll sollen sollte sollten will wollen wollte darf dürfen mag möchte man alle allem allen aller alles
    andere anderen anderer anderes viele viel einige mehrere beide zwei drei sowie bereits jedoch dabei dazu davon
    dadurch darauf daran damit deshalb daher sagte sagt
    """,
    "fr": """
    le la les l un une des du de d au aux et ou mais donc or ni car que qu qui quoi dont où si comme lorsque quand
    parce puisque afin pour par avec sans sous sur dans en entre vers chez depuis pendant avant après contre selon
    malgré je tu il elle on nous vous ils elles me te se lui leur leurs y mon ma mes ton ta tes son sa ses notre nos
    votre vos ce cet cette ces cela ça ceci celui celle ceux celles c s n j m t ne pas plus moins jamais rien aucun
    aucune tout toute tous toutes autre autres même mêmes très trop aussi encore déjà alors ainsi puis ensuite ici là
    est sont était étaient été être sera seront serait a ont avait avaient avoir aura auront aurait ai as fait font
    faire peut peuvent pouvait doit doivent devait va vont deux trois plusieurs quelques chaque certains certaines
    notamment cependant toutefois a-t-il dit
    """,
    "es": """
    el la los las lo un una unos unas de del al a y e o u pero sino aunque porque que quien quienes cual cuales cuyo
    cuya cuando donde como si mientras para por con sin sobre bajo entre hacia hasta desde durante según contra ante
    tras en yo tú él ella ello nosotros vosotros ellos ellas usted ustedes me te se nos os le les mi mis tu tus su sus
    nuestro nuestra nuestros nuestras este esta esto estos estas ese esa eso esos esas aquel aquella aquellos aquellas
    no ni nada nadie nunca ya muy más menos también tampoco aún todavía así entonces luego después antes aquí allí hoy
    es son era eran fue fueron ser sido será serán sería está están estaba estaban estar ha han había habían haber hay
    hubo tiene tienen tenía tener puede pueden podía poder debe deben hace hacer hizo todo toda todos todas otro otra
    otros otras mismo misma cada algún alguno alguna algunos algunas mucho mucha muchos muchas poco dos tres dijo
    """,
    "nl": """
    de het een der den des en of maar want dus noch dat die dit deze als dan toen omdat hoewel terwijl voordat nadat
    totdat indien of in op aan bij met van voor naar uit over onder door tegen zonder tussen naast achter tijdens
    sinds vanaf volgens wegens tot om te er ik jij je u hij zij ze wij we jullie mij me jou hem haar hen hun ons onze
    zijn mijn uw wie wat waar wanneer waarom welke hoe niet geen niets nooit ook nog al alleen slechts zeer heel meer
    meest minder veel weinig zo hier daar nu altijd weer is was waren ben bent wordt worden werd werden geworden heeft
    hebben had hadden kan kunnen kon konden moet moeten moest zal zullen zou zouden wil willen mag mogen alle alles
    andere anderen ander enkele sommige beide twee drie echter ook daarbij daardoor daarom hierbij zei zegt aldus
    """,
    "it": """
    il lo la i gli le l un uno una di a da in con su per tra fra del dello della dei degli delle dell al allo alla ai
    agli alle all dal dallo dalla dai dagli dalle dall nel nello nella nei negli nelle nell sul sullo sulla sui sugli
    sulle sull col e ed o od ma però che chi cui quale quali quando dove come se perché poiché mentre anche ancora già
    io tu egli lui lei noi voi essi loro mi ti si ci vi ne mio mia tuo tua suo sua suoi sue nostro nostra vostro questo
    questa questi queste quello quella quelli quelle non né niente nulla mai più meno molto molta molti molte poco
    troppo così poi dopo prima qui lì ora oggi è sono era erano fu furono essere stato stata stati state sarà sarebbe
    ha hanno aveva avevano avere avrà ho può possono poteva deve devono fa fare tutto tutta tutti tutte altro altra
    altri altre stesso stessa ogni alcuni alcune due tre secondo contro durante senza verso fino tuttavia inoltre detto
    """,
    "pt": """
    o a os as um uma uns umas de do da dos das em no na nos nas por pelo pela pelos pelas para com sem sob sobre entre
    até desde durante contra após ante e ou mas porém nem que quem qual quais cujo cuja quando onde como se porque pois
    embora enquanto ao à aos às eu tu ele ela nós vós eles elas você vocês me te lhe lhes meu minha teu tua seu sua
    seus suas nosso nossa nossos nossas este esta isto estes estas esse essa isso esses essas aquele aquela aquilo não
    nada nunca já muito muita muitos muitas pouco mais menos também ainda só apenas assim então depois antes aqui ali
    hoje é são era eram foi foram ser sido será seria está estão estava estavam estar há havia tem têm tinha tinham ter
    teve pode podem podia poder deve devem fez fazer todo toda todos todas outro outra outros outras mesmo mesma cada
    algum alguma alguns algumas dois três segundo disse afirmou
    """,
}


@lru_cache(maxsize=32)
def stop_words(language: str | None) -> frozenset[str]:
    """Stop words of an ISO 639-1 language (a region such as "pt-BR" is ignored), lower case; empty for an unknown one."""
    code = (language or "").partition("-")[0].lower()
    found = set(_OWN.get(code, "").split())
    name = LANGUAGE_NAMES.get(code)
    spec = find_spec("sumy") if name else None
    if spec is not None and spec.submodule_search_locations:
        path = Path(spec.submodule_search_locations[0]) / "data" / "stopwords" / f"{name}.txt"
        if path.is_file():
            found.update(path.read_text(encoding="utf-8").lower().split())
    return frozenset(found)
