"""对照: two texts by provision and, inside, by character. Pure functions on texts."""
