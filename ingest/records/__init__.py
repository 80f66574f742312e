"""Reads records, one JSON object each: which keys hold what, and what their values say."""
