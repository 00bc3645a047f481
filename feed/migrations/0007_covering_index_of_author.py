from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('feed', '0006_indexes_that_mislead'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='post',
            name='post_of_author',
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['author', 'visibility', 'standing', '-published_at', '-id'], name='post_listed_of_author'),
        ),
    ]
