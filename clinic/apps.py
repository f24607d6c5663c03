"""The wiring as an application: it loads Celery, so that a task called from a page finds its broker."""

from django.apps import AppConfig

from clinic import celery


class ClinicConfig(AppConfig):
    name = "clinic"
    label = "clinic"
    celery_app = celery.app
