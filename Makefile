# Two commands for a fresh machine with Python >= 3.11 and make:
#   make demo   set up and run the main job
#   make test   set up, lint, type-check and test
# and   make serve  set up and serve the web pages and the REST interface
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
ifdef UV
INSTALL := VIRTUAL_ENV=$(VENV) $(UV) pip install -q
else
INSTALL := $(BIN)/python -m pip install -q --disable-pip-version-check
endif

.PHONY: demo test fast lint lean llm serve bench bench-explore bench-search soundness fresh slow soak clean

$(VENV)/.runs: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 ..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(INSTALL) -e .
	@touch $@

$(VENV)/.tests: $(VENV)/.runs
	@$(INSTALL) -e '.[dev]'
	@touch $@

demo: $(VENV)/.runs
	@$(BIN)/prover solve data/examples/library.txt --html demo.html
	@echo && echo "The proof as a page: demo.html"

lint: $(VENV)/.tests
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

# The embedded Lean is fetched once into the user's cache (about 200 MB).
lean: $(VENV)/.runs
	@$(BIN)/prover lean install \
		|| echo "Lean could not be installed, see above; tests that need it are skipped."

# Tests start programs by the hundred: what is compiled is kept, whatever the environment says.
test slow: export PYTHONDONTWRITEBYTECODE :=

# Two processes at a time, file after file as the folders have them: what takes longest comes
# first, and the files of a folder, which share a server, follow each other.  What measures time
# has the machine for itself, and is measured again where it was late: what else the machine did
# at that moment is not ours.
BESIDE := -n 2 --dist loadfile --no-loadscope-reorder
TIMED := $(shell grep -rl --include='test_*.py' 'mark\.timed' tests)

# Linting takes one of two cores while the tests have both; what it says comes as it is found.
test: lean
	@$(MAKE) --no-print-directory -j 2 lint fast
	@$(BIN)/pytest -m "timed and not slow and not bench and not soak" --reruns 2 $(TIMED)

fast: $(VENV)/.tests
	@$(BIN)/pytest $(BESIDE)

# Properties, of which the fast suite tries few examples.
PROPERTIES := $(shell grep -rl --include='test_*.py' '@given' tests)

slow: $(VENV)/.tests lean
	@$(BIN)/pytest $(BESIDE) -m "slow and not timed"
	@$(BIN)/pytest -m "slow and timed" --reruns 2 $(TIMED)
	@$(BIN)/pytest $(BESIDE) --hypothesis-profile thorough -m "hypothesis and not slow" $(PROPERTIES)

# What needs torch: the extra is large, so it is installed here and nowhere else.
$(VENV)/.llm: $(VENV)/.tests
	@$(INSTALL) -e '.[dev,llm]'
	@touch $@

llm: $(VENV)/.llm
	@OMP_NUM_THREADS=1 $(BIN)/pytest -m llm

$(VENV)/.server: $(VENV)/.runs
	@$(INSTALL) -e '.[server]'
	@touch $@

serve: $(VENV)/.server
	@$(BIN)/prover serve

soak: $(VENV)/.tests
	@$(BIN)/pytest -m soak -s

# Ten thousand generated problems, about half an hour; disagreements are kept in build/soundness.
soundness: $(VENV)/.tests
	@$(BIN)/python -m tests.soundness --seconds 1

# As a newcomer gets it: the built package in an environment of its own.
fresh:
	@rm -rf build/fresh && $(PYTHON) -m venv build/fresh
	@build/fresh/bin/python -m pip install -q --disable-pip-version-check '.[mcp,server]'
	@cd build && fresh/bin/prover solve ../data/examples/library.txt --json >/dev/null
	@cd build && fresh/bin/python -c 'import api.rest.app, api.jobs.service, api.mcp.server'
	@echo "the package works as it is installed"

bench: $(VENV)/.tests lean
	@$(BIN)/pytest -m bench -s

# What exploring theories has to show: Peano, sums, lists, groups, 10,000 conjectures, 2,000 mutants.
bench-explore: $(VENV)/.tests
	@$(BIN)/python -m tests.bench.explore

bench-search: $(VENV)/.tests lean
	@$(BIN)/pytest -m bench_search -s

clean:
	@rm -rf $(VENV) demo.html .mypy_cache .ruff_cache .pytest_cache
