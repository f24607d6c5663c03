"""How static files are stored: under hashed names, compressed once."""

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Gzip alone: Brotli's last tenth of a size cost half a minute of the first `./run`."""

    def create_compressor(self, **kwargs: object) -> Compressor:
        return Compressor(use_brotli=False, **kwargs)
