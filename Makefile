# The everyday verbs. `make` alone lists them.
PY := .venv/bin/python

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 14

run:  ## start the clinic
	@./run

test:  ## the whole of the tests, as the build machine runs them
	@./test

lint:  ## faults in code and templates
	.venv/bin/ruff check .
	.venv/bin/python -m pytest -q --no-header tests/test_templates.py tests/test_architecture.py

format:  ## order the imports and mend what can be mended
	.venv/bin/ruff check --fix .

types:  ## types
	QIAO_DEMO=1 .venv/bin/mypy

messages:  ## collect texts into locale/*/LC_MESSAGES/django.po and compile them
	$(PY) -m setup.catalogues --collect

lock:  ## requirements*.in to hashed requirements*.txt
	$(PY) -m setup.lock

house:  ## does the code keep to the measures of the house
	$(PY) -m pytest -q --no-header tests/test_architecture.py

bench:  ## measure against the table of docs/performance.md
	$(PY) -m tests.load

screenshots:  ## the pictures of the README, from a demo clinic of their own; best in Heihe's forenoon
	$(PY) -m tests.journeys.pictures

demo:  ## load the demo clinic anew into var/
	QIAO_DEMO=1 $(PY) manage.py load_demo

.PHONY: help run test lint format types messages lock bench screenshots demo house
