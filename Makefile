# `uv` where it is found, else venv and pip. Nothing here needs root.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
EXTRAS ?= dev
# Every version with its checksum, as CI wants it (`make locks`); empty takes the newest
# that pyproject.toml allows.
LOCK ?=
export ORT_DISABLE_TELEMETRY := 1
# What `make slow` has compiled `make test` need not.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup demo test slow lowest locks release audit check lint types layers words shape format golden account docs docs-check site pictures bench look fuzz sarif clean

setup: $(BIN)/.ready-$(EXTRAS)

$(BIN)/.ready-$(EXTRAS): pyproject.toml $(LOCK)
	@echo "Installing into $(VENV), some minutes the first time (about 1 GB) …"
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --allow-existing --python $(PYTHON) $(VENV) && install='uv pip install --quiet --python $(BIN)/python'; \
	else \
	  $(PYTHON) -m venv $(VENV) && install='$(BIN)/python -m pip install --quiet --disable-pip-version-check'; \
	fi && \
	if [ -n '$(LOCK)' ]; then \
	  $$install --require-hashes -r '$(LOCK)' && $$install --no-deps --no-build-isolation -e .; \
	else \
	  $$install -e '.[$(EXTRAS)]'; \
	fi
	@touch $@

demo:
	@$(MAKE) --no-print-directory setup EXTRAS=web
	$(BIN)/scorer score fixtures/pins --quiet -o report.html
	$(BIN)/scorer score fixtures/pins --model models/demo --quiet -o report-with-model.html
	$(BIN)/scorer score fixtures/pins
	$(BIN)/scorer insights models/demo --rule fixtures/account/rule.json -o insights.html
	$(BIN)/scorer insights models/demo
	@echo "Open report.html, report-with-model.html and insights.html in a browser."

# The model that travels in the repository; again whenever a family's version rises. It is
# trained on the exports of a month ago and retrained on those of now, as a user would.
account: setup
	$(BIN)/python fixtures/account/draw_account.py
	rm -rf models/demo models/demo.previous
	$(BIN)/scorer train fixtures/account/earlier --pins fixtures/account/pins --out models/demo
	$(BIN)/scorer train fixtures/account/exports --pins fixtures/account/pins --update models/demo
	rm -rf models/demo.previous models/demo/insights.html models/demo/pins.html

# Each worker takes a part of the modules, so that what a module's tests share is made
# once, and helps the others at the end. They are one more than two cores: tests wait.
test: setup
	$(BIN)/python -m pytest -n 3 --dist worksteal -q -m "not slow"

# What takes ten seconds or more a test, which CI waits for and nobody else.
slow: setup
	$(BIN)/python -m pytest -n 2 --dist worksteal -q -m slow

# The other end of the bounds in pyproject.toml: the oldest versions that they allow.
lowest:
	$(MAKE) test VENV=build/lowest LOCK=requirements/lowest.txt

# The versions that CI, the action, `make lowest` and `make release` install. Wants uv;
# read the diff.
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-header --no-annotate --no-emit-index-url --no-emit-find-links --upgrade
OURS := pyproject.toml requirements/build.in
locks:
	$(COMPILE) $(OURS) --output-file requirements/action.txt
	$(COMPILE) $(OURS) --extra ci --output-file requirements/ci.txt
	$(COMPILE) $(OURS) --extra ci --resolution lowest-direct --output-file requirements/lowest.txt
	$(COMPILE) requirements/build.in requirements/release.in --output-file requirements/release.txt

# What is uploaded for a version: wheel, source, and a bill of what the action installs.
release: build/release/.ready
	rm -rf dist
	build/release/bin/python -m build --no-isolation
	build/release/bin/cyclonedx-py requirements requirements/action.txt --pyproject pyproject.toml \
	  --output-reproducible --of JSON -o dist/sbom.cdx.json

# Known holes in what the action installs, where the registry gives advisories.
audit: build/release/.ready
	build/release/bin/pip-audit --require-hashes --disable-pip -r requirements/action.txt

build/release/.ready: requirements/release.txt
	$(PYTHON) -m venv build/release
	build/release/bin/python -m pip install --quiet --disable-pip-version-check \
	  --require-hashes -r requirements/release.txt
	@touch $@

check: lint types layers words docs-check

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# What Windows and macOS lack is found here, on whatever system this runs.
types: setup
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 --no-warn-unreachable --cache-dir .mypy_cache/win32
	$(BIN)/mypy --platform darwin --no-warn-unreachable --cache-dir .mypy_cache/darwin

layers: setup
	$(BIN)/lint-imports

words: setup
	$(BIN)/python tools/words.py scorer

# A figure to look at now and then; no check.
shape: setup
	$(BIN)/python tools/shape.py scorer

format: setup
	$(BIN)/ruff check --fix-only --quiet . ; $(BIN)/ruff format .

golden: setup
	$(BIN)/python -m tools.golden

# Half an hour of CPU time, half of it guided by coverage where atheris is installed (it
# is no dependency). FUZZ_MINUTES=2 is a look.
FUZZ_MINUTES ?= 30
FUZZ_TARGETS := images tables answers pulled manifests feeds workbooks settings models reports
fuzz: setup
	FUZZ_PROFILE=long FUZZ_CPU_SECONDS=$$((30 * $(FUZZ_MINUTES))) \
	  $(BIN)/python -m pytest -q -p no:randomly tests/fuzz
	@if $(BIN)/python -c 'import atheris' 2>/dev/null; then \
	  for each in $(FUZZ_TARGETS); do \
	    $(BIN)/python -m benchmarks.robustness.guided $$each \
	      --cpu $$((30 * $(FUZZ_MINUTES) / $(words $(FUZZ_TARGETS)))) || exit 1; \
	  done; \
	else \
	  echo "atheris is not installed: the guided half is left out"; \
	fi

# The documentation as pages in build/site; links checked, nothing asked of others.
site:
	@$(MAKE) --no-print-directory setup EXTRAS=ci
	$(BIN)/python -m tools.site

docs: setup
	$(BIN)/python docs/generate.py

# The README's and the guides' screenshots; wants Chromium.
pictures: setup
	$(BIN)/python -m tools.documented_pictures

docs-check: setup
	$(BIN)/python docs/generate.py --check

# Microsoft's validator ends with 0 whatever it finds: its words are read.
sarif: setup
	rm -rf build/sarif && mkdir -p build/sarif
	npm install --silent --no-audit --no-fund --no-save --prefix build/sarif @microsoft/sarif-multitool
	$(BIN)/scorer check fixtures/pins --quiet --format sarif -o build/sarif/pins.sarif >/dev/null || [ $$? = 1 ]
	build/sarif/node_modules/.bin/sarif-multitool validate build/sarif/pins.sarif | tee build/sarif/said
	@grep -q "completed successfully" build/sarif/said && ! grep ": error" build/sarif/said

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache report.html

look: setup
	$(BIN)/python -m tools.look $(PINS)

# Every speed figure in one table; PINS=folder for other pictures. About half an hour.
bench: setup
	$(BIN)/python -m benchmarks.speed.bench $(PINS)
