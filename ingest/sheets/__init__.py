"""Reads catalogues and ledgers (目录, 台账): sheets whose rows each name a document."""
