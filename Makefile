PYTHON ?= python3
JOBS ?= $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
PORT ?= 8000
PYTEST ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --constraint constraints/dev.txt
PINS := pyproject.toml constraints/dev.txt
WORKFLOWS := $(wildcard .github/workflows/*.yml plugins/milepost/cli/scaffold/github/*.yml)
NODE_IS_NEW := node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'
# A worker that has nothing left takes tests from another: some modules take a hundred times as long as others.
RUN := $(BIN)/python -m pytest --numprocesses $(JOBS) --dist worksteal
BROWSERS := chromium chromium-browser google-chrome google-chrome-stable

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help site serve assets test test-fast test-thorough check bench clean front-end chromium cairo

help:
	@echo 'make site     build both sites of content/ into site/ and site-internal/'
	@echo 'make serve    show the inner site at http://127.0.0.1:$(PORT)/ and rebuild it on every change'
	@echo 'make assets   build what browsers are sent, theme/assets, from theme/assets/src; needs Node.js'
	@echo 'make test     run all tests but the thorough ones; PYTEST="-k board" passes words on to pytest'
	@echo 'make check    lint, formatting, types, workflows, the front end, and the data of content/'
	@echo 'make bench    time builds of up to 10,000 items, and the timeline in a browser'
	@echo 'make clean    remove everything that make has made'
	@echo
	@echo 'make test-fast      the tests of single parts: no browser is started'
	@echo 'make test-thorough  all tests, many times as many generated examples, and the largest inputs'
	@echo
	@echo 'What is needed is installed into $(VENV). PYTHON=python3.12 picks another interpreter.'

site: $(VENV)/.site
	$(BIN)/milepost build
	@echo
	@echo 'Built   site/index.html           for everybody'
	@echo '        site-internal/index.html  for the inside'
	@echo 'Open    $(BIN)/python -m http.server --bind 127.0.0.1 --directory site $(PORT)'
	@echo '        and http://127.0.0.1:$(PORT)/ in a browser'
	@echo 'Write   make serve shows the inner site and follows every change'

serve: $(VENV)/.site
	$(BIN)/milepost serve --dev-addr 127.0.0.1:$(PORT)

test: $(VENV)/.dev chromium cairo
	$(RUN) $(PYTEST)

test-fast: $(VENV)/.dev
	HYPOTHESIS_PROFILE=fast $(RUN) -m 'not thorough and not slow and not whole' tests/unit tests/property $(PYTEST)

test-thorough: $(VENV)/.dev chromium cairo
	HYPOTHESIS_PROFILE=thorough $(RUN) -m '' $(PYTEST)

assets: node_modules/.milepost
	npm run --silent build

check: $(VENV)/.dev front-end
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/actionlint -shellcheck $(BIN)/shellcheck $(WORKFLOWS)
	$(BIN)/zizmor --offline --quiet --persona pedantic $(WORKFLOWS) action.yml .github/dependabot.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows $(WORKFLOWS)
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-actions action.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/shellcheck .ci/run
	$(BIN)/milepost check

# Without Node.js only whether the built files are current can be told, by the hashes they begin with.
front-end: $(VENV)/.dev
	$(BIN)/python -m tests.support.front_end
	@if command -v npm >/dev/null && $(NODE_IS_NEW); then \
		$(MAKE) --no-print-directory node_modules/.milepost && npm run --silent check && npm test --silent; \
	else \
		echo 'Not checked, as there is no Node.js 20.19 or newer: types, lint and unit tests of theme/assets/src'; \
	fi

bench: $(VENV)/.dev
	$(BIN)/python tests/benchmarks

clean:
	rm -rf $(VENV) node_modules site site-internal dist test-results .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find plugins tests -name __pycache__ -type d -prune -exec rm -rf {} +

node_modules/.milepost: package.json .npmrc
	@command -v npm >/dev/null && $(NODE_IS_NEW) || { \
		echo 'The front end is built with Node.js 20.19 or newer, and npm. Install them, then try again.' >&2; exit 2; }
	@echo 'Installing what the front end is built with ...'
	@npm install --silent --no-progress
	@touch $@

$(VENV)/.dev: $(VENV)/.python $(PINS)
	@echo 'Installing what the tests and checks need ...'
	@$(PIP) --editable '.[dev]'
	@# Of it, only the critical path engine is compared with ours; what it declares to need is for a server of its own.
	@$(PIP) --no-deps longpath==0.1.0
	@touch $(VENV)/.site $@

$(VENV)/.site: $(VENV)/.python $(PINS)
	@echo 'Installing what the sites need ...'
	@$(PIP) --editable .
	@touch $@

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo 'Python 3.11 or newer is needed; "$(PYTHON)" is not that.' >&2; \
		echo 'Install one, or name one: make PYTHON=python3.12 ...' >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo 'Python cannot make virtual environments: its venv module is not complete.' >&2; \
		echo 'Install it (Debian, Ubuntu: apt-get install python3-venv), then try again.' >&2; exit 2; }
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

chromium:
	@for name in $(BROWSERS); do command -v $$name >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo 'Installing Chromium for the browser tests ...'; \
		export DEBIAN_FRONTEND=noninteractive; \
		apt-get update -qq && apt-get install -y -qq chromium >/dev/null; \
	else \
		echo 'The browser tests need Chromium or Google Chrome on the PATH.' >&2; \
		echo 'Install it (Debian: sudo apt-get install chromium), then try again.' >&2; exit 2; \
	fi

# Social cards are drawn with it. Whoever has Chromium from Debian has it too.
cairo: $(VENV)/.dev
	@$(BIN)/python -c 'import cairocffi' 2>/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo 'Installing cairo for the tests of social cards ...'; \
		export DEBIAN_FRONTEND=noninteractive; \
		apt-get update -qq && apt-get install -y -qq libcairo2 >/dev/null; \
	else \
		echo 'The tests of social cards need the library cairo.' >&2; \
		echo 'Install it (Debian: sudo apt-get install libcairo2), then try again.' >&2; exit 2; \
	fi
