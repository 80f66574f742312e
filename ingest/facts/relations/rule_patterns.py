"""What rules of relations are made of: the words around a document's name in its sentence.

Other names in the sentence are reduced to 《》, and numbers in brackets are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus.model.domain_types import RelationKind
from ingest.facts.validity.clause_patterns import CLOCK, DATE

#: where a rule applies: everywhere; to a name that has a number or ends like a document's title;
#: in the notice before what it attaches; in an opening (the first article or paragraphs); in a
#: document whose title says that it amends
RuleScope = Literal["any", "document", "notice", "opening", "amending"]

_GIVEN = (
    r"(?:公布|发布|通过|印发|颁布|颁发|批准|批转|转发|修[正订改]|制定|实施|施行"
    r"|日|年|号|府|部|厅|委|局|院|会|第.{1,8}次)"
)
#: the next names of a list, with their issuers and dates: 和1983年5月3日发布的《》
_NEXT = rf"(?:[、，,和及与]|以及)*(?:[^。；《》]{{0,90}}?{_GIVEN}的?)?《》"
MORE = (
    rf"(?:{_NEXT})*(?:[、，,和及与以]|以及|等\S{{0,12}}|中?的?第[^，。]{{1,20}}[条款项]"
    r"|原|同时)*"
)
#: the previous names of a list: 废止《》、《》和
ONE_OF = r"(?:《》|[、和及与,，])*$"
WHEN = (
    rf"(?:[，,]?(?:也|均|一并|全部|相应)?[自从于在](?:{DATE}{CLOCK}|[^，。；《]{{1,14}}日)(?:起|后)?"
    r"|[，,]?(?:自行|届时))?"
)
HOW = (
    r"[，,]?(?:同时|同步|即行|予以|一并|相应|随之|均|全部|也|即|立即|一律|自行|自动|现予|现|宣布|正式|全文"
    r"|按规定|一同|依法|即日起?)*"
)


@dataclass(frozen=True, slots=True)
class RelationRule:
    """A rule from the words around a document's name in a sentence to a relation kind.

    `before` must match at the end of the words before the name, `after` at the start of the words
    after it; None matches any words. `spared`: sentences that are only similar to the example.
    """

    kind: RelationKind
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    example: str
    scope: RuleScope = "any"
    spared: tuple[str, ...] = ()

    def fits(self, before: str, after: str) -> bool:
        """Whether the words before and after a name match the rule."""
        return (self.before is None or self.before.search(before) is not None) and (
            self.after is None or self.after.match(after) is not None
        )


def relation_rule(
    kind: RelationKind,
    before: str,
    after: str,
    example: str,
    scope: RuleScope = "any",
    *,
    spared: tuple[str, ...] = (),
) -> RelationRule:
    """The rule of these patterns; an empty one matches any words."""
    return RelationRule(
        kind,
        re.compile(before) if before else None,
        re.compile(after) if after else None,
        example,
        scope,
        spared,
    )
