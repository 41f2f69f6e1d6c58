"""Spanish."""

from __future__ import annotations

from cleanup.languages.language import Language, Wording, phrases, words

LANGUAGE = Language(
    name="Spanish",
    sumy_name="spanish",
    stop_words=words("""
        el la los las lo un una unos unas de del al a y e o u pero sino aunque porque que quien quienes cual
        cuales cuyo cuya cuando donde como si mientras para por con sin sobre bajo entre hacia hasta desde
        durante según contra ante tras en yo tú él ella ello nosotros vosotros ellos ellas usted ustedes me te
        se nos os le les mi mis tu tus su sus nuestro nuestra nuestros nuestras este esta esto estos estas ese
        esa eso esos esas aquel aquella aquellos aquellas no ni nada nadie nunca ya muy más menos también
        tampoco aún todavía así entonces luego después antes aquí allí hoy es son era eran fue fueron ser sido
        será serán sería está están estaba estaban estar ha han había habían haber hay hubo tiene tienen tenía
        tener puede pueden podía poder debe deben hace hacer hizo todo toda todos todas otro otra otros otras
        mismo misma cada algún alguno alguna algunos algunas mucho mucha muchos muchas poco dos tres dijo soy
        eres somos sois seré seremos serían fui fuimos fuera fuese siendo estoy estás estamos estáis esté estén
        estuvo estuvieron he has hemos habéis haya hayan habrá habrán habría habrían hubiera hubiese tengo
        tienes tenemos tenéis tenga tengan tuvo tuvieron tendrá tendrán tendría puedo puedes podemos podéis
        pueda puedan pudo pudieron podrá podrán podría podrían podían debo debes debemos deberá deberán debería
        deberían quiero quieres quiere quieren queremos queréis hago haces hacen hacemos haga hagan va van voy
        vas vamos vaya ir dice dicen decir da dan dar diese dio sabe saber solo sólo tal tales cualquier
        cualquiera demás cuanto cuanta cuantos cuantas tan tanto tanta tantos tantas casi quizá quizás allá ahí
        ahora siempre jamás dentro cerca lejos ningún ninguno ninguna varios varias ambos ambas dicho dicha
        dichos dichas ve ven ver a.c. d.c.
    """),
    telling=words("el los las una y que del con para por es como su sus más pero se lo al está muy también"),
    titles=words("""
        sr sra srta srs dña dna dr dra lic arq ing prof profa gral tte excmo ilmo mons sto av avda p.e p.ej cit
    """),
    before_number=words("núm num nº pág págs párr párrs p vol art aprox tel fig ene feb mar abr jun jul ago sept oct nov dic"),
    ambiguous=words("etc s.a s.l cía ee.uu ud uds"),
    words_too=words("la del ago mar no ud"),
    openers=words("""
        el los las una unos unas él ella ellos ellas nosotros y pero o porque si en con sin por para según desde
        cuando como su sus este esta estos estas ese esa eso también ya lo se la nadie nada todos todas muchos muchas
        algunos algunas aquí allí ahora entonces luego además mientras aunque después durante hoy ayer qué quién cómo
        dónde cuándo nuestro nuestra usted ustedes ud uds
    """),
    months=words("enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre"),
    open_ends=words("""
        el la los las un una unos unas de del al a en con por para sin sobre entre desde hasta hacia que cuyo cuya su
        sus mi nuestro nuestra es son era muy
    """),
    roles=words("""
        presidente presidenta ministro ministra canciller secretario secretaria senador senadora diputado diputada
        alcalde alcaldesa gobernador gobernadora rey reina príncipe princesa duque duquesa emperador papa cardenal
        obispo arzobispo juez jueza general coronel capitán comandante teniente profesor profesora doctor doctora
        director directora fundador fundadora jefe jefa portavoz autor autora señor señora don doña sir lord
    """),
    counted=words("""
        tendencia consejo truco tipo forma manera guía idea paso razón ejemplo dato pregunta respuesta lista top ventaja
        desventaja beneficio error lección principiante comparación comparativa reseña introducción secreto opción
    """),
    times=words("""
        segundo minuto hora día noche mediodía medianoche semana mes trimestre año década siglo mañana tarde fin
        momento fecha período periodo vez euro dólar peso centavo céntimo millón kilómetro metro kilo gramo litro
        número caso manera forma inicio principio
    """),
    articles=words("""
        el la los las un una unos unas del al este esta estos estas ese esa esos esas su sus mi mis tu tus nuestro
        nuestra nuestros nuestras
    """),
    of_words=words("de del"),
    wording=Wording(
        leaning=words("""
            él ella ello ellos ellas esto eso aquello este esta estos estas ese esa esos esas su sus ambos
            ambas aquel aquella aquellos aquellas dicho dicha dichos dichas tales consiste contiene
            comprende sustituye reemplaza pertenece
        """),
        linking=words("""
            pero y o sino porque aunque también entonces tampoco asimismo finalmente nuevamente igualmente
            entretanto pues ahí allí conque
        """),
        time=words("país mundo semana año mes mañana tarde noche verano invierno temporada vez"),
        first_person=words("yo me mi mis nosotros nos nuestro nuestra nuestros nuestras"),
        second_person=words("tú te ti tu tus usted ustedes vosotros"),
        third_person=words("él ella ellos ellas su sus le les lo se"),
        saying=words("dijo señaló afirmó explicó anunció según aseguró informó declaró añadió"),
        days=words("lunes martes miércoles jueves viernes sábado domingo"),
        early=words("hoy ayer después antes recientemente desde en durante tras"),
        joining=words("mientras cuando aunque si como después antes desde"),
        connecting=phrases("""
            en efecto; de hecho; en cambio; por ejemplo; por lo tanto; por tanto; por eso; por ello;
            por otra parte; por otro lado; por el contrario; por esta razón; por este motivo; sin
            embargo; no obstante; a su vez; al mismo tiempo; a pesar de ello; a pesar de eso; en
            este caso; en ese caso; en este sentido; en ese momento; en aquel momento; de esta
            manera; de este modo; de esta forma; es decir; es por eso; es por ello; además de eso;
            después de eso; desde entonces; hasta entonces; este último; esta última; estos últimos;
            los otros; los demás; en otras palabras; como resultado; en consecuencia; lo mismo; uno
            de ellos; una de ellas; algunos de ellos; el segundo es; la segunda es; el otro es;
            además; luego; así; después; así que; así pues; como podemos observar; como podemos ver;
            como puede verse; como se puede ver; como se puede observar; como se ve; como se
            observa; como hemos visto; como vimos; como ya vimos; como dije; como ya dije; como
            decía; por un lado; por una parte; de un lado; de otro lado; es más; para ello; para
            eso; para esto; con ello; con eso; con esto; por esto; todo ello; todo esto; todo eso;
            por todo ello; por todo esto; en particular; en concreto; en cualquier caso; en todo
            caso; de todas formas; de todos modos; de todas maneras; ahora bien; de ahí; de aquí;
            por consiguiente; por último; en segundo lugar; en tercer lugar; al contrario; por su
            parte; de nuevo; una vez más; mientras tanto; entre tanto; dicho esto; aun así; aún así;
            la otra; el otro; las otras; el segundo punto; el tercer punto; la menor era; la mayor
            era; el menor era; el mayor era; a todos les; a todas les; a ambos; a ambas; dicho de
            otro modo; gracias a ello; gracias a eso; debido a ello; debido a esto; a partir de ahí;
            a partir de entonces; fue así; de igual modo; de igual forma; del mismo modo; de la
            misma forma; de la misma manera
        """),
        pointing=words(
            "este esta estos estas ese esa esos esas aquel aquella aquellos aquellas dicho dicha dichos dichas tal tales"
        ),
        also=words("también asimismo tampoco además entonces allí"),
        definite=words("el la los las"),
        indefinite=words("un una unos unas"),
        prepositions=words(
            "en a con bajo sobre por para de ante según sin contra entre tras desde durante hasta hacia mediante"
        ),
        completing=words("de a del que como"),
        quantifiers=words("todos todas"),
        pronouns=words("él ella ellos ellas"),
        partitive=phrases("de ellos; de ellas"),
        commenting=words("evidentemente claramente"),
        stepping=words("preparación instrucciones pasos elaboración"),
        elsewhere=(
            r"(?:para )?más información\b|(?:tiene|tienes|encontrará|encontrarás|obtenga) más información\b"
            r"|(?:consult[ei]|vé(?:ase|anse)|vea|visite)\b.{0,120}(?:https?://|www\.|\b(?:wiki|web|sitio|página|capítulo|sección|manual|notas)\b)"
            r"|para (?:(?!,).){1,60},? (?:lea|consulte|vea|visite) (?:el|la|los|las)\b"
        ),
        provenance=r"[\[(*_]*este (?:artículo|texto)\b.{0,12}\b(?:publicó|apareció)\b.{0,12}\b(?:originalmente|primero)\b",
        announcing=r"\b(?:lo siguiente|los? siguientes?)\.$",
        clitic=r"(?!escándal|ángel|vándal|sándal|óval|dédal|anómal|cábal|zócal|pétal|búfal|aréval)\w*[áéíóú]\w*[aen]l[oa]s?\b|(?:ponl|hazl|dil|tenl)[oa]s?\b",
        courtesy=phrases(
            "gracias; bienvenido; bienvenidos; hola; enhorabuena; felicidades; buenos días; buenas tardes; buenas noches"
        ),
        asides=words("aplausos risas risa inaudible rumores"),
        being=words("es son era eran fue"),
        infinitives=words("ar er ir arse erse irse"),
        of_text=words("""
            artículo texto guía página informe documento capítulo libro manual receta contrato sitio sección
        """),
    ),
    bonus=words("importante resultado conclusión muestra revela anunció confirmó decidió primero"),
    stigma=words("quizás probablemente ejemplo"),
    flesch=(206.835, 1.02, 60.0),
)
