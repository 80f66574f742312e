"""The analyzers of Chinese official text (script, words, numbers, dates): pure functions on str."""
