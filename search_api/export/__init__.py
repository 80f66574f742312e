"""Writes a list of hits as a file: a workbook, CSV, JSON Lines, or citations to paste."""
