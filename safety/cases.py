"""What is reported and waits for a moderator: one case for each thing, with all that was said about it."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from safety.models import Case, Report
from safety.subjects import NoSuchSubject, find


def open_cases(cases: QuerySet | None = None) -> QuerySet[Case]:
    """The first open report on each thing, with `people`: how many reported it. Most reported first, then oldest."""
    alike = Report.objects.open().about(OuterRef("subject")).order_by()
    people = alike.values("subject").annotate(people=Count("pk")).values("people")
    first = (Case.objects.all() if cases is None else cases).open().exclude(Exists(alike.filter(pk__lt=OuterRef("pk"))))
    return first.annotate(people=Subquery(people)).order_by("-people", "made_at", "pk")


def fill(cases: Iterable[Case]) -> list[Case]:
    """Each with its `thing`, None once it is deleted, and its `said`: every open report. A query for each kind."""
    cases = list(cases)
    by_kind, said = defaultdict(set), defaultdict(list)
    for case in cases:
        by_kind[case.kind].add(case.subject)
    things = {pk: thing for kind, pks in by_kind.items() for pk, thing in _found(kind, pks).items()}
    for report in Report.objects.open().filter(subject__in=[case.subject for case in cases]).select_related("reporter"):
        said[report.subject].append(report)
    for case in cases:
        case.thing, case.said = things.get(case.subject), said[case.subject]
    return cases


def reasons(case: Case) -> list[tuple[str, int]]:
    """Why it was reported and how often, the commonest first."""
    return Counter(report.get_reason_display() for report in case.said).most_common()


def _found(kind: str, pks) -> dict:
    try:
        return find(kind, pks)
    except NoSuchSubject:  # a kind of thing that the site no longer has
        return {}
