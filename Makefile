# `uv` where it is found, else venv and pip. Nothing here needs root.
PYTHON ?= python3
BIN := .venv/bin
# CI says ci: that adds the cluster, buckets and what stands for them in tests.
EXTRAS ?= dev
export ORT_DISABLE_TELEMETRY := 1

.PHONY: setup demo test slow check lint types layers words shape format golden account docs docs-check pictures bench look fuzz sarif clean

setup: $(BIN)/.ready

$(BIN)/.ready: pyproject.toml
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --allow-existing --python $(PYTHON) .venv && uv pip install --quiet --python $(BIN)/python -e '.[$(EXTRAS)]'; \
	else \
	  $(PYTHON) -m venv .venv && $(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[$(EXTRAS)]'; \
	fi
	@touch $@

demo: setup
	$(BIN)/scorer score fixtures/pins
	$(BIN)/scorer score fixtures/pins --quiet -o report.html
	$(BIN)/scorer train fixtures/account/exports --pins fixtures/account/pins --ocr-engine none --out build/demo
	$(BIN)/scorer score fixtures/pins --model build/demo --ocr-engine none --quiet -o report-with-model.html
	$(BIN)/scorer diagnose fixtures/account/exports --pins fixtures/account/pins --ocr-engine none -o funnel.html
	@echo "Open report.html, report-with-model.html and funnel.html in a browser."

# The model that travels in the repository; again whenever a family's version rises.
account: setup
	$(BIN)/python fixtures/account/draw_account.py
	rm -rf models/demo models/demo.previous
	$(BIN)/scorer train fixtures/account/exports --pins fixtures/account/pins --ocr-engine none --out models/demo

test: setup
	$(BIN)/python -m pytest -n 2 -q -m "not slow"

# What takes ten seconds or more a test, which CI waits for and nobody else.
slow: setup
	$(BIN)/python -m pytest -n 2 -q -m slow

check: lint types layers words docs-check

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

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
FUZZ_TARGETS := images tables answers manifests settings models reports
fuzz: setup
	FUZZ_PROFILE=long FUZZ_CPU_SECONDS=$$((30 * $(FUZZ_MINUTES))) \
	  $(BIN)/python -m pytest -q -p no:randomly tests/fuzz
	@if $(BIN)/python -c 'import atheris' 2>/dev/null; then \
	  for each in $(FUZZ_TARGETS); do \
	    $(BIN)/python -m benchmarks.guided $$each \
	      --cpu $$((30 * $(FUZZ_MINUTES) / $(words $(FUZZ_TARGETS)))) || exit 1; \
	  done; \
	else \
	  echo "atheris is not installed: the guided half is left out"; \
	fi

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
	$(BIN)/python benchmarks/bench.py $(PINS)
