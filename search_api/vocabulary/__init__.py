"""Chinese labels for the names of the API: one table for each closed set, keyed by its members.

The terminal, mails, exported tables, the query language and the web page read these tables. What
has a label here is labelled nowhere else, and every member has one (tests/search_api/vocabulary).
No module here imports from the rest of search_api. A set that only search_api uses is defined
beside its labels."""
