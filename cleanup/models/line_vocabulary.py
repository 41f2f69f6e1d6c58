"""Words that the line judge counts by kind: function words, words that ask the reader to act, the persons."""

from __future__ import annotations

from cleanup.languages.language import words

# English words without a topic
FUNCTION_WORDS = words("""
a about after again against all also although always am among an and another any are as at away back be became
because become been before being below between both but by can cannot could did do does doing done down during each
either even ever every few first for from further get gets given goes going got had has have having he her here hers
herself him himself his how however i if in instead into is it its itself just last least less like likely made make
makes many may me might more most much must my myself near need never no nor not now of off often on once one only
onto or other others our ours out over own per perhaps put quite rather said same says see seem seemed seems several
shall she should since so some still such take than that the their theirs them themselves then there these they
thing this those though through thus to together too toward towards under until up upon us use used very was we well
went were what when where whether which while who whom whose why will with within without would yet you your yours
yourself""")
# of share bars, menus, subscriptions, bylines and footers
ASKING = words("""
account ad ads advertise advertisement advertising alerts app apply author bookmark bookmarks browse buy cart
categories category check checkout click close comment comments contact cookie cookies copy copyright credit deals
disclaimer disclosure discover donate download edit editor email enter explore facebook feed filed follow followers
free getty google help home image images inbox instagram join learn leave like likes link linkedin list load log
login logout member membership menu more name navigation newsletter newsletters next notifications offers open
password pinterest please podcast policy popular post posted posts preferences previous pricing print privacy
products promo promotion published rate rated rating read reading recent recommended reddit register related reply
required reserved review reviews rights save scroll search see services settings share shop show sign signup site
sitemap skip sponsored sponsors staff stories story subscribe subscriber subscribers subscription support tag tagged
tags terms threads tiktok toggle top topics trending tweet twitter unsubscribe update updated updates video view
views visit watch whatsapp written youtube""")
YOU = words("""
you you'll you're your yours yourself you’ll you’re""")
ME = words("""
i i'm i’m me my our ours us we we're we’re""")
