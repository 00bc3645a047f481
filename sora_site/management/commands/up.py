"""Start the site, its workers, the sweep and, unless REDIS_URL names one, Redis. Ctrl-C ends them all."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sora_site import env, runner


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--workers", type=int, default=env.number("WORKERS", 1), help="processes that make clips")
        parser.add_argument("--threads", type=int, default=env.number("WEB_THREADS", 16), help="of the web process")

    def handle(self, *args, workers, threads, **options):
        if settings.PRODUCTION:  # a site that would not pass `check --deploy` does not start
            self.check(include_deployment_checks=True)
        try:
            with runner.alone_in(settings.HOME):
                runner.refuse_taken_port(settings.HOST, settings.PORT)
                crew = runner.children(web_threads=threads, workers=workers)
                runner.Supervisor(crew).run()
        except runner.CannotStart as why:
            raise CommandError(str(why)) from why
