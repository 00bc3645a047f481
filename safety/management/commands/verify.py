"""Was a file made here?"""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from safety.marks.reading import Unreadable
from safety.verify import Finding, verify


class Command(BaseCommand):
    help = "Say whether a video file was made on this site, and which clip it is."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="one line of JSON")

    def handle(self, *, file, **options):
        try:
            finding = verify(file)
        except Unreadable as why:
            raise CommandError(f"{file}: {why}", returncode=2) from why
        self.stdout.write(_as_json(finding) if options["json"] else _as_sentence(finding))


def _as_json(finding: Finding) -> str:
    clip = finding.clip and str(finding.clip)
    return json.dumps({"made_here": finding.made_here, "id": clip, "confidence": finding.confidence})


def _as_sentence(finding: Finding) -> str:
    if not finding.made_here:
        return "Not found: nothing shows that this file was made here."
    by = "the file is unchanged" if finding.how == "file" else "by its hidden mark"
    return f"Made here: clip {finding.clip}, {finding.confidence} ({by})."
