# make app: set up and open the dashboard on port 8501.
# make test: set up and run everything, browser tests among it.
# make quick: the linters, and the tests of the rooms that were changed; no browser.
# make fuzz: let every reader read damaged files (MINUTES each; not part of make test).
# make lock: pin all dependencies anew, with hashes.
# make messages: collect the words of the page into its catalogues, after a change of them.
# make data: build the geometries from their sources (needs npm and apt; not part of make test).

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8501
MINUTES ?= 10
WORKERS ?= 4
LOOKING = tests/browser tests/package
BIN = $(VENV)/bin
SCRIPTS = tests/javascript

.PHONY: app test quick lint lint-scripts messages benchmark pictures data lock wheel clean

app: $(VENV)/app.done
	@echo "Opening the dashboard on port $(PORT). Ctrl+C here stops it."
	$(BIN)/accord-atlas serve --port $(PORT)

# The tests side by side, then those that look at a page in a browser, one after another:
# several browsers at once on few cores see the page in moments that no reader sees.
test: lint
	PATH="$(CURDIR)/$(BIN):$$PATH" sh tests/browser/find_chromium.sh
	$(BIN)/accord-atlas check
	npm --prefix $(SCRIPTS) test --silent
	$(BIN)/pytest -n $(WORKERS) --dist worksteal $(addprefix --ignore=,$(LOOKING))
	$(BIN)/pytest $(LOOKING)

quick: lint
	npm --prefix $(SCRIPTS) test --silent
	$(BIN)/pytest -n 2 --dist worksteal $$($(BIN)/python tests/changed.py)

lint: $(VENV)/dev.done lint-scripts
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# The scripts of the page are checked with tools of Node; who runs the app needs none.
lint-scripts: $(SCRIPTS)/node_modules/.package-lock.json
	npm --prefix $(SCRIPTS) run lint --silent

messages: $(VENV)/dev.done
	$(BIN)/python -m tests.wording.extracting geo/wording/catalogues

benchmark: $(VENV)/dev.done
	$(BIN)/python tests/benchmarks/bench_page.py
	$(BIN)/python tests/benchmarks/bench_parse.py
	$(BIN)/python tests/benchmarks/bench_intake.py
	$(BIN)/python tests/benchmarks/bench_read.py
	$(BIN)/python tests/benchmarks/bench_brought.py

fuzz: $(VENV)/dev.done
	$(BIN)/python tests/fuzz/fuzz_readers.py all --minutes $(MINUTES)

pictures: $(VENV)/dev.done
	$(BIN)/python tests/browser/take_pictures.py

data: $(VENV)/dev.done
	$(BIN)/python data/build/make.py

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Accord Atlas needs Python 3.11 or newer; name one: make PYTHON=python3.11"; exit 1; }
	@echo "Making an environment in $(VENV); nothing outside this folder is changed."
	@$(PYTHON) -m venv $(VENV)

# What is needed is installed by its hashes first, then the project itself, and nothing else.
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check
OURSELVES = $(PIP) --no-deps --no-build-isolation -e .

$(VENV)/app.done: $(VENV)/bin/python pyproject.toml constraints-app.txt
	@echo "Installing what the dashboard needs: a minute or two the first time, about 800 MB."
	@$(PIP) --require-hashes -r constraints-app.txt && $(OURSELVES)
	@touch $@

$(VENV)/dev.done: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Installing what the dashboard and its tests need: a few minutes the first time."
	@$(PIP) --require-hashes -r constraints.txt && $(OURSELVES)
	@touch $@ $(VENV)/app.done

$(SCRIPTS)/node_modules/.package-lock.json: $(SCRIPTS)/package.json $(SCRIPTS)/package-lock.json
	@command -v npm >/dev/null || \
		{ echo "The scripts of the page are checked with Node 20 or newer and its npm: install them first"; exit 1; }
	npm --prefix $(SCRIPTS) ci --silent --no-audit --no-fund
	touch $@

# Pin everything anew after a change of pyproject.toml; what is pinned stays where it may.
LOCK = $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --no-header --quiet

lock: $(VENV)/dev.done
	$(LOCK) --all-extras -o constraints.txt
	$(LOCK) --extra build -c constraints.txt -o constraints-app.txt

wheel: $(VENV)/dev.done
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean:
	rm -rf $(VENV) dist .build $(SCRIPTS)/node_modules
