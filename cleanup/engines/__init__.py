"""Grammar engines: programs that read a text and report what may be wrong in it, under LanguageTool's rule names.

`protocol` says what an engine is, `registry` turns a name into one, the other modules are the engines themselves and
what LanguageTool needs around it (Java, an installation, a server that is started once and never left behind).
"""
