"""The page of last resort needs nothing that may be broken too."""
from django.template.loader import render_to_string


def test_it_stands_without_the_list_of_static_files(settings):
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
    settings.STATIC_ROOT = "/nowhere"
    page = render_to_string("500.html")
    assert "/static/css/qiao.css" in page
