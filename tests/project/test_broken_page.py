"""The page of last resort needs nothing that may be broken too."""
import pytest
from django.template.loader import render_to_string


def test_it_stands_without_the_list_of_static_files(settings):
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
    settings.STATIC_ROOT = "/nowhere"
    with pytest.raises(ValueError, match="Missing staticfiles manifest"):
        render_to_string("404.html")
    page = render_to_string("500.html")
    assert "/static/css/qiao.css" in page
