"""Stored documents: domain types, SQL tables, validity, relations, annotations and search
engines."""
