"""The `languagetool` engine: LanguageTool itself on Java, installed once, served to all programs of a machine."""
