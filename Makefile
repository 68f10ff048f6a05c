# Set-up needs Python 3.11 or newer with pip; only `make lock` needs uv.
PYTHON ?= python3
BIN := .venv/bin
RUNS := .venv/.runs
READY := .venv/.ready
SPARK := .venv/.spark
INSTALL := $(BIN)/python -m pip install --disable-pip-version-check --quiet

COMPILE := uv pip compile --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --no-emit-index-url --quiet \
	--custom-compile-command "make lock"

.PHONY: setup run test check browser proxies determinism bench soak mixed sbom spark openapi compatible lock clean

setup: $(READY)

# The stamps keep later targets from installing again until a lock or the project file changes.
# What runs is installed first, so that `make run` does not wait for what only tests need.
$(RUNS): requirements-runtime.lock requirements-build.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(INSTALL) --require-hashes -r requirements-runtime.lock -r requirements-build.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

$(READY): $(RUNS) requirements.lock
	$(INSTALL) --require-hashes -r requirements.lock
	touch $@

run: $(RUNS)
	$(BIN)/python docs/examples/run.py

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy

# Chromium and pdftotext from the distribution where they may be installed, and axe with its hash checked.
browser:
	tests/browser/install.sh

# HAProxy and nginx from the distribution where they may be installed, and public lists of bad input
# with their hashes checked.
proxies:
	tests/robustness/install.sh

# An empty -m takes back the selection in pyproject.toml: every suite, the slow ones too. Files are
# shared out over the cores; the tests of one stay together, with the servers they start. In the order of
# their names, for the longest files have few tests and would else come last.
test: check browser proxies
	$(BIN)/pytest -m "not spark" -n auto --dist loadfile --no-loadscope-reorder
	$(BIN)/python -m tests.determinism

# The same bits on the lowest and the newest numpy, with processor features off, on every Python here.
determinism: setup
	$(BIN)/python -m tests.determinism

# Spark is half a gigabyte, so only who asks for it gets it. It comes as source, whose tools are locked.
$(SPARK): $(READY) requirements-spark.lock
	.ci/java
	$(INSTALL) --require-hashes --no-build-isolation -r requirements-spark.lock
	touch $@

spark: $(SPARK)
	.ci/java
	$(BIN)/pytest -m spark

bench: setup
	$(BIN)/python -m benchmarks

# Load, hostile crowds, faults and mixed requests; code 1 when a count that must be 0 is not.
REQUESTS ?= 100000
soak: setup
	$(BIN)/python -m benchmarks.soak --requests $(REQUESTS) --write

# A hundred thousand requests, sound and hostile ones mixed, of which none may end wrongly.
mixed: setup
	$(BIN)/python -m benchmarks.soak --only endurance --requests $(REQUESTS)

# What is installed at run time, as CycloneDX; the same lock gives the same bytes. The generator knows
# neither licences nor who needs whom from a lock; the second step does.
SBOM ?= dist/morile.cdx.json
sbom: setup
	mkdir -p $(dir $(SBOM))
	$(BIN)/python -W "ignore:The Component this BOM:UserWarning" -m cyclonedx_py requirements \
		--pyproject pyproject.toml --spec-version 1.6 --output-reproducible --output-file $(SBOM).part \
		requirements-runtime.lock
	$(BIN)/python -m tests.house.bill < $(SBOM).part > $(SBOM)
	rm $(SBOM).part

# Whether the contract as built now breaks callers of an older one: make compatible OLD=older.json
compatible: openapi
	$(BIN)/python -m morile_api.web.compatibility $(OLD) $(lastword $(sort $(wildcard openapi/*.json)))

openapi: setup
	$(BIN)/python -m morile_api.web.document

lock:
	$(COMPILE) pyproject.toml --extra all --group build --group test --group bulk --group lint \
		--group contract --group bench --group sbom --output-file requirements.lock
	$(COMPILE) pyproject.toml --extra server --extra frames --extra excel --constraint requirements.lock \
		--output-file requirements-runtime.lock
	$(COMPILE) --group build --constraint requirements.lock \
		--output-file requirements-build.lock
	$(COMPILE) pyproject.toml --extra spark --constraint requirements.lock \
		--output-file requirements-spark.lock

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis build dist
