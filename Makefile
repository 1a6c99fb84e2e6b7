# Two commands do everything on a bare Python 3.11+:
#   make demo   reads the bundled example reports into a record and opens the desk on http://127.0.0.1:8400/
#   make test   passes the tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ENV := OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1

.PHONY: demo install test check measure bench clean

demo: $(VENV)/ready
	$(ENV) $(BIN)/dragoman demo

install: $(VENV)/ready

test: $(VENV)/tested
	$(ENV) $(BIN)/python -m pytest

check: $(VENV)/checked
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

measure: $(VENV)/tested
	$(ENV) $(BIN)/dragoman measure gold tests/measure/ru.gold.jsonl --floors tests/measure/floors.json

bench: $(VENV)/ready
	$(ENV) $(BIN)/python benchmarks/reading.py

$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip
	$(BIN)/pip install --quiet -e .
	touch $@

$(VENV)/tested: $(VENV)/ready
	$(BIN)/pip install --quiet -e . --group test
	touch $@

$(VENV)/checked: $(VENV)/tested
	$(BIN)/pip install --quiet --group check
	touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache examples.db*
