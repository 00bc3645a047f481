"""A clip that was taken back has no files; the ledger is read newest first."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [("generation", "0002_cast_remix_and_ledger")]

    operations = [
        migrations.RemoveConstraint(model_name="generation", name="generation_ready_has_video"),
        migrations.AddConstraint(
            model_name="generation",
            constraint=models.CheckConstraint(
                condition=~Q(state="ready") | Q(standing="withdrawn") | (~Q(video="") & ~Q(poster="")),
                name="generation_ready_has_video",
            ),
        ),
        migrations.AddIndex(
            model_name="creditentry",
            index=models.Index(fields=["owner", "-id"], name="ledger_newest_first"),
        ),
    ]
