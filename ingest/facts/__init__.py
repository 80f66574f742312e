"""The facts that a notice states about itself, each with its rule and its evidence.

`gather_facts` returns them all as a `ParsedDocument`. `identity` finds what a document is,
`validity` when it is in force, `relations` what it does to other documents.
"""
