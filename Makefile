PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: install test check clean

$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip
	$(BIN)/pip install --quiet -e . --group test
	touch $@

install: $(VENV)/ready

test: $(VENV)/ready
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest

clean:
	rm -rf $(VENV) build dist
