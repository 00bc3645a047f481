"""PostgreSQL: what was computed for every row that a search walked is stored."""

from django.db import migrations

COLUMN = """
    ALTER TABLE feed_searchentry
    ADD COLUMN lexemes tsvector GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED
"""


def store(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX feed_searchwords")
        schema_editor.execute(COLUMN)
        schema_editor.execute("CREATE INDEX feed_searchwords ON feed_searchentry USING gin (lexemes)")


def compute(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE feed_searchentry DROP COLUMN lexemes")
        schema_editor.execute(
            "CREATE INDEX feed_searchwords ON feed_searchentry"
            " USING gin (array_to_tsvector(string_to_array(words, ' '))) WITH (fastupdate = off)"
        )


class Migration(migrations.Migration):
    dependencies = [("feed", "0007_covering_index_of_author")]
    operations = [migrations.RunPython(store, compute)]
