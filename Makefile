# The way in: `make run`. Every target sets up .venv first, when it isn't or a lock has changed.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run test up engine bench accuracy lint types format lock clean

BIN := .venv/bin
# A Python to build .venv with; found where none is named.
PYTHON ?=
# What `make run` takes where nothing is said; a path is relative to where make was called.
SOURCES ?= $(if $(NEWSLEDGER_SOURCES),$(NEWSLEDGER_SOURCES),samples/catalogue.yaml)
HOME_DIR ?= $(if $(NEWSLEDGER_HOME),$(NEWSLEDGER_HOME),var)
ROOMS := sources transforms expectations warehouse alerts plugins cli
CHECKED := $(wildcard $(ROOMS) dags benchmarks tests tools)

help: ## what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# The interpreter is tried, not only looked up: a shim may stand in the path for a version that isn't there.
.venv/ready: requirements-dev.lock tools/uv.lock pyproject.toml
	@for python in $(or $(PYTHON),python3.13 python3.12 python3.11 python3); do \
	    if "$$python" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; \
	    then exec "$$python" tools/set_up.py ready; fi; \
	done; \
	echo "set-up: found no Python 3.11, 3.12 or 3.13 with pip and venv (tried: $(or $(PYTHON),python3.13 python3.12 python3.11 python3))." >&2; \
	echo "set-up: install one (Debian: apt install python3 python3-venv), or name it: make run PYTHON=/path/to/python3.12" >&2; \
	exit 2

run: .venv/ready ## one run of the news_ledger DAG [SOURCES=catalogue.yaml HOME_DIR=folder]
	@NEWSLEDGER_SOURCES='$(SOURCES)' NEWSLEDGER_HOME='$(HOME_DIR)' $(BIN)/newsledger run

up: .venv/ready ## the Airflow web UI on 127.0.0.1:8080, until Ctrl-C
	@exec $(BIN)/newsledger up

test: lint ## lint, types and all tests
	@echo "test: pytest, on two processes"
	@$(BIN)/python -m pytest -n 2 --dist worksteal -q

lint: .venv/ready ## ruff and mypy alone
	@echo "lint: ruff"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check .
	@$(MAKE) --no-print-directory types

types: .venv/ready ## mypy alone
	@echo "types: mypy --strict over $(CHECKED)"
	@$(BIN)/mypy --no-error-summary $(CHECKED)

format: .venv/ready ## put the code into ruff's format
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format .

engine: .venv/ready ## the engine compiled anew where transforms/ has changed, if there is a C compiler
	@$(BIN)/python tools/compile_engine.py

bench: engine ## benchmarks, as tables
	@$(BIN)/python -m benchmarks

accuracy: engine ## accuracy on annotated articles: DIR=folder
	@test -n '$(DIR)' || { echo "accuracy: name the folder of annotated articles: make accuracy DIR=folder" >&2; exit 2; }
	@$(BIN)/python -m benchmarks.accuracy '$(DIR)'

lock: .venv/ready ## the locks anew from pyproject.toml [UPGRADE=1: newest versions]
	@$(BIN)/python tools/set_up.py lock $(if $(UPGRADE),--upgrade)

clean: ## away with .venv and caches; var/ stays
	@rm -rf .venv .venv.lock .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "clean: .venv and caches are gone; var/ is left as it was"
