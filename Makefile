# Two commands: `make run` and `make test`. On Windows, or without make, see the README.
# Needs GNU make (3.81 or newer) and Python 3.11 or newer; everything else goes into .venv.

VENV   := .venv
PY     := $(VENV)/bin/python
STAMP  := $(VENV)/.installed
PORT   ?= 8501
# PYTHON=/path/to/python3.12 make run    chooses another Python; without it the first that is new enough.
PYTHON ?=

.PHONY: run test kill-test bench format pin clean help

run: $(STAMP)  ## the dashboard on http://localhost:8501, with the sample hub on first run (PORT=8600 for another port)
	@$(PY) -m hubdata init --sample
	@$(PY) -m hubdata serve --port $(PORT)

test: $(STAMP)  ## every check: format, lint, types, tests, browser tests
	@failed=; \
	for check in "ruff format --check ." "ruff check ." mypy "pytest -n auto --dist worksteal"; do \
	  echo "$$check"; $(PY) -m $$check || failed="$$failed$${failed:+, }$$check"; \
	done; \
	if [ -n "$$failed" ]; then echo "Not in order: $$failed" >&2; exit 1; fi

kill-test: $(STAMP)  ## kill an import 200 times and see that nothing is lost (half an hour or more)
	HUB_KILLS=200 $(PY) -m pytest tests/services/intake/test_killed_import.py

bench: $(STAMP)  ## measure import, KPIs, packs and pages against other ways; writes benchmarks.json (half an hour)
	$(PY) -m tests.benchmarks.run

format: $(STAMP)  ## format the code, and mend what the linter can
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

pin: $(STAMP)  ## write constraints.txt from what is installed now
	@head -n 1 constraints.txt > $(VENV)/constraints.txt
	@$(PY) -m pip freeze --disable-pip-version-check >> $(VENV)/constraints.txt
	@mv $(VENV)/constraints.txt constraints.txt

clean:  ## remove the virtual environment and caches; never the store
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*##  *\(.*\)/make \1@\2/p' Makefile | awk -F@ '{ printf "%-12s %s\n", $$1, $$2 }'

# Installed once, and again when a pin changes. A virtual environment without a working pip (none
# yet, one whose making was interrupted, one whose Python is gone) is made anew.
$(STAMP): requirements.txt constraints.txt
	@$(PY) -m pip --version >/dev/null 2>&1 || { $(find_python) && $(make_venv); }
	@echo "Installing what the dashboard needs into $(VENV) (once; about a minute)"
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt || { \
	  echo "The packages could not be installed: see above. This needs the internet, once."; exit 1; }
	@touch $@

define find_python
found=; for name in $(if $(PYTHON),"$(PYTHON)",python3 python3.14 python3.13 python3.12 python3.11 python); do \
    if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then found="$$name"; break; fi; \
  done; \
  if [ -z "$$found" ]; then \
    echo "The dashboard needs Python 3.11 or newer, and none was found$(if $(PYTHON), at $(PYTHON))."; \
    echo "Install one from https://www.python.org/downloads/ or name it: make run PYTHON=/path/to/python3.12"; \
    exit 1; \
  fi
endef

define make_venv
if ! "$$found" -c 'import ensurepip, venv' >/dev/null 2>&1; then \
    echo "$$found cannot make virtual environments. On Debian or Ubuntu: sudo apt install python3-venv"; exit 1; \
  fi; \
  "$$found" -m venv --clear $(VENV) || { \
    echo "The virtual environment $(VENV) could not be made: see above."; exit 1; }
endef
