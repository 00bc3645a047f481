# Two commands: `make run` and `make test`. `make` alone lists the rest.

PYTHON ?= python3.11
VENV ?= .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
TESTERS ?= 2
T ?=

.DEFAULT_GOAL := help
.PHONY: help run test lint messages clean

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.ready  ## start the site at http://127.0.0.1:8000 with demo content (HOST, PORT, SKYLARK_HOME change that)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@$(MANAGE) demo
	@exec $(MANAGE) up

test: $(VENV)/.ready  ## run the tests; T=path for some of them
	$(BIN)/python -m pytest $(if $(T),$(T),-n $(TESTERS) --dist loadfile)

lint: $(VENV)/.ready  ## look for mistakes that need no run
	$(BIN)/ruff check .
	$(MANAGE) makemigrations --check --dry-run

messages: $(VENV)/.ready  ## collect the words to translate, and compile the translations (needs gettext)
	$(MANAGE) makemessages --all --no-obsolete --no-location --no-wrap --ignore '$(VENV)/*'
	$(MANAGE) compilemessages --ignore '$(VENV)/*'

clean:  ## remove what was installed and built; what the site wrote in var/ stays
	rm -rf $(VENV) .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Made again only when the requirements change.
$(VENV)/.ready: requirements.txt
	@command -v $(PYTHON) >/dev/null || { echo "Skylark needs Python 3.11: install python3.11 and python3.11-venv, or name one with PYTHON=..." >&2; exit 1; }
	@echo "Installing the requirements: once, for some minutes."
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	@$(BIN)/python -c 'import cv2, skia' 2>/dev/null || { echo "The graphics libraries do not load. On Debian and Ubuntu: apt-get install libgl1 libegl1" >&2; exit 1; }
	@touch $@
