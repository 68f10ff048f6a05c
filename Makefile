# Set-up needs Python 3.11 or newer with pip; only `make lock` needs uv.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --no-emit-index-url --quiet \
	--custom-compile-command "make lock"

.PHONY: setup run test check bench openapi lock clean

setup: $(READY)

# The stamp keeps later targets from installing again until the lock or the project file changes.
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --disable-pip-version-check --quiet \
		--require-hashes -r requirements.lock
	$(BIN)/python -m pip install --disable-pip-version-check --quiet \
		--no-deps --no-build-isolation --editable .
	touch $@

run: setup
	$(BIN)/python docs/examples/run.py

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy

# An empty -m takes back the selection in pyproject.toml: every suite, the slow ones too.
test: check
	$(BIN)/pytest -m ""

bench: setup
	$(BIN)/python -m benchmarks

openapi: setup
	$(BIN)/python -m morile_api.web.document

lock:
	$(COMPILE) --all-extras --group build --group test --group lint --group contract \
		--group bench --output-file requirements.lock
	$(COMPILE) --extra all --constraint requirements.lock \
		--output-file requirements-runtime.lock

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis build dist
