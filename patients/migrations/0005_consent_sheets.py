# A sheet is what was signed at once; a consent is one yes or no on it. The table of consents was empty until now.

import uuid

import django.db.models.deletion
import encrypted_fields.fields
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

WAYS = [('paper', 'signed on paper'), ('drawn', 'drawn on the screen'), ('spoken', 'spoken at the desk')]
TEXT = 'one statement a line, the same number of lines in each language'


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('patients', '0004_document_hash'),
    ]

    operations = [
        migrations.DeleteModel(name='Consent'),
        migrations.CreateModel(
            name='ConsentSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.UUIDField(default=uuid.uuid4, editable=False, help_text='made with the empty page: the second of two clicks finds it')),
                ('language', models.CharField(max_length=8, verbose_name='language it was read in')),
                ('way', models.CharField(choices=WAYS, max_length=8, verbose_name='way of signing')),
                ('signature', encrypted_fields.fields.EncryptedTextField(blank=True, help_text='strokes of the pen as an SVG path', null=True, verbose_name='signature')),
                ('signed_at', models.DateTimeField(verbose_name='signed at')),
                ('guardian', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='patients.guardian', verbose_name='signed by the guardian')),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consent_sheets', to='patients.patient', verbose_name='patient')),
                ('witness', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='witness')),
            ],
            options={
                'verbose_name': 'consent sheet',
                'verbose_name_plural': 'consent sheets',
                'ordering': ['-signed_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('patient', 'token'), name='consent_sheet_once')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given', models.BooleanField(help_text='no: asked and refused', verbose_name='agreed')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn at')),
                ('withdrawn_way', models.CharField(blank=True, choices=WAYS, max_length=8, verbose_name='way of withdrawing')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='patients.consentsheet', verbose_name='sheet')),
                ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='patients.consenttext', verbose_name='text')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='withdrawal taken by')),
            ],
            options={
                'verbose_name': 'consent',
                'verbose_name_plural': 'consents',
                'ordering': ['-sheet__signed_at', '-pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('sheet', 'text'), name='consent_once_a_sheet'),
                    models.CheckConstraint(condition=Q(withdrawn_at__isnull=True) | Q(given=True), name='consent_given_before_withdrawn'),
                    models.CheckConstraint(
                        condition=Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True), ('withdrawn_way', ''))
                        | (Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)) & ~Q(withdrawn_way='')),
                        name='consent_withdrawn_before_somebody',
                    ),
                ],
            },
        ),
        # An encrypted field keeps a blank as NULL.
        migrations.AlterField(
            model_name='guardian',
            name='proof_detail',
            field=encrypted_fields.fields.EncryptedCharField(blank=True, max_length=120, null=True, verbose_name='number and date of the proof'),
        ),
        migrations.AlterField(
            model_name='consenttext',
            name='needed_for',
            field=models.CharField(blank=True, choices=[('treatment', 'the treatment itself'), ('presence', "the interpreter's presence"), ('sending', 'sending anything abroad'), ('reminders', 'messages over this channel'), ('publishing', 'publishing anything'), ('', 'nothing')], help_text='registration never is', max_length=20, verbose_name='what is refused without it'),
        ),
        *(
            migrations.AlterField(
                model_name='consenttext', name=name, field=models.TextField(help_text=TEXT, null=name != 'text', verbose_name='text')
            )
            for name in ('text', 'text_zh_hans', 'text_ru', 'text_en')
        ),
    ]
