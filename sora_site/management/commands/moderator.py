"""Let a person moderate: clips, held requests and people in the admin. With --remove, no longer."""

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User

GROUP = "Moderators"
MAY = (
    "view_generation",
    "change_generation",
    "view_heldrequest",
    "change_heldrequest",
    "view_post",
    "view_user",
    "change_user",
    "view_decision",
    "view_moderationaction",
    "view_registryentry",
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
