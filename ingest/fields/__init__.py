"""What the columns of sheets, the keys of records and the metadata above a text hold."""
