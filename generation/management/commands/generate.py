"""Make one clip, or a batch of them, the same way as the site: same review, same marks."""

import json
import shutil
import sys
from pathlib import Path
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from accounts.models import User
from generation import batch, failures, services
from generation.models import Generation
from generation.services.rendering import make_now
from generation.states import State

OPERATOR = "operator"  # whose clips they are when nobody is named


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("text", nargs="?", help="what is to be seen")
        parser.add_argument(
            "--from", dest="source", metavar="FILE", help="a .csv or .jsonl file, or - for JSON lines on standard input"
        )
        parser.add_argument("--user", default="", metavar="NAME", help=f"whose clip it is (default: {OPERATOR})")
        parser.add_argument(
            "--cameo", action="append", metavar="HANDLE", help="somebody to be in it who agreed to it; several times"
        )
        parser.add_argument("--seconds", metavar="S")
        parser.add_argument("--size", metavar="WxH")
        parser.add_argument("--style")
        parser.add_argument("--seed", metavar="N")
        parser.add_argument("--engine", metavar="NAME")
        parser.add_argument("--extend", type=UUID, metavar="ID", help="a finished clip of theirs that it goes on from")
        parser.add_argument(
            "--stitch", type=UUID, nargs="+", metavar="ID", help="instead of a text: lay finished clips end to end"
        )
        parser.add_argument(
            "--out", type=Path, metavar="FILE.mp4", help="copy the marked clip there; with --from a folder"
        )
        parser.add_argument("--json", action="store_true", help="one JSON line a clip")

    def handle(self, *args, **options):
        given = [name for name in ("text", "source", "stitch") if options[name]]
        if len(given) != 1 or (options["extend"] and given != ["text"]):
            raise CommandError('give either a "TEXT", which --extend goes with, or --from FILE, or --stitch ID ID')
        made = {"text": self._one, "source": self._batch, "stitch": self._stitch}[given[0]](options)
        if not made:
            sys.exit(1)

    def _one(self, options) -> bool:
        order, errors = batch.check({"prompt": options["text"]} | self._given(options))
        if errors:
            raise CommandError("\n".join(errors))
        if options["extend"]:
            order["before"] = _clips(order["user"], [options["extend"]])
        return self._make(order, to=options["out"], as_json=options["json"])

    def _stitch(self, options) -> bool:
        order = {"user": options["user"], "clips": _clips(options["user"], options["stitch"])}
        return self._make(order, to=options["out"], as_json=options["json"], ask=services.stitch)

    def _given(self, options) -> dict:
        given = {name: options[name] for name in batch.COLUMNS if options.get(name)}
        return given | {"cameo": " ".join(options["cameo"] or [])}

    def _batch(self, options) -> bool:
        if folder := options["out"]:
            folder.mkdir(parents=True, exist_ok=True)
        lines = list(self._lines(options["source"]))
        fine = True
        for line in tqdm(lines, unit="clip", disable=None, file=self.stderr):
            if line.errors:
                self.stderr.write(f"line {line.number}: {'; '.join(line.errors)}")
                fine = False
                continue
            to = folder and folder / f"{line.number:04}.mp4"
            fine &= self._make(line.order, to=to, as_json=True, key=line.key, number=line.number)
        return fine

    def _lines(self, source: str):
        if source == "-":
            yield from batch.read(sys.stdin, as_csv=False)
            return
        try:
            with Path(source).open(newline="", encoding="utf-8-sig") as file:
                yield from batch.read(file, as_csv=source.lower().endswith(".csv"))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{source}: {error}") from error

    def _make(self, order: dict, *, to: Path | None, as_json: bool, key="", number=None, ask=services.request) -> bool:
        order = dict(order)
        owner = _owner(order.pop("user"))
        if owner is None:
            self.stderr.write(f"{f'line {number}: ' if number else ''}user: nobody has that handle")
            return False
        try:
            generation = ask(owner=owner, key=key, limited=False, ring=False, **order)
        except services.Unable as reason:
            self.stderr.write(f"{f'line {number}: ' if number else ''}{reason}")
            return False
        services.retry(generation, limited=False, ring=False)
        make_now(generation)
        if to and generation.state == State.READY:
            _copy(generation, to)
        self.stdout.write(json.dumps(report(generation, to)) if as_json else sentence(generation, to))
        return generation.state == State.READY


def _owner(handle: str) -> User | None:
    if handle:
        return User.objects.filter(username=handle.lstrip("@").lower()).first()
    operator, made = User.objects.get_or_create(username=OPERATOR)
    if made:
        operator.set_unusable_password()
        operator.save()
    return operator


def _clips(handle: str, ids: list[UUID]) -> list[Generation]:
    """Finished clips of that person, in that order."""
    drafts = Generation.objects.filter(owner=_owner(handle)).drafts().in_bulk(ids)
    if missing := [str(pk) for pk in ids if pk not in drafts]:
        raise CommandError(f"no finished clip of theirs: {', '.join(missing)}")
    return [drafts[pk] for pk in ids]


def _copy(generation, to: Path) -> None:
    with generation.video.open("rb") as clip, to.open("wb") as copy:
        shutil.copyfileobj(clip, copy)


def reasons(generation) -> list[dict]:
    """Why there is no clip: the review's opinions, or the failure."""
    if generation.state in (State.REFUSED, State.HELD):
        return generation.decision.opinions
    if generation.failure:
        return [{"rule": generation.failure, "reason": str(failures.REASONS[generation.failure])}]
    return []


def report(generation, to: Path | None = None) -> dict:
    registry = generation.registry
    path = str(to) if to else generation.video.name
    return {
        "id": str(generation.pk),
        "state": generation.state,
        "reasons": reasons(generation),
        "path": path if generation.state == State.READY else None,
        "seconds": registry.seconds if registry else None,
        "width": generation.width,
        "height": generation.height,
        "fps": generation.fps,
        "payload": registry.payload if registry else None,
        "engine": generation.engine,
        "seed": generation.seed,
        "wall": generation.timings,
    }


def sentence(generation, to: Path | None = None) -> str:
    if generation.state == State.READY:
        skipped = f" I skipped: {', '.join(generation.skipped)}." if generation.skipped else ""
        drew = f" I drew: {', '.join(generation.drew)}." if generation.drew else ""
        return f"{generation.pk} is ready: {to or generation.video.name}.{drew}{skipped}"
    why = " ".join(f"{reason['reason']} {reason.get('suggestion', '')}".strip() for reason in reasons(generation))
    return f"{generation.pk} is {generation.state}. {why}".strip()
