"""Django's own list of what a public site must have finds nothing to say about production mode."""

import os
import subprocess
import sys

from tests.project.test_settings import PRODUCTION


def test_check_deploy_is_clean_in_production_mode(tmp_path) -> None:
    env = {**os.environ, **PRODUCTION, "QIAO_STATE": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite3"}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout
