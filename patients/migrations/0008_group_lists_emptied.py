from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('patients', '0007_group_lists'),
        ('patients', '0007_name_index_without_waiting_list'),
    ]

    operations = [
        migrations.AddField(
            model_name='group',
            name='emptied_at',
            field=models.DateTimeField(blank=True, help_text='from then on only who came is known, not what was typed', null=True),
        ),
    ]
