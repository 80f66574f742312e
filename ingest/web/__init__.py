"""Fetches pages and files from the web: politely, within limits, from public hosts only."""
