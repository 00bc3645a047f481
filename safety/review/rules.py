"""The rule layer: word lists and combinations of them, in several languages."""

from safety.review import Opinion, Request
from safety.review.lexicon import Hit, Lexicon, Rule, load
from safety.review.reasons import reason_for
from safety.review.rewrite import Patch, language_of, rewritten


class RuleCheck:
    """What the rules of one folder of `data/` say: one opinion a category, about its strictest rule."""

    folder = "rules"

    def __init__(self):
        self.lexicon = load(self.folder)  # here, not in the first review: it takes a while

    def review(self, request: Request) -> tuple[Opinion, ...]:
        lexicon = self.lexicon
        found = lexicon.find(request.text, {handle.removeprefix("@").lower() for handle in request.cast_handles})
        broken = [(rule, hits) for rule in lexicon.rules if (hits := rule.matches(found))]
        if not broken:
            return ()
        suggestion = self._mended(request.text, lexicon, broken)
        strictest = {}
        for rule, hits in sorted(broken, key=lambda pair: -pair[0].verdict.strictness):
            strictest.setdefault(rule.category, (rule, hits))
        return tuple(self._opinion(rule, hits, request.text, suggestion) for rule, hits in strictest.values())

    def _opinion(self, rule: Rule, hits: list[Hit], text: str, suggestion: str) -> Opinion:
        return Opinion(
            verdict=rule.verdict,
            category=rule.category,
            rule=rule.id,
            words=_words(text, hits),
            suggestion=suggestion,
            reason=reason_for(rule.id, rule.verdict),
        )

    def _mended(self, text: str, lexicon: Lexicon, broken: list[tuple[Rule, list[Hit]]]) -> str:
        """The text without what the rules found; of a combination, without its last part."""
        if not all(rule.mendable for rule, _ in broken):
            return ""
        hits = {hit for rule, found in broken for hit in found if hit.set in rule.needs[-1]}
        english = language_of(text) == "en"  # what comes instead is English; other sentences only lose words
        insteads = {name: word_set.instead for name, word_set in lexicon.sets.items()}
        return rewritten(
            text, [Patch(hit.start, hit.end, insteads[hit.set] and insteads[hit.set] * english) for hit in hits]
        )


def _words(text: str, hits: list[Hit]) -> tuple[str, ...]:
    """Each thing found, as typed, once; what lies inside a longer one is left out."""
    words, end = {}, 0
    for hit in hits:
        if hit.end > end:
            words.setdefault(text[hit.start : hit.end].strip().casefold(), text[hit.start : hit.end].strip())
            end = hit.end
    return tuple(words.values())
