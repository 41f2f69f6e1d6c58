"""Portuguese."""

from __future__ import annotations

from cleanup.languages.language import Language, Wording, phrases, words

LANGUAGE = Language(
    name="Portuguese",
    sumy_name="portuguese",
    stop_words=words("""
        o a os as um uma uns umas de do da dos das em no na nos nas por pelo pela pelos pelas para com sem sob
        sobre entre até desde durante contra após ante e ou mas porém nem que quem qual quais cujo cuja quando
        onde como se porque pois embora enquanto ao à aos às eu tu ele ela nós vós eles elas você vocês me te
        lhe lhes meu minha teu tua seu sua seus suas nosso nossa nossos nossas este esta isto estes estas esse
        essa isso esses essas aquele aquela aquilo não nada nunca já muito muita muitos muitas pouco mais menos
        também ainda só apenas assim então depois antes aqui ali hoje é são era eram foi foram ser sido será
        seria está estão estava estavam estar há havia tem têm tinha tinham ter teve pode podem podia poder deve
        devem fez fazer todo toda todos todas outro outra outros outras mesmo mesma cada algum alguma alguns
        algumas dois três segundo disse afirmou sou somos seja sejam fosse fossem serei seremos seriam estou
        estamos esteja estejam esteve estiveram estará estaria haver houve haja haverá tenho temos tens tenha
        tenham tivesse tivemos tiveram terá terão teria teriam posso podes podemos possa possam pôde puderam
        poderá poderão poderia poderiam devo devemos devia deveria deveriam deverá deverão quero quer querem
        queremos faço faz fazem fazemos faça façam vou vai vão vamos ir vá diz dizem dizer dá dão dar deu alguém
        ninguém tudo qualquer quaisquer tanto tanta tantos tantas tal tais tão quase sempre lá aí cá aonde
        perante dentro fora acima abaixo perto longe num numa nuns numas dum duma neste nesta nestes nestas
        nesse nessa nesses nessas nisso nisto disso disto deste desta destes destas desse dessa desses dessas
        daquele daquela naquele naquela aqueles aquelas dele dela deles delas nele nela mesmos mesmas vários
        várias ambos ambas ver vê a.c. d.c.
    """),
    telling=words("os as uma que do da dos das em não para com por é mais ao pela pelo são também"),
    titles=words("sr sra srta dr dra exmo exma ilmo sto prof profa eng arq dep pe av p.ex"),
    before_number=words("n nº pág págs p art séc aprox tel fig cap jan fev mar abr mai jun jul ago out nov dez"),
    ambiguous=words("s.a ltda cia"),
    words_too=words("mai mar out"),
    openers=words("""
        o a os as um uma ele ela eles elas nós e mas porque se em no na nos nas com sem para por segundo quando como
        seu sua este esta ninguém nada todos todas tudo cada muitos muitas alguns algumas aqui agora então depois
        antes também durante hoje ontem quem onde não isto isso nosso nossa pelo pela desde já
    """),
    months=words("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
    open_ends=words("""
        o a os as um uma de do da dos das ao à aos em no na nos nas por pelo pela para com sem sob sobre entre que
        cujo cuja seu sua seus suas é são era muito
    """),
    roles=words("""
        presidente presidenta ministro ministra chanceler secretário secretária senador senadora deputado deputada
        prefeito prefeita governador governadora rei rainha príncipe princesa duque duquesa imperador papa cardeal
        bispo arcebispo juiz juíza general coronel capitão comandante tenente professor professora doutor doutora
        diretor diretora fundador fundadora chefe porta-voz autor autora senhor senhora dom dona sir lord
    """),
    counted=words("""
        tendência dica tipo forma maneira guia ideia passo razão motivo exemplo fato pergunta resposta lista top vantagem
        desvantagem benefício erro lição iniciante comparação resenha introdução segredo truque opção
    """),
    times=words("""
        segundo minuto hora dia noite semana mês trimestre ano década século manhã tarde fim momento data período vez
        euro dólar real reais centavo milhão bilhão quilômetro quilómetro metro quilo grama litro número caso modo
        forma início
    """),
    articles=words("""
        o a os as um uma do da dos das ao à aos às no na nos nas num numa pelo pela pelos pelas este esta estes estas
        esse essa esses essas seu sua seus suas meu minha nosso nossa
    """),
    of_words=words("de do da dos das"),
    wording=Wording(
        leaning=words("""
            ele ela eles elas isto isso aquilo este esta estes estas esse essa esses essas seu sua seus suas
            ambos ambas aquele aquela aqueles aquelas neste nesta nestes nestas nesse nessa nesses nessas
            naquele naquela naqueles naquelas disso disto nisso nisto desse dessa tais substitui inclui
            contém consiste permite oferece pertence
        """),
        linking=words("""
            mas e ou porém contudo todavia portanto então também pois entretanto daí novamente aliás ademais
            outrossim igualmente tampouco finalmente senão lá ali aí
        """),
        time=words("país mundo semana ano mês manhã tarde noite verão inverno temporada vez"),
        first_person=words("eu me mim meu minha nós nos nosso nossa"),
        second_person=words("tu te ti teu tua você vocês"),
        third_person=words("ele ela eles elas lhe lhes seu sua seus suas se"),
        saying=words("disse afirmou explicou anunciou segundo informou declarou acrescentou"),
        days=words("segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo"),
        early=words("hoje ontem depois antes recentemente desde em no na durante após"),
        joining=words("enquanto quando embora se como depois antes desde"),
        connecting=phrases("""
            de fato; de facto; por exemplo; por isso; por outro lado; por esse motivo; por este
            motivo; por essa razão; pelo contrário; no entanto; ao mesmo tempo; apesar disso; além
            disso; neste caso; nesse caso; nesse momento; naquele momento; nesse sentido; neste
            sentido; dessa forma; desta forma; desse modo; deste modo; ou seja; isto é; é por isso;
            depois disso; desde então; até então; este último; esta última; os outros; os demais; em
            outras palavras; como resultado; em consequência; o mesmo; um deles; uma delas; alguns
            deles; o segundo é; a segunda é; o outro é; além; depois; assim; logo; para isso; para
            isto; para tal; com isso; com isto; tudo isso; tudo isto; de outro lado; por um lado; de
            um lado; por sua vez; de modo que; de maneira que; de forma que; em particular; em
            especial; em todo caso; em todo o caso; de qualquer forma; de qualquer modo; de qualquer
            maneira; em suma; em resumo; como vimos; como podemos ver; como podemos observar; como
            se vê; como disse; como já disse; dito isso; dito isto; ainda assim; mesmo assim; em
            seguida; por fim; por último; em segundo lugar; em terceiro lugar; de novo; mais uma
            vez; outra vez; enquanto isso; a outra; as outras; o outro; o segundo ponto; o terceiro
            ponto; a mais velha era; a mais nova era; o mais velho era; o mais novo era; apesar
            disto; graças a isso; a partir daí; a partir disso; foi assim; é aí que; do mesmo modo;
            da mesma forma; da mesma maneira; isso porque
        """),
        pointing=words("""
            este esta estes estas esse essa esses essas aquele aquela aqueles aquelas neste nesta nesse
            nessa naquele naquela deste desta desse dessa tal tais nestes nestas nesses nessas naqueles
            naquelas desses dessas destes destas
        """),
        also=words("também porém contudo portanto todavia entretanto ali"),
        definite=words("o a os as"),
        indefinite=words("um uma uns umas"),
        prepositions=words("em com sob sobre por para de sem contra entre a desde durante até após perante mediante"),
        completing=words("de do das dos da a que como após"),
        quantifiers=words("todos todas"),
        pronouns=words("ele ela eles elas"),
        partitive=phrases("deles; delas"),
        commenting=words("evidentemente claramente"),
        stepping=words("preparação instruções passos preparo"),
        elsewhere=(
            r"(?:para )?mais informações\b|(?:encontrará|encontre|obtenha) mais informações\b"
            r"|(?:consult[ei]|visite|veja|confira|acesse)\b.{0,120}(?:https?://|www\.|\b(?:wiki|web|sítio|site|página|capítulo|seção|secção|manual|notas)\b)"
            r"|para (?:(?!,).){1,60},? (?:leia|veja|consulte|visite) (?:o|a|os|as)\b"
        ),
        announcing=r"\b(?:o seguinte|os seguintes|as seguintes)\.$",
        clitic=r"\w{2,}[aeiorzáêôí]m?-(?:l?[oa]s?|lhes?)(?![\w-])",
        courtesy=phrases("obrigado; obrigada; bem-vindo; bem-vindos; olá; parabéns; bom dia; boa tarde; boa noite"),
        asides=words("aplausos risos palmas inaudível"),
        being=words("é são era eram foi"),
        infinitives=words("ar er ir"),
        of_text=words("""
            artigo texto guia página relatório documento capítulo livro manual receita contrato site secção seção
        """),
    ),
    bonus=words("importante resultado conclusão mostra revela anunciou confirmou decidiu primeiro"),
    stigma=words("talvez provavelmente exemplo"),
    flesch=(248.835, 1.015, 84.6),
)
