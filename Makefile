# `make run` and `make test` do everything on a fresh machine; `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PORT ?= 8000
export PIP_DISABLE_PIP_VERSION_CHECK := 1
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet
PAGE := search_api/page/index.html
PAGE_SOURCES := $(shell find frontend -type f -not -path '*/node_modules/*' -not -name '*.tsbuildinfo' 2>/dev/null)

.PHONY: help
help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1|/' | column -t -s '|'

# ── install ──────────────────────────────────────────────────────────────────────────────────

.PHONY: install
install: $(BIN)/.fagui $(PAGE) ## .venv with the fagui command, and the built page

$(BIN)/.locked: requirements/build.lock requirements/run.lock
	@.ci/environment $(VENV)
	@echo '安装运行所需的库（按锁定的散列校验）……'
	@$(PIP) install --require-hashes -r requirements/build.lock
	@$(PIP) install --require-hashes --no-build-isolation -r requirements/run.lock
	@$(BIN)/python -W ignore -m compileall -q $(VENV)/lib/python3*/site-packages/jieba
	@touch $@

$(BIN)/.fagui: $(BIN)/.locked pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

frontend/node_modules/.installed: frontend/package-lock.json
	@command -v npm >/dev/null || { echo '生成网页需要 Node.js 20 或更新版本（含 npm），但没有找到。' >&2; exit 3; }
	@echo '安装网页所需的库……'
	@cd frontend && npm ci --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

$(PAGE): frontend/node_modules/.installed $(PAGE_SOURCES)
	@echo '生成网页……'
	@cd frontend && npm run --silent build -- --logLevel warn
	@touch $@

# ── run ──────────────────────────────────────────────────────────────────────────────────────

.PHONY: run
run: export FAGUI_HOME ?= $(CURDIR)/var
run: install ## serve on http://127.0.0.1:8000, with the sample notices on the first start
	@test -e "$$FAGUI_HOME/.samples" || { \
	  echo '首次启动：收录随附的样例文件……'; \
	  $(BIN)/fagui ingest corpus/samples/pages; \
	  touch "$$FAGUI_HOME/.samples"; }
	@exec $(BIN)/fagui serve --port $(PORT)

# ── test ─────────────────────────────────────────────────────────────────────────────────────

$(BIN)/.tested: $(BIN)/.fagui requirements/ocr.lock requirements/test.lock
	@echo '安装测试所需的库……'
	@$(PIP) install --require-hashes --no-build-isolation -r requirements/ocr.lock
	@$(PIP) install --require-hashes --no-build-isolation -r requirements/test.lock
	@touch $@

.PHONY: test lint types layers page-check unit servers browser
test: lint types layers page-check $(BIN)/.tested $(PAGE) ## everything that CI checks
	@.ci/chromium
	@echo '测试三组三组地跑，各组跑完后显示结果，全部约半小时……'
	@$(MAKE) -j3 -k --output-sync=line unit servers browser evaluate

lint: $(BIN)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python .ci/names

types: $(BIN)/.tested
	$(BIN)/mypy

layers: $(BIN)/.tested
	$(BIN)/lint-imports

page-check: install
	cd frontend && npm run --silent lint && npm run --silent typecheck && npm test --silent

.PHONY: page-types page-vocabulary
page-types: $(BIN)/.fagui frontend/node_modules/.installed ## the page's types of the API, again
	@.ci/page-types frontend/src/api/openapi.d.ts

page-vocabulary: $(BIN)/.fagui ## the page's labels, again
	@$(BIN)/python -m search_api.vocabulary.page_vocabulary > frontend/src/api/vocabulary.json

unit: $(BIN)/.tested $(PAGE) ## the tests that need no server, and the floor of what they cover
	$(BIN)/coverage run -m pytest -q --ignore=tests/browser --ignore=tests/evaluation \
	  --ignore=tests/benchmarks --ignore=tests/elasticsearch --ignore=tests/postgresql \
	  --ignore=tests/servers
	$(BIN)/coverage report --skip-covered --show-missing

# whatever uses the store, once more on a real PostgreSQL: not what touches no store, nor what only
# repeats (the W3C's suite), nor migrate-to, which has both databases in any case
STORED := tests/postgresql tests/corpus/store tests/corpus/documents tests/corpus/people \
  $(addprefix tests/corpus/index/update/test_, drain_queue.py index_queue.py) \
  tests/ingest/containers/test_containers.py \
  $(addprefix tests/ingest/run/test_, arrival.py catalogues.py long_inputs.py parts_at_rest.py \
  pipeline.py pipeline_killed.py reprocess.py) \
  $(addprefix tests/ingest/web/test_, ingest.py killed.py) \
  tests/search_api/query/test_search_service.py tests/search_api/query/hints/test_why_not.py \
  tests/search_api/test_writers_together.py \
  $(filter-out $(addprefix tests/search_api/, alerts/test_render_mail.py alerts/test_smtp_connection.py \
  cli/test_migrate.py http/routes/test_annotation_conformance.py), $(wildcard \
  tests/search_api/alerts/test_*.py tests/search_api/cli/test_*.py \
  tests/search_api/http/routes/test_*.py))

# whatever is written to the index or found in it, once more on a real Elasticsearch
SEARCHED := tests/elasticsearch tests/corpus/index

# what a hostile day does, in small: damage, restored data, odd surroundings, interrupted writes
SIEGE := tests/corpus/index/embedded/test_damaged_files.py tests/corpus/index/test_stamped_engine.py \
  tests/corpus/store/test_surroundings.py tests/corpus/documents/test_verify_content.py \
  tests/ingest/run/test_clock_ahead.py tests/corpus/index/compile/test_time_budget.py \
  tests/search_api/http/test_refusals.py tests/servers/test_hostile_clients.py

.PHONY: siege
siege: $(BIN)/.tested ## the tests of damage and odd surroundings alone, within three minutes
	$(BIN)/pytest -q $(SIEGE)

servers: $(BIN)/.tested ## the tests of all that is stored and found, on servers of their own
	FAGUI_TEST_DATABASE=postgresql $(BIN)/pytest -q $(STORED)
	FAGUI_TEST_ELASTICSEARCH=9.4.3 $(BIN)/pytest -q $(SEARCHED)
	FAGUI_TEST_ELASTICSEARCH=8.19.8 $(BIN)/pytest -q $(SEARCHED)
	$(BIN)/pytest -q tests/servers

browser: $(BIN)/.tested $(PAGE)
	@.ci/chromium
	$(BIN)/pytest -q tests/browser

.PHONY: evaluate bench
evaluate: $(BIN)/.tested ## quality gates on samples and real documents
	@.ci/chromium
	$(BIN)/pytest -q -s tests/evaluation

bench: $(BIN)/.tested ## figures, one JSON object a line besides the table
	$(BIN)/python -m tests.benchmarks

.PHONY: clean
clean: ## drop what was built; the data folder stays
	rm -rf $(VENV) search_api/page frontend/node_modules
