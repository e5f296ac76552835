# The commands of this project. `make` alone lists them.
#
# Needs: make, a POSIX shell, Python 3.11 or newer. Targets install what else they need:
# system libraries (tools/system-packages.sh) and the virtual environment .venv, which is rebuilt
# when pyproject.toml or constraints.txt changes. Only the benchmarks need the peers, which the same
# script installs, and their virtual environment .venv-peers.

PYTHON ?= python3
# Test processes: many tests wait for other processes, so there are two for each of two cores.
JOBS ?= 4
BIN = .venv/bin
READY = .venv/.ready
BENCHMARKS = run thousand languages styles cluster peers
LOCALE = lettergen/l10n/locale
PEERS_READY = .venv-peers/.ready
PIP = $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL = help
.PHONY: help letters gallery sample-sheet problems test words soak bench bench-peers phrases wheel setup system browser peers constraints clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

letters: setup ## make the letters to all suspended members of examples/ogp, in out/
	$(BIN)/lettergen batch suspension-update --office examples/ogp --where 'status == "suspended"' -o out

gallery: setup ## make pictures of letters in every house style, and of envelopes, in out/gallery/
	$(BIN)/python tools/gallery.py

sample-sheet: setup ## write examples/ogp/members.xlsx again from members.yaml
	$(BIN)/python tools/sample_sheet.py

problems: setup ## write docs/problems.md from the registry of problem codes
	$(BIN)/python tools/problems.py

# All checks run even if one fails, so that one run shows everything that is wrong.
test: setup browser ## run every check: lint, format, types, tests, coverage
	@red=''; \
	$(BIN)/ruff check . || red="$$red ruff-check"; \
	$(BIN)/ruff format --check . || red="$$red ruff-format"; \
	$(BIN)/mypy || red="$$red mypy"; \
	$(BIN)/python tools/words.py || red="$$red words"; \
	$(BIN)/pytest -n $(JOBS) --dist worksteal --cov=lettergen --cov-report= || red="$$red pytest"; \
	if [ -n "$$red" ]; then echo "Failed:$$red"; exit 1; fi

words: setup ## list refused words in messages and documents, with what to write instead
	$(BIN)/python tools/words.py

soak: setup browser ## run the same tests at full size; takes long
	LETTERGEN_SCALE=full $(BIN)/pytest -n $(JOBS) --dist worksteal

# Installed packages are compiled, so the checkout is compiled before it is timed.
bench: setup browser peers ## measure the speed against plain WeasyPrint, a cluster and the peers, and of the preview
	@$(BIN)/python -m compileall -q lettergen
	@red=''; for one in $(BENCHMARKS); do \
	    $(BIN)/python benchmarks/$$one.py || red="$$red $$one"; echo; \
	done; \
	$(BIN)/python -m benchmarks.preview || red="$$red preview"; \
	if [ -n "$$red" ]; then echo "Goals missed in:$$red"; exit 1; fi

bench-peers: setup peers ## measure the speed against the peers only; installs them first
	@$(BIN)/python -m compileall -q lettergen
	$(BIN)/python benchmarks/peers.py

# lettergen reads the .po files. `compile` only checks them, and its output is not used.
phrases: setup ## add new fixed phrases of the code to the catalogues, and check the catalogues
	$(BIN)/pybabel -q extract -k phrase -c 'To translators:' -s --no-location --project=lettergen \
	    --input-dirs=lettergen/l10n -o $(LOCALE)/lettergen.pot
	for file in $(LOCALE)/*.po; do language=$$(basename $$file .po); \
	    $(BIN)/pybabel -q update -i $(LOCALE)/lettergen.pot -o $$file -l $$language -N --no-wrap \
	        --ignore-pot-creation-date && \
	    $(BIN)/pybabel compile --statistics -i $$file -o .venv/checked.mo -l $$language || exit 1; done

wheel: setup ## build the wheel into dist/
	$(BIN)/python -m build --wheel --no-isolation

setup: system $(READY) ## only install what the other targets need

system:
	@PYTHON='$(PYTHON)' sh tools/system-packages.sh

browser: | system
	@PYTHON='$(PYTHON)' sh tools/system-packages.sh browser

.venv/bin/python: | system
	$(PYTHON) -m venv --clear .venv

$(READY): pyproject.toml constraints.txt .venv/bin/python | system
	$(PIP) install --quiet -c constraints.txt -e '.[dev]'
	@touch $@

# The peers of the benchmarks: programs from system packages, libraries in .venv-peers.
peers: $(PEERS_READY)
	@PYTHON='$(PYTHON)' sh tools/system-packages.sh peers

$(PEERS_READY): benchmarks/peers-requirements.txt | system
	$(PYTHON) -m venv --clear .venv-peers
	.venv-peers/bin/python -m pip --disable-pip-version-check install --quiet -r $<
	@touch $@

constraints: ## write the versions installed in .venv into constraints.txt
	@echo '# The versions this project is tested with. Written by: make constraints' > .venv/versions
	@$(PIP) freeze --quiet --exclude-editable --exclude lettergen >> .venv/versions
	mv .venv/versions constraints.txt

clean: ## remove everything that was made, including .venv and out/
	rm -rf .venv .venv-peers out build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
