"""The index behind `feed.search`, in the words of either database."""

from django.db import migrations

# The full-text table holds no text of its own, so a row that goes has to be told what it was.
GONE = "INSERT INTO feed_searchwords(feed_searchwords, rowid, words) VALUES ('delete', old.id, old.words);"
COME = "INSERT INTO feed_searchwords(rowid, words) VALUES (new.id, new.words);"
SQLITE = [
    """
    CREATE VIRTUAL TABLE feed_searchwords USING fts5(
        words, content='feed_searchentry', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
    )
    """,
    f"CREATE TRIGGER feed_searchwords_insert AFTER INSERT ON feed_searchentry BEGIN {COME} END",
    f"CREATE TRIGGER feed_searchwords_delete AFTER DELETE ON feed_searchentry BEGIN {GONE} END",
    f"CREATE TRIGGER feed_searchwords_update AFTER UPDATE ON feed_searchentry BEGIN {GONE} {COME} END",
    "INSERT INTO feed_searchwords(feed_searchwords) VALUES ('rebuild')",
]
POSTGRESQL = [
    "CREATE INDEX feed_searchwords ON feed_searchentry"
    " USING gin (array_to_tsvector(string_to_array(words, ' '))) WITH (fastupdate = off)"
]


def make_index(apps, schema_editor):
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX feed_searchwords")
        return
    for event in ("insert", "delete", "update"):
        schema_editor.execute(f"DROP TRIGGER feed_searchwords_{event}")
    schema_editor.execute("DROP TABLE feed_searchwords")


class Migration(migrations.Migration):
    dependencies = [("feed", "0004_cast_and_threads")]
    operations = [migrations.RunPython(make_index, drop_index)]
