from django.apps import AppConfig


class MyDayConfig(AppConfig):
    name = "clinic.my_day"
    label = "my_day"
