"""A list of hits as a file: a workbook, CSV, JSON Lines, or a list to be pasted."""
