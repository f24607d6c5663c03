from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "clinic.groups"
    label = "groups"
