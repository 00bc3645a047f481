"""Ask the review what it makes of words, without making anything."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cameos.services import casting_of
from generation.batch import json_object
from safety.review import Request, Review, Verdict, review_script

SAID = {
    Verdict.ALLOW: gettext_lazy("allowed"),
    Verdict.HOLD: gettext_lazy("held for a moderator"),
    Verdict.REFUSE: gettext_lazy("refused"),
}


class Command(BaseCommand):
    help = "Say whether a text may be made into a clip: allow, hold or refuse, with the rule and the words."

    def add_arguments(self, parser):
        parser.add_argument("text", nargs="?", help="the text to review")
        parser.add_argument("--from", dest="source", metavar="FILE", help='JSON lines with a "text" each; - for stdin')
        parser.add_argument("--json", action="store_true", help="a line of JSON, as with --from")

    def handle(self, *, text, source, **options):
        if (text is None) == (source is None):
            raise CommandError("Give either a text or --from FILE.")
        if source is None:
            say = as_json if options["json"] else as_sentence
            self.stdout.write(say(review_as_passer_by(text)))
        elif not self._review_lines(source):
            sys.exit(1)

    def _review_lines(self, source: str) -> bool:
        """Review every line; False when one of them could not be read."""
        fine = True
        with _opened(source) as lines:
            for number, line in enumerate(lines, start=1):
                if not line.strip():
                    continue
                try:
                    text = _text_of(line)
                except ValueError as error:
                    self.stderr.write(f"line {number}: {error}")
                    fine = False
                else:
                    self.stdout.write(as_json(review_as_passer_by(text)))
        return fine


def review_as_passer_by(text: str) -> Review:
    """What somebody would be told whom nobody gave leave to use their likeness."""
    cast = casting_of(AnonymousUser(), text)
    return review_script(Request(text=text, unusable_handles=cast.unusable))


@contextmanager
def _opened(source: str) -> Iterator[Iterator[str]]:
    if source == "-":
        yield sys.stdin
        return
    try:
        # A byte that is no UTF-8 spoils its own line only: JSON with it in is refused below.
        file = open(source, encoding="utf-8-sig", errors="surrogateescape")  # noqa: SIM115
    except OSError as error:
        raise CommandError(f"{source}: {error.strerror}") from error
    with file:
        yield file


def _text_of(line: str) -> str:
    text = json_object(line).get("text")
    if not isinstance(text, str):
        raise ValueError('no "text" in it, or not a string')
    return text


def as_json(review: Review) -> str:
    worst = review.worst
    return json.dumps(
        {
            "verdict": review.verdict,
            "category": worst.category,
            "rule": worst.rule,
            "words": list(worst.words),
            "suggestion": worst.suggestion,
        },
        ensure_ascii=False,
    )


def as_sentence(review: Review) -> str:
    worst = review.worst
    parts = [f"{SAID[review.verdict]}: {worst.reason} ({worst.rule})" if worst.rule else str(SAID[review.verdict])]
    if worst.words:
        parts.append(_("Words: {words}.").format(words=", ".join(f'"{word}"' for word in worst.words)))
    if worst.suggestion:
        parts.append(_('This would pass: "{suggestion}"').format(suggestion=worst.suggestion))
    return " ".join(parts)
