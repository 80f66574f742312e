"""Documents at rest: domain types, SQL tables, validity, relations, annotations, the engines."""
