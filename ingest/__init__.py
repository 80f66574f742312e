"""Bytes become documents: read, clean, structure, metadata, validity, citations."""
