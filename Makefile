# make run: start the dashboard on http://localhost:8501. make test: run every check and test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Processes that test side by side; two or three keep two cores busy, since a browser test mostly waits.
WORKERS ?= 3

.PHONY: run test deploy-test lint audit bench screenshots clean

run: $(VENV)/.run
	$(BIN)/python server.py

test: lint
	$(BIN)/python -m tests.support.tools
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

# nginx as it is shipped, two servers and PostgreSQL on loopback; part of `make test`.
deploy-test: $(VENV)/.dev
	$(BIN)/python -m tests.support.tools
	$(BIN)/python -m pytest tests/deploy

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml lovp_data lovp_view pages dashboard.py server.py

# Known weaknesses in what is installed; needs the network, so it is no part of the tests.
audit: $(VENV)/.dev
	$(BIN)/pip-audit --require-hashes --requirement requirements.lock

bench: $(VENV)/.dev
	$(BIN)/python -m bench

screenshots: $(VENV)/.dev
	$(BIN)/python -m tests.support.tools
	$(BIN)/python -m docs.screenshots

$(VENV)/.python:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; found " + sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.run: requirements.lock | $(VENV)/.python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt | $(VENV)/.python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) var
