from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    name = "clinic.coordination"
    label = "coordination"
