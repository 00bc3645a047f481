import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('feed', '0005_search'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='comment',
            name='standing',
            field=models.CharField(choices=[('live', 'live'), ('hidden', 'hidden after reports'), ('removed', 'taken down'), ('withdrawn', 'taken back by somebody in it')], default='live', max_length=10),
        ),
        migrations.AlterField(
            model_name='post',
            name='author',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='posts', to=settings.AUTH_USER_MODEL, verbose_name='author'),
        ),
        migrations.AlterField(
            model_name='post',
            name='standing',
            field=models.CharField(choices=[('live', 'live'), ('hidden', 'hidden after reports'), ('removed', 'taken down'), ('withdrawn', 'taken back by somebody in it')], default='live', max_length=10),
        ),
    ]
