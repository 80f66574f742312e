"""What people call the things that programs have names for: one table for each closed set, keyed
by its members, for the terminal, mails, exported tables, the query language and the page alike.

Whatever has a label here is labelled nowhere else, and every member has one (tests/search_api/
vocabulary). Nothing here imports from the rest of search_api. What has members in search_api alone
is defined beside its labels.
"""
