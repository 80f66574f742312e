"""What Chinese official text means: script, words, numbers, dates. Pure functions on str."""
