# Each goal is one small script in scripts/; this file only names them.
.PHONY: help run watch build test bench prove lint fmt clean

help: ## Show these goals
	@echo "Gluework. Goals:"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'
	@echo "The first run of a goal installs the build tools that it needs and says so."

run: ## Build the site and serve it at http://127.0.0.1:8080/ (PORT=9000 for another port)
	@sh scripts/run.sh

watch: ## The same, built anew at every change of a source file
	@sh scripts/watch.sh

build: ## Leave the static site in dist/
	@sh scripts/build.sh

test: ## Run every check and every test, native and in a browser
	@sh scripts/test.sh

bench: ## Measure the core and the page, print tables
	@sh scripts/bench.sh

prove: ## Prove at full size that nothing saved is lost (hours; PART=kill for one part)
	@sh scripts/prove.sh $(PART)

lint: ## Check the format, clippy (native and wasm), scripts and licences
	@sh scripts/lint.sh

fmt: ## Format the Rust code
	@sh scripts/fmt.sh

clean: ## Remove what was built (not the installed tools)
	rm -rf target dist tests/e2e/node_modules tests/e2e/test-results tests/e2e/playwright-report
