"""The weights of the `pocket` engine: train them, evaluate them, write their model card."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from generation.engines import WeightsUnusable

PHASES = ("vae", "flow", "distillation")
WEIGHTS, JUDGE = "weights", "judge"  # folders in the home of a training


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        train = verbs.add_parser("train", help="from nothing, in three phases; what was stopped is gone on with")
        train.add_argument("--minutes", type=float, default=25, metavar="M", help="for all phases (default: 25)")
        train.add_argument("--steps", type=int, default=0, metavar="N", help="so many of each phase, not by the clock")
        train.add_argument("--phase", choices=PHASES, help="only this one, for its share of the minutes")
        train.add_argument("--resume", action="store_true", help="go on with what is in the home already")
        train.add_argument("--seed", type=int, default=1, metavar="N")
        train.add_argument("--workers", type=int, metavar="N", help="processes that draw (default: one a core but one)")
        evaluate = verbs.add_parser("evaluate", help="render held-out captions and judge them, beside true renders")
        evaluate.add_argument("--clips", type=int, default=200, metavar="N", help="captions (default: 200)")
        evaluate.add_argument("--judge-steps", type=int, default=3000, metavar="N", help="where there is no judge yet")
        evaluate.add_argument("--workers", type=int, metavar="N", help="processes that draw for the judge")
        card = verbs.add_parser("card", help="write the model card from what lies beside the weights")
        for verb in (train, evaluate, card):
            verb.add_argument("--home", type=Path, metavar="FOLDER", help="(default: pocket in SKYLARK_HOME)")
            verb.add_argument("--toy", action="store_true", help="networks and clips for tests: seconds, on a CPU")

    def handle(self, *args, verb, home, **options):
        from generation.engines.pocket.training import CannotTrain
        from generation.engines.pocket.weights import CannotExport

        self.home = home or settings.HOME / "pocket"
        try:
            getattr(self, f"_{verb}")(options)
        except (CannotTrain, CannotExport, WeightsUnusable, FloatingPointError) as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt as stop:
            raise CommandError(f"Stopped. What was done is in {self.home}: --resume goes on with it") from stop

    def _train(self, options: dict):
        from generation.engines.pocket import shipping, training

        if training.has_begun(self.home) and not options["resume"]:
            raise CommandError(f"{self.home} holds a training: go on with it by --resume, or name another --home")
        recipe = training.TOY_RECIPE if options["toy"] else training.FULL_RECIPE
        phases = (options["phase"],) if options["phase"] else PHASES
        given = {name: options[name] for name in ("minutes", "steps", "seed")}
        with _Bars(self.stderr) as bars:
            training.train(
                recipe, self.home, phases=phases, device=device(), workers=_workers(options), tell=bars, **given
            )
        if "distillation" not in phases:
            self.stdout.write(f"{options['phase']} is done.")
            return
        size = shipping.ship(recipe, self.home, self.home / WEIGHTS)
        self.stdout.write(
            f"{size / 1e6:.1f} MB of weights in {self.home / WEIGHTS}: POCKET_HOME names the folder in use."
        )

    def _evaluate(self, options: dict):
        from generation.engines.pocket import shipping

        folder = self._weights()
        with _Bars(self.stderr) as bars:
            found = shipping.evaluate(
                folder,
                self.home / JUDGE,
                clips=options["clips"],
                judge_steps=options["judge_steps"],
                workers=_workers(options),
                device=device(),
                toy=options["toy"],
                tell=lambda what, done, of: bars(what, done / of, 0.0),
            )
        self.stdout.write(found.table())
        self.stdout.write(f"The card is {folder / 'README.md'}.")

    def _card(self, options: dict):
        from generation.engines.pocket import card

        self.stdout.write(str(card.write(self._weights())))

    def _weights(self) -> Path:
        """Those of the training in the home, else those in use."""
        for folder in (self.home / WEIGHTS, Path(settings.POCKET_HOME)):
            if (folder / "model_index.json").exists():
                return folder
        raise CommandError(f"There are no weights in {self.home / WEIGHTS}: manage.py pocket train makes them")


class _Bars:
    """One progress bar a phase, on a terminal."""

    def __init__(self, file):
        self._file, self._bar, self._name = file, None, ""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._close()

    def __call__(self, name: str, over: float, loss: float) -> None:
        if name != self._name:
            self._close()
            form = "{desc} {percentage:3.0f}% |{bar}| {elapsed}<{remaining}{postfix}"
            self._bar = tqdm(total=1.0, desc=f"{name:13}", file=self._file, disable=None, bar_format=form)
            self._name = name
        self._bar.update(max(0.0, over - self._bar.n))
        if loss:
            self._bar.set_postfix_str(f"loss {loss:.4f}", refresh=False)

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()


def device() -> str:
    from generation.engines.diffusers.model import device as found

    return found()


def _workers(options: dict) -> int:
    import os

    if options["workers"] is not None:
        return options["workers"]
    return 0 if options["toy"] else max(1, len(os.sched_getaffinity(0)) - 1)
