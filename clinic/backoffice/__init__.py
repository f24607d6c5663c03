"""The ground of the back office: imports nothing of ours."""
