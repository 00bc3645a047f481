"""Storyboards, clips made of clips, first and last pictures, variants, previews, sound; styles become rows."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F

#: Slug, name, words for a model.
STYLES = [
    ("natural", "Natural", "natural light, true colours, documentary look"),
    ("warm", "Warm", "warm colour grading, soft golden light"),
    ("cool", "Cool", "cool blue colour grading, clear light"),
    ("pastel", "Pastel", "soft pastel colours, airy and bright"),
    ("neon", "Neon", "glowing neon lights, saturated magenta and cyan, dark surroundings"),
    ("noir", "Noir", "black and white film noir, hard shadows, high contrast"),
    ("golden", "Golden", "golden hour, low sun, long shadows, lens glow"),
    ("dreamy", "Dreamy", "dreamy soft focus, haze, gentle bloom"),
]


def all_seconds_were_made(apps, schema_editor):
    apps.get_model("generation", "Generation").objects.update(made_seconds=F("seconds"))


def begin_with_styles(apps, schema_editor):
    rows = apps.get_model("generation", "Style").objects
    rows.bulk_create(
        rows.model(slug=slug, name=name, words=words, position=10 * place)
        for place, (slug, name, words) in enumerate(STYLES, start=1)
    )


class Migration(migrations.Migration):

    dependencies = [("generation", "0003_taken_back_and_ledger_order")]

    operations = [
        migrations.CreateModel(
            name="Style",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=40, unique=True, verbose_name="short name")),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="words for the model")),
                ("picture", models.FileField(blank=True, max_length=200, upload_to="", verbose_name="picture")),
                ("begins", models.DateField(blank=True, null=True, verbose_name="offered from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="offered until")),
                ("is_offered", models.BooleanField(default=True, verbose_name="offered")),
                ("position", models.PositiveSmallIntegerField(default=100, verbose_name="place")),
            ],
            options={
                "verbose_name": "style",
                "verbose_name_plural": "styles",
                "ordering": ["position", "slug"],
            },
        ),
        migrations.AddField(
            model_name="generation",
            name="captions",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="generation",
            name="first_frame",
            field=models.FileField(blank=True, max_length=200, upload_to=""),
        ),
        migrations.AddField(
            model_name="generation",
            name="has_sound",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="generation",
            name="is_preview",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="generation",
            name="last_frame",
            field=models.FileField(blank=True, max_length=200, upload_to=""),
        ),
        migrations.AddField(
            model_name="generation",
            name="made_seconds",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="seconds to make"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="generation",
            name="sheet",
            field=models.UUIDField(db_index=True, null=True),
        ),
        migrations.AddField(
            model_name="generation",
            name="shots",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="generation",
            name="strength",
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="generation",
            name="style_words",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.CreateModel(
            name="Part",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("clip", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="generation.generation", verbose_name="clip")),
                ("source", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="part_of", to="generation.generation", verbose_name="part")),
            ],
            options={
                "ordering": ["position"],
                "constraints": [models.UniqueConstraint(fields=("clip", "position"), name="part_in_its_place")],
            },
        ),
        migrations.RunPython(all_seconds_were_made, migrations.RunPython.noop),
        migrations.RunPython(begin_with_styles, migrations.RunPython.noop),
    ]
