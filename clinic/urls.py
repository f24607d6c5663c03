"""Every door of the house; each folder lists its own rooms."""
from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
