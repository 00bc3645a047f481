"""The review of words before making: may this be made at all?

Each check in `settings.SAFETY_CHECKS` gives its opinion; the strictest one is the verdict. A check that is down,
raises or is too slow counts as "hold": a person looks, nothing is allowed by accident.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from threading import Thread
from typing import Protocol

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from safety.review.reasons import Filled, nearby_sentence, reason_for
from safety.review.rewrite import mentions

logger = logging.getLogger(__name__)

PATIENCE = 2.0  # seconds a check may take
FORM = "form"  # the category of a text that cannot be read
UNAVAILABLE = "unavailable"  # the category of what a check that is down would have said
ROUNDS = 5  # rewrites tried, one check's after another's, before a nearby sentence is suggested instead


class Verdict(StrEnum):
    ALLOW = "allow"
    HOLD = "hold"
    REFUSE = "refuse"

    @property
    def strictness(self) -> int:
        return list(Verdict).index(self)


@dataclass(frozen=True)
class CastMember:
    """Somebody who agreed to appear, and on what terms."""

    handle: str
    preferences: str = ""
    restricted: tuple[str, ...] = ()  # what clips with them must not be about, a word or phrase each
    strict: bool = True


@dataclass(frozen=True)
class Request:
    """What somebody asks for, and what the caller found out about the @handles in it."""

    text: str
    style: str = ""
    unusable_handles: tuple[str, ...] = ()
    cast_handles: tuple[str, ...] = ()
    cast: tuple[CastMember, ...] = ()

    @property
    def is_strict(self) -> bool:
        """Somebody in it wants nothing that is open to doubt."""
        return any(member.strict for member in self.cast)

    @property
    def usable_handles(self) -> tuple[str, ...]:
        """Who may be in it, lower case and without the @: names, whatever they spell."""
        handles = (*self.cast_handles, *(member.handle for member in self.cast))
        return tuple(dict.fromkeys(handle.removeprefix("@").lower() for handle in handles))


@dataclass(frozen=True)
class Opinion:
    """What one check says. `words` are as they were typed; `suggestion` is a text that would pass, or ""."""

    verdict: Verdict
    category: str = ""
    rule: str = ""  # a stable id such as "sexual.nudity"
    words: tuple[str, ...] = ()
    suggestion: str = ""
    reason: str | Promise | Filled = ""


class Check(Protocol):
    """One way to look at a request. Nothing to say is None, an empty tuple or ALLOW."""

    def review(self, request: Request) -> Opinion | tuple[Opinion, ...] | None: ...


ALLOWED = Opinion(Verdict.ALLOW)


@dataclass(frozen=True)
class Review:
    """The verdict, and every opinion that was not ALLOW, the strictest first."""

    verdict: Verdict = Verdict.ALLOW
    opinions: tuple[Opinion, ...] = field(default=())

    @property
    def worst(self) -> Opinion:
        return self.opinions[0] if self.opinions else ALLOWED

    @classmethod
    def of(cls, opinions) -> "Review":
        ranked = sorted(opinions, key=lambda opinion: -opinion.verdict.strictness)  # stable: checks keep their order
        return cls(ranked[0].verdict, tuple(ranked)) if ranked else cls()


def review_script(request: Request) -> Review:
    """What all the checks say of `request`. Each suggestion in the answer has passed a review itself."""
    review = _review(request)
    if review.verdict is Verdict.ALLOW:
        return review
    suggestion = _suggestion(request, review)
    return Review.of(replace(opinion, suggestion=suggestion) for opinion in review.opinions)


def _review(request: Request) -> Review:
    opinions: list[Opinion] = []
    for path in settings.SAFETY_CHECKS:
        opinions += _ask(path, request)
        if any(opinion.category == FORM and opinion.verdict is Verdict.REFUSE for opinion in opinions):
            break  # far too long, or not even text: nobody has to read it for its meaning
    return Review.of(map(_strictly, opinions) if request.is_strict else opinions)


def _strictly(opinion: Opinion) -> Opinion:
    """No moderator decides for somebody strict. A check that is down said nothing yet: that waits."""
    if opinion.verdict is not Verdict.HOLD or opinion.category == UNAVAILABLE:
        return opinion
    return replace(opinion, verdict=Verdict.REFUSE, reason=reason_for("cast.strict"))


def _suggestion(request: Request, review: Review) -> str:
    """Mend what one check found, then what the next one found, until all agree."""
    fallback = nearby_sentence(review.worst.category)
    for _ in range(ROUNDS):
        rewrite = review.worst.suggestion
        if not rewrite:
            break
        request = _with_text(request, rewrite)
        review = _review(request)
        if review.verdict is Verdict.ALLOW:
            return rewrite
    passes = _review(_with_text(request, fallback)).verdict is Verdict.ALLOW
    return fallback if passes else ""


def _with_text(request: Request, text: str) -> Request:
    """The same request with other words; handles that are no longer in them cannot be in the way."""
    unusable = tuple(handle for handle in request.unusable_handles if mentions(handle, text))
    cast = tuple(member for member in request.cast if mentions(member.handle, text))
    usable = tuple(handle for handle in request.cast_handles if mentions(handle, text))
    return replace(request, text=text, unusable_handles=unusable, cast_handles=usable, cast=cast)


def _ask(path: str, request: Request) -> Iterator[Opinion]:
    """The opinions of one check that are not ALLOW; a hold when it gives none in time."""
    answers: list = []
    try:
        check = _check(path)  # made here, so that its first reading of files does not count as slowness
    except Exception:
        logger.exception("%s cannot be had", path)
        yield unavailable(path)
        return
    # A daemon thread: a check that never comes back must not keep the process alive.
    thread = Thread(target=_answer, args=(check, request, answers), name=f"review {path}", daemon=True)
    thread.start()
    thread.join(PATIENCE)
    if not answers:
        logger.error("%s gave no answer within %.1f seconds", path, PATIENCE)
        answers.append(unavailable(path))
    heard = answers[0] or ()
    for opinion in (heard,) if isinstance(heard, Opinion) else heard:
        if opinion.verdict is not Verdict.ALLOW:
            yield opinion


def _answer(check: Check, request: Request, answers: list) -> None:
    path = f"{type(check).__module__}.{type(check).__name__}"
    try:
        answers.append(check.review(request))
    except Exception:
        logger.exception("%s could not review", path)
        answers.append(unavailable(path))


@cache
def _check(path: str) -> Check:
    return import_string(path)()


def unavailable(path: str) -> Opinion:
    name = path.rpartition(".")[2]
    return Opinion(Verdict.HOLD, UNAVAILABLE, f"{UNAVAILABLE}.{name}", reason=reason_for(UNAVAILABLE))
