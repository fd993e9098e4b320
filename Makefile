# Two commands: `make run` and `make test`. Both set up what they need, and are quick the second time.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8501
# One more worker than processors: somebody waits for a browser at any time.
WORKERS ?= $(shell n=$$(nproc 2>/dev/null) && expr 1 + $$n || echo auto)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test quick lint soak faults bench catalogue rights weight clean

# Whoever sits at this machine may set meetings up; only where the server listens to nobody else.
export PRIORITISATION_SEAT ?= $(if $(filter 127.0.0.1 localhost ::1,$(HOST)),$(if $(FORWARDED_ALLOW_IPS),,1))

run: $(VENV)/.run
	$(BIN)/streamlit run app.py --server.address $(HOST) --server.port $(PORT)

# A file, a folder or a test instead of all: make test ONLY=tests/criteria/test_scales.py
# Browser and office are installed where they may be needed: for all tests, and for what is below.
ONLY ?=
NEEDED := $(if $(ONLY),$(if $(filter tests/e2e%,$(ONLY)),$(VENV)/.browser),$(VENV)/.browser $(VENV)/.office)

test: $(VENV)/.test $(NEEDED)
	$(BIN)/python -m pytest $(or $(ONLY),--numprocesses $(WORKERS) --dist worksteal)

# What decides: numbers, rules of a meeting, cells that are read.
quick: $(VENV)/.test
	$(BIN)/python -m pytest --dist worksteal \
		--numprocesses $(shell nproc 2>/dev/null || echo auto) \
		criteria prioritisation/analysis tests/criteria tests/prioritisation/analysis \
		tests/prioritisation/meeting/rules tests/prioritisation/imports/cells

lint: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --override-ini addopts=-q tests/house

# Then what is deep, and each combination of those that `make test` draws some of (tests/sampled.py).
soak: $(VENV)/.test $(VENV)/.browser
	HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest --override-ini addopts="-q" tests/soak
	TESTS_WHOLE=1 $(BIN)/python -m pytest -m "deep or sampled"

# How many of the faults that are put into the product one by one the tests find (tests/faults.py).
faults: $(VENV)/.test
	$(BIN)/python -m tests.faults $(ONLY)

bench: $(VENV)/.test $(VENV)/.browser
	$(BIN)/python -m tests.benchmarks $(ONLY)

# Message ids of the code that the French catalogue does not have yet are added to it, empty.
catalogue: $(VENV)/.test
	$(BIN)/python tests/prioritisation/wording/update.py

# What the documentation says of rights is what the rules say.
rights: $(VENV)/.test
	$(BIN)/python -m tests.rights.page

# Code lines, modules and messages by room, beside the most that each may weigh (pyproject.toml).
weight: $(VENV)/.test
	$(BIN)/python -m tests.weighing

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/.made:
	sh .ci/venv $(PYTHON) $(VENV)
	touch $@

$(VENV)/.run: requirements.txt | $(VENV)/.made
	sh .ci/packages $(BIN)/python requirements.txt
	touch $@

$(VENV)/.test: requirements.txt requirements-dev.txt | $(VENV)/.made
	sh .ci/packages $(BIN)/python requirements-dev.txt
	touch $@ $(VENV)/.run

$(VENV)/.browser: $(VENV)/.test
	sh .ci/browser $(BIN)
	touch $@

$(VENV)/.office: .ci/office | $(VENV)/.made
	sh .ci/office
	touch $@
