import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('feed', '0003_likes_comments_and_lineage'),
        ('generation', '0002_cast_remix_and_ledger'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='comment',
            name='comment_of_post',
        ),
        migrations.AddField(
            model_name='post',
            name='cast',
            field=models.JSONField(default=list),
        ),
        migrations.AlterField(
            model_name='comment',
            name='author',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='comments', to=settings.AUTH_USER_MODEL, verbose_name='author'),
        ),
        migrations.AlterField(
            model_name='post',
            name='parent',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='remixes', to='feed.post'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('parent__isnull', True)), fields=['post', '-made_at', '-id'], name='comment_top_of_post'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(fields=['author', '-made_at'], name='comment_of_author'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(condition=models.Q(('parent__isnull', False)), fields=['parent', '-published_at', '-id'], name='post_of_parent'),
        ),
    ]
