"""Write everything that a person made, and what was recorded about it, into a ZIP file."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from sora_site.export import stream


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("handle")
        parser.add_argument("--out", type=Path, metavar="FILE.zip", help="default: HANDLE.zip here")

    def handle(self, *args, handle, out, **options):
        person = User.objects.filter(username=handle.lstrip("@").lower()).first()
        if person is None:
            raise CommandError(f"nobody has the handle @{handle.lstrip('@')}")
        to = out or Path(f"{person.username}.zip")
        try:
            with to.open("wb") as file:
                file.writelines(stream(person, site=settings.SITE_NAME))
        except OSError as error:
            raise CommandError(f"{to}: {error}") from error
        self.stdout.write(f"{to} holds everything of {person}")
