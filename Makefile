# `make run` and `make test` set everything up by themselves; the rest is for those who work on the code.
PYTHON ?= python3
BIN    := .venv/bin
DATA   ?= .data
PORT   ?= 8000

.PHONY: run test lint bench lock clean
.DEFAULT_GOAL := run

# Set up once, and again when the lock or the project file changes.
.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

run: .venv/.ready
	$(BIN)/policygraph ingest corpus/documents --authority corpus/regions.ttl --data $(DATA)
	$(BIN)/policygraph serve --data $(DATA) --host 127.0.0.1 --port $(PORT)

# What looks at the pages for hindrances, in one version; without npm those tests are passed over.
AXE := axe-core-4.14.1
AXE_SHA512 := 1477dafa598d8d065f273d6af302aa203c02e83131707b7fa648cd41bd3d6b734f8c22a0dab86ee6a6f64b8afbe804b214d36db85a2826965edfb3a0b9d546b5
.venv/axe.min.js: | .venv/.ready
	-cd .venv && npm pack --silent axe-core@4.14.1 >/dev/null && echo "$(AXE_SHA512)  $(AXE).tgz" | sha512sum -c --quiet \
	  && tar -xzOf $(AXE).tgz package/axe.min.js >axe.part && mv axe.part axe.min.js

# What searches by likeness, for its tests: torch without CUDA. Where no such build is offered they are passed over.
.venv/.dense: requirements-dense.lock | .venv/.ready
	-$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -r requirements-dense.lock && touch $@

test: .venv/.ready .venv/.dense .venv/axe.min.js lint
	$(BIN)/pytest -n 2

lint: .venv/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.ready
	for file in bench/*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

# Pins every version that pyproject.toml admits; names no index, so that any mirror serves.
lock:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip install --quiet pip-tools
	.venv-lock/bin/pip-compile --quiet --extra dev --strip-extras --no-header --no-annotate --no-emit-index-url \
	  --no-emit-trusted-host --no-emit-find-links --output-file requirements.lock pyproject.toml
	.venv-lock/bin/pip install --quiet -r requirements.lock torch==2.13.0+cpu sentence-transformers usearch
	.venv-lock/bin/pip freeze | grep -vxF -f requirements.lock | grep -v '^pip\|^-e' >requirements-dense.lock
	rm -rf .venv-lock

clean:
	rm -rf .venv .venv-lock .data .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
