# make run: start the dashboard on http://localhost:8501. make test: run every check and test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Processes that test side by side; two or three keep two cores busy, since a browser test mostly waits.
WORKERS ?= 3
NODE := PATH="$(CURDIR)/$(BIN):$$PATH"

.PHONY: run test deploy-test lint audit bench screenshots clean

run: $(VENV)/.run
	$(BIN)/python server.py

# What Python compiles is kept meanwhile, whatever the machine says: the tests start some forty servers from it.
test: lint
	$(BIN)/python -m tests.support.tools
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

# nginx as it is shipped, two servers and PostgreSQL on loopback; part of `make test`.
deploy-test: $(VENV)/.dev
	$(BIN)/python -m tests.support.tools
	$(BIN)/python -m pytest tests/deploy

lint: $(VENV)/.dev node_modules/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml lovp_data lovp_view pages dashboard.py server.py
	$(NODE) node_modules/.bin/tsc --project .
	$(NODE) node_modules/.bin/biome ci
	$(NODE) $(BIN)/node --test --test-reporter=dot tests/frontend/*.test.js

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

# Node comes as a package of Python; these are only the checkers of lovp_view/frontend.
node_modules/.installed: package.json package-lock.json $(VENV)/.dev
	$(NODE) npm ci --no-audit --no-fund --loglevel=error
	touch $@

clean:
	rm -rf $(VENV) node_modules var
