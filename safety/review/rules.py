"""The rule layer: word lists and combinations of them, in several languages."""

from collections.abc import Iterator

from safety.review import Opinion, Request
from safety.review.lexicon import Hit, Rule, load
from safety.review.reasons import reason_for
from safety.review.rewrite import SOMEONE, Patch, language_of, rewritten


class RuleCheck:
    """What the rules of one folder of `data/` say: one opinion a category, about its strictest rule."""

    folder = "rules"

    def __init__(self):
        self.lexicon = load(self.folder)  # here, not in the first review: it takes a while

    def review(self, request: Request) -> tuple[Opinion, ...]:
        found = self.lexicon.find(request.text, request.usable_handles)
        broken = [(rule, hits) for rule in self.lexicon.rules if (hits := rule.matches(found))]
        if not broken:
            return ()
        suggestion = self._mended(request.text, broken)
        return tuple(_opinions(broken, request.text, suggestion))

    def _mended(self, text: str, broken: list[tuple[Rule, list[Hit]]]) -> str:
        """The text without what the rules found; of a combination, without its last part."""
        if not all(rule.mendable for rule, _ in broken):
            return ""
        language = language_of(text)
        hits = {(hit, rule.category) for rule, found in broken for hit in found if hit.set in rule.needs[-1]}
        insteads = {hit: self._instead(hit, category, language) for hit, category in hits}
        return rewritten(text, [Patch(hit.start, hit.end, instead) for hit, instead in insteads.items()])

    def _instead(self, hit: Hit, category: str, language: str) -> str | None:
        """What comes in its place. The lists say it in English; elsewhere a person is "someone"."""
        instead = self.lexicon.sets[hit.set].instead
        if not instead or language == "en":
            return instead
        return SOMEONE[language] if category == "people" else None


def _opinions(broken: list[tuple[Rule, list[Hit]]], text: str, suggestion: str) -> Iterator[Opinion]:
    """One for each category: its strictest rule, and the words of all its rules."""
    by_category: dict[str, list[tuple[Rule, list[Hit]]]] = {}
    for rule, hits in broken:
        by_category.setdefault(rule.category, []).append((rule, hits))
    for category, pairs in by_category.items():
        rule = max((rule for rule, _ in pairs), key=lambda rule: rule.verdict.strictness)
        yield Opinion(
            verdict=rule.verdict,
            category=category,
            rule=rule.id,
            words=_words(text, [hit for _, hits in pairs for hit in hits]),
            suggestion=suggestion,
            reason=reason_for(rule.id, rule.verdict),
        )


def _words(text: str, hits: list[Hit]) -> tuple[str, ...]:
    """Each thing found, as typed, once; what lies inside a longer one is left out."""
    words, end = {}, 0
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.end > end:
            words.setdefault(text[hit.start : hit.end].strip().casefold(), text[hit.start : hit.end].strip())
            end = hit.end
    return tuple(words.values())
