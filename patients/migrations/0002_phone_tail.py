from django.db import migrations, models

from patients.indexes import Tail


class Migration(migrations.Migration):
    dependencies = [("patients", "0001_initial")]

    operations = [
        migrations.AddIndex(model_name="patient", index=models.Index(Tail("phone"), name="patient_phone_tail")),
    ]
