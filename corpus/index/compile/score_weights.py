"""What counts how much, in one table. Sums only: both engines can add BM25 and constants.

Constants for titles and numbers stand so far above what BM25 reaches (tens) that they order before
it. The others were chosen by measurement (tests/evaluation: known items, questions): each lies on a
plateau, half of it or double it moves the measures by less than a hundredth.
"""

#: a keyword where it stands, as a phrase of bigrams: BM25 in the text, and so many times in titles
PHRASE_IN_TEXT = 1.0
PHRASE_IN_TITLE = 4.0
#: the words of all keywords: BM25
WORDS_IN_TEXT = 1.0
# A law's name says little of which of its articles answers: at 2.0 the right one of 308 lay
# questions stood at MRR@10 0.26, at 0.1 at 0.35.
WORDS_IN_TITLE = {"document": 2.0, "provision": 0.1}
#: a keyword stands as a word by itself, not across the borders of words. Three words of an article
#: find it at MRR@10 0.52 without this and shortness, at 0.60 with both (BM25 of words alone: 0.47)
WHOLE_WORD = 40.0
#: the whole query is the title
WHOLE_TITLE = 1000.0
#: the query is a number: of the document itself, or cited in it
OWN_NUMBER = 4000.0
CITED_NUMBER = 2000.0

# Questions: beside their words, in BM25. With the terms of the law R@100 goes from 0.66 to 0.68.
PAIR_WEIGHT = 0.4
TERM_WORDS_WEIGHT = 0.6  # shared by the words of a term
TERM_PAIRS_WEIGHT = 0.3

#: so many of the best hits by the sums above are put in order with what follows
BONUS_WINDOW = {"keywords": 200, "questions": 1000}
#: a provision that is so many times shorter than the longest, by the natural logarithm: of two that
#: hold the same keywords the shorter one is about them
SHORTNESS_WEIGHT = 24.0
LONGEST_PROVISION = 20_000
#: of a question, for each of its words: the level of the law and, by the logarithm, how many
#: provisions it has. Questions of everyday life are answered in codes and laws, not in the rules of
#: a single office: R@100 goes from 0.68 to 0.75, MRR@10 from 0.39 to 0.44.
LEVEL_WEIGHT = 0.8
LEVEL_SHARES = {
    "宪法": 1.0,
    "法律": 1.0,
    "法律解释": 1.0,
    "司法解释": 0.7,
    "行政法规": 0.4,
    "监察法规": 0.4,
}
SIZE_WEIGHT = 2.0
LARGEST_LAW = 1260
