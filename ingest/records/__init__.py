"""A record (one JSON object) becomes a reading: which keys hold what, and what they say."""
