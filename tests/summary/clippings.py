"""Short articles written for the tests of digests: places and roles, no people."""

from __future__ import annotations

from tests.conftest import SEED

SEED_TEXT = SEED.read_text(encoding="utf-8")
FLOOD = (
    "The river rose over its banks in Aldersbrook on Monday and flooded forty houses in the lower streets. "
    "The council of Aldersbrook opened the school to the families who had lost their homes. "
    "Rescue teams brought eleven people to the hospital in boats, and all of them survived the flood."
)
BRIDGE = (
    "Aldersbrook voted for a new bridge on Tuesday. The bridge will cost two million, the mayor of Aldersbrook said. "
    "Work begins in spring and will last a year."
)
# A subject in other forms, a weekday and a council in all.
WEEK = {
    "Ferry to Sandholm runs aground": (
        "The ferry to Sandholm ran aground on Thursday with sixty passengers on board. The captain had sailed into fog, "
        "the harbor office said, and the ferry struck a bank of sand. All passengers were taken off in boats. The council "
        "of the island has asked for a second ship. The ferry will be out of service until spring."
    ),
    "New ferries ordered for the islands": (
        "Two new ferries will sail to the northern islands from next summer. The shipping company signed the contract on "
        "Thursday. The ferries carry three hundred passengers each and run on batteries. The harbor office must widen the "
        "quay before they arrive, and the council will pay for half of it."
    ),
    "Library opens on Sundays": (
        "The library in Mill Street opens on Sundays from May, it was decided on Thursday. The council pays for two more "
        "librarians. Readers had asked for longer hours for years. Last year the library lent ninety thousand books, and "
        "most of its readers came after work."
    ),
    "Where the old libraries went": (
        "Of eleven village libraries four are left. On Thursday the county showed what became of the others: a bakery, a "
        "school and five empty houses. Librarians drive a bus with two thousand books from village to village instead. Readers "
        "say that the bus replaces no library, and the council agrees with them."
    ),
    "Mill burns down in Overbeck": (
        "A mill burned down in Overbeck on Thursday. Nobody was in the building, the fire brigade said. The roof fell in "
        "before the first engines arrived. The mill had ground grain until last year, and the owner wanted to sell it."
    ),
}
GERMAN = (
    "Die Brücke in Aldersbrook wird im Frühjahr gesperrt. Der Rat von Aldersbrook hat am Donnerstag zwei Millionen für den Neubau "
    "bewilligt. Die Arbeiten dauern ein Jahr, und der Verkehr fährt solange über die Umgehung. Händler in der Altstadt fürchten um "
    "ihre Kunden."
)
