from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("patients", "0009_lodging_index")]

    operations = [
        migrations.RemoveConstraint(model_name="patient", name="patient_has_a_name"),
        migrations.AddConstraint(
            model_name="patient",
            constraint=models.CheckConstraint(
                name="patient_has_a_name",
                condition=~Q(surname_latin="", surname_ru="", given_latin="", given_ru="", chinese_name=""),
            ),
        ),
    ]
