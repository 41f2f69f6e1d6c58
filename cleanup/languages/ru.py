"""Russian."""

from __future__ import annotations

from cleanup.languages.language import Language, words

LANGUAGE = Language(
    name="Russian",
    titles=words("проф акад г гр д ул пр пл обл св тов т.е т.к"),
    before_number=words("кв стр рис гл ст п"),
    ambiguous=words("гг вв руб тыс млн млрд"),
    openers=words("в на и а но он она они это с по из у за от до для как что если когда где кто все там тут так же не мы я"),
    flesch=(206.835, 1.3, 60.1),
)
