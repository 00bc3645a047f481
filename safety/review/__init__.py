"""The review before anything is made: allow, hold or refuse, with the rule, the words and what would pass."""

from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.utils.module_loading import import_string


class Verdict(StrEnum):
    ALLOW = "allow"
    HOLD = "hold"
    REFUSE = "refuse"


@dataclass(frozen=True)
class Request:
    text: str
    style: str = ""
    unusable_handles: tuple[str, ...] = ()
    cast_handles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Opinion:
    verdict: Verdict
    category: str = ""
    rule: str = ""
    words: tuple[str, ...] = ()
    suggestion: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Review:
    verdict: Verdict
    opinions: tuple[Opinion, ...] = ()

    @property
    def worst(self) -> Opinion:
        order = list(Verdict)
        return max(self.opinions, key=lambda opinion: order.index(opinion.verdict), default=Opinion(self.verdict))


def review_script(request: Request) -> Review:
    checks = [import_string(path)() for path in settings.SAFETY_CHECKS]
    opinions = tuple(opinion for check in checks if (opinion := check.review(request)))
    return Review(max((o.verdict for o in opinions), key=list(Verdict).index, default=Verdict.ALLOW), opinions)
