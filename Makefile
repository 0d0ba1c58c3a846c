# How everything is done. Each target bootstraps what it needs on a machine that has
# Python 3.11 (or newer), pip and make; after `make setup`, test and lint need no network.

PYTHON ?= python3
UV := .tools/bin/uv
BIN := .venv/bin
READY := .venv/.ready
TRAIN_BIN := .venv-train/bin
TRAIN_READY := .venv-train/.ready
UV_FLAGS := --frozen --quiet --no-progress

export UV_PROJECT_ENVIRONMENT := .venv
export UV_LINK_MODE := copy

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint evaluate bench train docs lock clean

help: ## what can be done
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

setup: $(READY) ## a virtual environment in .venv with the locked packages

$(UV):
	$(PYTHON) -m venv .tools
	.tools/bin/python -m pip install --quiet --disable-pip-version-check uv

$(READY): pyproject.toml uv.lock | $(UV)
	$(UV) sync $(UV_FLAGS) --extra frames
	@touch $@

demo: $(READY) ## read one report of examples/
	$(BIN)/demarche read examples/kim-putin-september-2023.txt --published 2023-09-04

test: $(READY) ## all tests
	$(BIN)/python -m pytest

lint: $(READY) ## style and types
	$(BIN)/ruff check .
	$(BIN)/mypy

evaluate: $(READY) ## score every step, write docs/accuracy.md, fail on a drop
	$(BIN)/python -m evaluation

bench: $(READY) ## words a second, with their parts (docs/speed.md); the ledger up to a million mentions
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m evaluation.speed
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m evaluation.ledger_speed

# The training environment is made by pip under the lock's versions: pip, unlike uv,
# takes a build of torch without CUDA where the machine's own index offers one.
$(TRAIN_READY): pyproject.toml uv.lock | $(UV)
	$(PYTHON) -m venv .venv-train
	$(UV) export $(UV_FLAGS) --extra train --no-dev --no-hashes --no-emit-project -o .venv-train/constraints.txt
	$(TRAIN_BIN)/python -m pip install --quiet --disable-pip-version-check -c .venv-train/constraints.txt -e '.[train]'
	@touch $@

train: $(TRAIN_READY) ## make the language model from open data
	$(TRAIN_BIN)/python -m training

docs: $(READY) ## rerun the commands in README.md and docs/, write their output in place
	$(BIN)/python docs/rerun.py

lock: | $(UV) ## solve the dependencies anew
	$(UV) lock --default-index https://pypi.org/simple

clean: ## drop the environments and caches
	rm -rf .venv .venv-train .tools .pytest_cache .hypothesis .ruff_cache .mypy_cache
