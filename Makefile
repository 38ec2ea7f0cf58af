# `make site` and `make test` do all their set-up. Nothing is installed outside this folder, but for Debian's browsers in `make test`.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt
export NO_MKDOCS_2_WARNING := 1
# Where the site will be published; canonical links, the sitemap and instant navigation need it.
export SITE_URL ?= http://127.0.0.1:8000/

# The tests that open no browser and, but for a few, build no site.
UNITS := tests/authoring tests/cli tests/engine tests/model/test_oracle.py tests/repo tests/translation
# What `make check` is made of; .pre-commit-config.yaml has a hook for each.
CHECKS := check-python check-scripts check-checklists

.DEFAULT_GOAL := help
.PHONY: help site serve test quick pythons check $(CHECKS) docs format bench model parity runtime wheel release-check clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-13s %s\n", $$1, $$2}'

site: $(VENV)/.site node_modules/.site ## build the complete site to site/
	@echo "Building the site ..."
	@$(BIN)/mkdocs build --quiet
	@echo "site/ is complete: $$(find site -name index.html | wc -l) pages. Look at it: python3 -m http.server --directory site"

serve: $(VENV)/.site node_modules/.site ## build, serve and reload on every change
	@$(BIN)/mkdocs serve --livereload

test: $(VENV)/.test node_modules/.dev ## run all tests
	@scripts/ensure-engines
	@CHROMIUM="$$(scripts/ensure-chromium)" && export CHROMIUM && echo "Testing with $$($(BIN)/python --version), node $$(node --version), $$CHROMIUM ..." \
	  && $(BIN)/python -m pytest --numprocesses 2 --dist loadgroup $(PYTEST)

quick: $(VENV)/.test node_modules/.site ## the tests for while one writes: no browser, no Pyodide, nothing slow; under a minute
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup -m "not slow" $(UNITS) $(PYTEST)

pythons: node_modules/.site ## run the tests without a browser on every supported Python of this machine
	@scripts/test-pythons $(UNITS) $(PYTEST)

check: $(CHECKS) ## lint and check the types of Python and JavaScript, and the checklists

check-python: $(VENV)/.check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check-scripts: node_modules/.dev
	node_modules/.bin/biome check --error-on-warnings
	node_modules/.bin/tsc --project jsconfig.json
	node_modules/.bin/tsc --project jsconfig.worker.json
	node_modules/.bin/tsc --project jsconfig.service-worker.json

check-checklists: $(VENV)/.site
	$(BIN)/bilan check --strict

docs: $(VENV)/.site ## write the generated parts of docs/*.md anew
	@$(BIN)/python scripts/generate_docs.py

format: $(VENV)/.check node_modules/.dev ## format Python and JavaScript
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	node_modules/.bin/biome check --write

bench: $(VENV)/.bench node_modules/.dev benchmarks/peers/node_modules/.site ## measure beside peers; writes benchmarks/results/ and docs/measured.svg
	@CHROMIUM="$$(scripts/ensure-chromium)" && export CHROMIUM && $(BIN)/python -m benchmarks

model: $(VENV)/.test node_modules/.site ## drive the page by chance in BROWSER (chromium, firefox, webkit) RUNS times (100), from SEED on
	@scripts/ensure-engines
	@CHROMIUM="$$(scripts/ensure-chromium)" && export CHROMIUM && $(BIN)/python -m tests.model --browser $(or $(BROWSER),chromium) \
	  $(if $(REPLAY),--replay $(REPLAY),--runs $(or $(RUNS),100) $(if $(SEED),--seed $(SEED)))

parity: $(VENV)/.test node_modules/.site ## score PAIRS random checklists (100,000) on every Python of this machine and on Pyodide
	@$(BIN)/python -m benchmarks.parity $(or $(PAIRS),100000)

runtime: $(VENV)/.site node_modules/.site ## make only what the browser runs, to dist/runtime/, and tell its sizes and digests
	@$(BIN)/python scripts/bundle_runtime.py dist/runtime

wheel: $(VENV)/.site node_modules/.site ## build the wheel, with the runtime in it, to dist/
	@$(BIN)/python scripts/bundle_runtime.py >/dev/null
	@$(BIN)/python -m pip --disable-pip-version-check wheel --quiet --no-deps --wheel-dir dist .
	@rm -rf plugins/bilan/runtime
	@ls dist/*.whl

release-check: wheel $(VENV)/.test ## tell what keeps the version here from being released
	@$(BIN)/python -m scripts.release_check

clean: ## remove everything that was installed or built here
	rm -rf $(VENV) .venv-3.* node_modules benchmarks/peers/node_modules site dist plugins/bilan/runtime .pytest_cache .mypy_cache .ruff_cache

$(BIN)/python:
	@python="$$(scripts/find-python)" && echo "Making a virtual environment with $$python ..." && "$$python" -m venv $(VENV)

$(VENV)/.site: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing the Python packages of the site ..."
	@$(PIP) --editable '.[runtime]'
	@touch $@

$(VENV)/.test: $(VENV)/.site
	@echo "Installing the Python packages of the tests ..."
	@$(PIP) --editable '.[runtime,test]'
	@touch $@

$(VENV)/.check: $(VENV)/.test
	@echo "Installing the linters ..."
	@$(PIP) --editable '.[runtime,test,check]'
	@touch $@

$(VENV)/.bench: $(VENV)/.test
	@echo "Installing what the bench compares with ..."
	@$(PIP) --editable '.[runtime,test,bench]'
	@touch $@

benchmarks/peers/node_modules/.site: benchmarks/peers/package.json benchmarks/peers/package-lock.json benchmarks/peers/.npmrc
	@echo "Installing the npm packages that the bench compares with ..."
	@cd benchmarks/peers && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

node_modules/.site: package.json package-lock.json .npmrc
	@command -v npm >/dev/null || { echo "Bilan needs Node 20 or newer with npm (on Debian: apt install nodejs npm)." >&2; exit 1; }
	@echo "Installing the Pyodide runtime ..."
	@npm ci --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

node_modules/.dev: package.json package-lock.json .npmrc
	@command -v npm >/dev/null || { echo "Bilan needs Node 20 or newer with npm (on Debian: apt install nodejs npm)." >&2; exit 1; }
	@echo "Installing the Pyodide runtime and the npm packages of the tests ..."
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@ node_modules/.site
