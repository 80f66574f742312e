"""Reads input files and turns each into a document: its text, structure, facts and relations."""
