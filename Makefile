# The two commands that do all the set-up: `make index REPO=<path>` and `make test`.

PYTHON ?= python3
VENV   ?= .venv
REPO   ?= .
BIN     = $(VENV)/bin
PIP     = $(BIN)/python -m pip install --quiet --disable-pip-version-check
SOURCES = $(shell find ecp -type f -not -name '*.pyc')

.DELETE_ON_ERROR:
.PHONY: index test torture torture-at-every-step torture-otherwise check lint types docs lock clean

index: $(VENV)/.installed
	$(BIN)/ecp index "$(REPO)"

# One process for each core, up to four: more would want more memory than they save time.
test: $(VENV)/.dev
	$(BIN)/python -m pytest --numprocesses logical --maxprocesses 4 --dist worksteal $(ARGS)

# The long forms of the randomised tests: kills, faults and inputs by the hundred.  About ten minutes on two cores, one
# for each of two halves.  ARGS are options of the tests, as in make torture ARGS="--seed 5 --corpora <folder of sources>".
torture: $(VENV)/.dev
	$(MAKE) -j2 torture-at-every-step torture-otherwise

torture-at-every-step: HALF = any_step
torture-otherwise:     HALF = not any_step
torture-at-every-step torture-otherwise: $(VENV)/.dev
	$(BIN)/python -m pytest -q --torture -m torture -k "$(HALF)" $(ARGS)

check: lint types test

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

# The parts of the documents that are made from the code.
docs: $(VENV)/.dev
	$(BIN)/python -m tests.documents

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "ecp needs Python 3.11 or later; say which: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "$(PYTHON) cannot make virtual environments; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# For use: whatever pyproject.toml allows and the user's own package index offers.
$(VENV)/.installed: pyproject.toml $(SOURCES) | $(VENV)/bin/python
	$(PIP) .
	@touch $@

# What is tested is exactly what requirements.lock names: its files by their hashes, the build backend among them, and
# ecp on top with nothing left to fetch.
$(VENV)/.dev: requirements.lock pyproject.toml $(SOURCES) | $(VENV)/bin/python
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation .
	@touch $(VENV)/.installed $@

# Renew requirements.lock: the newest releases on PyPI that pyproject.toml allows, for every system and Python from 3.11.
LOCK_TOOLS = .lock-tools
lock:
	$(PYTHON) -m venv $(LOCK_TOOLS)
	$(LOCK_TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check 'uv<1'
	$(LOCK_TOOLS)/bin/uv pip compile --quiet --no-config --upgrade --generate-hashes --universal --python-version 3.11 \
	  --default-index https://pypi.org/simple --custom-compile-command 'make lock' \
	  --extra dev --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) $(LOCK_TOOLS) build dist *.egg-info

# CORPORA is a folder of git repositories; `python -m benchmarks --help` says what else can be asked.
PEERS = .bench-peers
.PHONY: bench bench-peers
bench: $(VENV)/.bench
	@test -n "$(CORPORA)" || { echo "say which repositories: make bench CORPORA=<folder of git repositories>" >&2; exit 1; }
	$(BIN)/python -m benchmarks cold no-op one-file hundred-files force one-shot warm dirty \
	  --corpora "$(CORPORA)" --peers all --keep latest
	$(BIN)/python -m benchmarks replay --corpora "$(CORPORA)" --peers all --keep replay
	$(BIN)/python -m benchmarks scale --peers all --keep scale
	$(BIN)/python -m benchmarks agents --corpora "$(CORPORA)" --keep agents
	$(BIN)/python -m benchmarks slots --corpora "$(CORPORA)" --repeat 1 --keep slots

# The tools to measure beside ours, each in a folder of its own; nothing of ours depends on them.
bench-peers: $(VENV)/bin/python
	$(PYTHON) -m venv $(PEERS)/rust
	$(PEERS)/rust/bin/pip install --quiet --disable-pip-version-check egent-code-plexus
	mkdir -p $(PEERS)/codegraph
	npm install --silent --prefix $(PEERS)/codegraph @colbymchenry/codegraph

$(VENV)/.bench: $(VENV)/.dev
	$(PIP) '.[bench]'
	@touch $@
