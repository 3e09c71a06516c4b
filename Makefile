.DEFAULT_GOAL := help
.PHONY: help check test long coverage lint types contracts pictures catalogues keys bench wheel

PYTHON ?= .venv/bin/python
BIN := $(dir $(PYTHON))

help:  ## Show what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

check: lint types contracts test  ## All that must hold before a commit

test:  ## Run the tests
	$(PYTHON) -m pytest

long:  ## Run the tests that try many more examples: the full proof (docs/proof.md)
	AVE_HYPOTHESIS=long $(PYTHON) -m pytest -m long

coverage:  ## Every branch of the rules and of the sync must be tried by some test
	$(PYTHON) -m pytest -n 2 tests/domain tests/sync tests/services tests/proof/test_faults.py \
	  --cov --cov-report=term-missing --cov-fail-under=100

lint:  ## Look for mistakes and formatting
	$(BIN)ruff check .
	$(BIN)ruff format --check .

types:  ## Check the types
	$(BIN)mypy

contracts:  ## Check who imports whom
	$(BIN)lint-imports --no-logo

pictures:  ## Take the pictures of the README from the real program
	$(PYTHON) -m tools.pictures

catalogues:  ## Find the sentences, keep their French, compile
	$(PYTHON) -m tools.catalogues

keys:  ## Renew the table of keys in both READMEs
	$(PYTHON) -m tools.keys

bench:  ## Measure this machine against the budgets
	$(PYTHON) -m tests.bench

wheel:  ## Build the wheel
	$(PYTHON) -m build --wheel
