"""French."""

from __future__ import annotations

from cleanup.languages.language import Language, Wording, phrases, words

LANGUAGE = Language(
    name="French",
    sumy_name="french",
    stop_words=words("""
        le la les l un une des du de d au aux et ou mais donc or ni car que qu qui quoi dont où si comme lorsque quand
        parce puisque afin pour par avec sans sous sur dans en entre vers chez depuis pendant avant après contre selon
        malgré je tu il elle on nous vous ils elles me te se lui leur leurs y mon ma mes ton ta tes son sa ses notre
        nos votre vos ce cet cette ces cela ça ceci celui celle ceux celles c s n j m t ne pas plus moins jamais rien
        aucun aucune tout toute tous toutes autre autres même mêmes très trop aussi encore déjà alors ainsi puis
        ensuite ici là est sont était étaient été être sera seront serait a ont avait avaient avoir aura auront aurait
        ai as fait font faire peut peuvent pouvait doit doivent devait va vont deux trois plusieurs quelques chaque
        certains certaines notamment cependant toutefois a-t-il dit
    """),
    subjects=words("état dos droite essai force mot parole personnes pièce valeur voie"),
    telling=words("""
        le la les des une est et dans pour que qui avec sur aux du au ses leur nous vous être sont cette ces mais où
    """),
    titles=words("m mm mme mmes mlle mlles ste dr pr mgr av bd boul p.ex"),
    before_number=words("n nº p pp vol art chap fig éd tél réf env janv févr avr mai juil sept oct nov déc"),
    ambiguous=words("etc s.a"),
    words_too=words("la mai est"),
    openers=words("""
        la le les l' un une des il elle ils elles on nous vous je ce cet cette ces et mais ou donc car si dans en sur
        pour par avec sans après avant selon depuis c'est son sa ses leur leurs ensuite puis aussi alors ainsi pourtant
        cependant toutefois enfin voici voilà tous toutes quand lorsque où pourquoi comment personne certains plusieurs
        notre nos votre vos cela ceci celui celle ceux celles aux chez pendant dès déjà
    """),
    months=words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    open_ends=words("""
        le la les un une des du de au aux à en dans par pour sur avec sans sous chez vers entre que qui dont où
        son sa ses leur leurs notre nos est sont était ont très
    """),
    roles=words("""
        président présidente ministre premier-ministre chancelier chancelière secrétaire sénateur sénatrice député
        députée maire gouverneur préfet roi reine prince princesse duc duchesse empereur pape cardinal évêque
        archevêque abbé juge général colonel capitaine commandant lieutenant professeur professeure docteur directeur
        directrice pdg fondateur fondatrice patron patronne chef porte-parole rédacteur auteur auteure monsieur madame
        mademoiselle maître sir lord
    """),
    counted=words("""
        tendance conseil astuce type sorte façon guide idée étape raison exemple fait question réponse liste top avantage
        inconvénient erreur leçon débutant base comparaison comparatif avis introduction secret option
    """),
    times=words("""
        seconde minute heure jour journée nuit midi minuit semaine mois trimestre an année décennie siècle matin
        matinée après-midi soir soirée week-end weekend moment date période fois euro dollar centime million milliard
        kilomètre mètre kilo gramme litre nombre cas façon manière fin début
    """),
    articles=words("""
        le la les l' un une du des au aux ce cet cette ces mon ma mes son sa ses notre nos votre vos leur leurs
    """),
    of_words=words("de du des d' à"),
    elided=words("l d j m t s c n qu jusqu lorsqu puisqu quoiqu"),
    wording=Wording(
        leaning=words("""
            il elle ils elles ce cet cette ces cela ça ceci celui celle ceux celles c' son sa ses leur leurs lui eux celui-ci
            celle-ci ceux-ci celles-ci celui-là celle-là ceux-là celles-là d'autres autres là ici
        """),
        linking=words("""
            mais et ou donc or ni car cependant toutefois pourtant ainsi alors ensuite puis aussi enfin néanmoins d'ailleurs
            bref certes deuxièmement troisièmement inversement sinon autrement surtout effectivement parallèlement
            simultanément oui non naturellement dont d'où également idem pareillement
        """),
        time=words(
            "pays monde semaine année mois matin soir été hiver saison fois an week-end siècle printemps automne décennie"
        ),
        first_person=words("je j' me m' mon ma mes moi nous notre nos"),
        second_person=words("tu te ton ta tes toi vous votre vos"),
        third_person=words("il elle ils elles lui leur leurs son sa ses se eux"),
        saying=words("dit déclaré annoncé affirmé expliqué indiqué selon précisé ajouté"),
        days=words("lundi mardi mercredi jeudi vendredi samedi dimanche"),
        early=words("aujourd'hui hier plus récemment depuis en au dans après avant pendant"),
        joining=words("quand lorsque alors pendant comme si bien après avant depuis puisque"),
        connecting=phrases("""
            en effet; en fait; en outre; en revanche; par exemple; par conséquent; par contre; par ailleurs; de même; de ce
            fait; de cette façon; de cette manière; dans ce cas; dans ce contexte; à ce moment; à cette époque; pour cela;
            pour cette raison; c'est pourquoi; c'est ainsi; en conséquence; au contraire; en d'autres termes; autrement dit;
            malgré cela; malgré tout; après cela; avant cela; depuis lors; dès lors; ce dernier; cette dernière; ces derniers;
            ces dernières; les autres; du coup; d'autre part; d'une part; à cet effet; il en va de même; l'un d'eux; l'un
            d'entre eux; certains d'entre eux; le second est; l'autre est; la seconde est; en cela; pour ce faire; à
            l'inverse; au final; si cela; si ça; quand cela; lorsque cela; comme cela; si tel est le cas; si c'est le cas;
            dans le cas contraire; d'un autre côté; à titre d'exemple; a titre d'exemple; de la même façon; de la même
            manière; à noter que; rien d'étonnant; comme indiqué; comme mentionné; comme dit; tout cela; tout ça; à la place
        """),
        pointing=words("ce cet cette ces"),
        also=words("""
            aussi également cependant toutefois donc pourtant néanmoins ensuite d'ailleurs ci-dessus ci-dessous
        """),
        definite=words("le la les"),
        indefinite=words("un une des"),
        prepositions=words("en à avec sous sur par pour dans de malgré selon sans contre parmi"),
        completing=words("de des du d' à que"),
        quantifiers=words("tous toutes"),
        pronouns=words("ils elle elles eux"),
        partitive=phrases("d'entre eux; d'entre elles"),
        commenting=words("évidemment manifestement deuxièmement troisièmement"),
        stepping=words("préparation instructions étapes réalisation"),
        elsewhere=(
            r"pour (?:plus d|en savoir plus|(?:des|toute) (?:instructions?|informations?|renseignements?|précisions?)\b)"
            r"|(?:pour )?de plus amples\b"
        ),
        provenance=r"[\[(*_]*(?:cet|cette) (?:article|billet|entretien|tribune)\b.{0,20}\b(?:publiée?|parue?)\b.{0,12}\b(?:initialement|d.abord)\b",
        courtesy=phrases("merci; bienvenue; bonjour; bonsoir; salut; bravo; félicitations"),
        asides=words("applaudissements rires rire inaudible sourires protestations exclamations"),
        being=words("est sont était étaient"),
        of_text=words("""
            article texte guide page rapport document chapitre livre manuel recette contrat site section entretien interview
            billet blog tutoriel histoire conte discours licence version lettre loi déclaration communiqué
        """),
    ),
    bonus=words("important résultat conclusion montre révèle annonce confirme décide premier"),
    stigma=words("peut-être probablement exemple"),
    flesch=(207.0, 1.015, 73.6),
)
