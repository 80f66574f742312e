"""The weights of all clauses that score, in one table; scores are only added up.

Both engines can add BM25 and constants. The constants for titles and numbers are so far above what
BM25 reaches (tens) that they order before it. The others were chosen by measurement
(tests/evaluation: known items, questions): each lies on a plateau, where half of it or double it
moves the measures by less than a hundredth."""

#: a keyword as a phrase of bigrams: its BM25 in the text, and that of titles multiplied by this
PHRASE_IN_TEXT = 1.0
PHRASE_IN_TITLE = 4.0
#: the words of all keywords, by BM25
WORDS_IN_TEXT = 1.0
# A law's name says little about which of its articles answers: at 2.0 the right one of 308 lay
# questions had an MRR@10 of 0.26, at 0.1 of 0.35.
WORDS_IN_TITLE = {"document": 2.0, "provision": 0.1}
#: a keyword that is a whole word in the text and does not cross the borders of words. Three words
#: of an article find it at MRR@10 0.52 without this and shortness, at 0.60 with both (BM25 of words
#: alone: 0.47)
WHOLE_WORD = 40.0
#: the whole query equals the title
WHOLE_TITLE = 1000.0
#: the query is a number that the document carries, or that its text cites
OWN_NUMBER = 4000.0
CITED_NUMBER = 2000.0
#: the query is a title and an address, and the provision, or the document, is what they name
CITED_PROVISION = 4000.0

# Questions: neighbouring characters and terms of the law add their BM25 to that of the words. With
# the terms of the law R@100 goes from 0.66 to 0.68.
PAIR_WEIGHT = 0.4
TERM_WORDS_WEIGHT = 0.6  # divided among the words of a term
TERM_PAIRS_WEIGHT = 0.3

#: how many of the best hits by the sums above are ordered again with the bonus below
BONUS_WINDOW = {"keywords": 200, "questions": 1000}
#: the weight of the natural logarithm of how many times a provision is shorter than the longest: of
#: two that contain the same keywords the shorter one is about them
SHORTNESS_WEIGHT = 24.0
LONGEST_PROVISION = 20_000
#: for each word of a question, the weights of the level of the law and of the logarithm of its
#: number of provisions. Questions of everyday life are answered in codes and laws, not in the rules
#: of a single office: R@100 goes from 0.68 to 0.75, MRR@10 from 0.39 to 0.44.
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
