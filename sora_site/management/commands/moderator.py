"""Let a person moderate: reports, appeals, held requests, clips and people in the admin. With --remove, no longer."""

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User

GROUP = "Moderators"
#: To look and to decide. Who may also grant credits and change plans is given `add_creditentry` by a superuser.
DECIDES = ("generation", "heldrequest", "post", "comment", "cameo", "user", "case", "appeal")
READS = ("decision", "moderationaction", "registryentry", "report", "receipt", "creditentry")
MAY = (
    *(f"{verb}_{thing}" for verb in ("view", "change") for thing in DECIDES),
    *(f"view_{thing}" for thing in READS),
)


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("handle")
        parser.add_argument("--remove", action="store_true")

    def handle(self, *args, handle, remove, **options):
        person = User.objects.filter(username=handle.lstrip("@").lower()).first()
        if person is None:
            raise CommandError(f"nobody has the handle @{handle}")
        make_moderator(person, not remove)
        self.stdout.write(f"{person} {'moderates no longer' if remove else 'is a moderator: see /admin/'}")


def make_moderator(person: User, is_one: bool = True) -> None:
    group, _ = Group.objects.get_or_create(name=GROUP)
    group.permissions.set(Permission.objects.filter(codename__in=MAY))
    (person.groups.add if is_one else person.groups.remove)(group)
    person.is_staff = is_one or person.is_superuser
    person.save(update_fields=["is_staff"])
