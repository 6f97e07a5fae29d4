# Vigia: make demo shows it, make test proves it. Each target installs what it needs first.

SWIFT_BUILD = swift build -c release
DEMO_SERVE ?= 1
DEMO_SEED ?= 1
VIGIA = .build/release/vigia

.PHONY: all demo mail-demo soak-real test bench bench-web station-report soak mutations deb build setup format lint diagram clean

all: build

setup:            ## install Debian packages and the PDF maker
	@scripts/setup

build: setup      ## build the program
	$(SWIFT_BUILD) --product vigia

demo: build       ## two orders, one of each category, from form to filed report
	$(VIGIA) demo --seed $(DEMO_SEED) --out demo-output $(if $(filter 0,$(DEMO_SERVE)),--no-serve,--serve)

mail-demo: build  ## the demo over a Postfix and a Dovecot of its own (needs root)
	@scripts/setup tests
	@scripts/mail-demo

soak-real: build  ## both desks over real mail servers for SOAK_MINUTES (60), with figures (needs root)
	@scripts/setup tests
	@scripts/soak-real

deb: setup        ## a Debian package, in .build/deb
	@scripts/make-deb

test:             ## build and run every test
	@scripts/setup tests
	@scripts/run-tests

bench: build      ## measure the speeds beside their peers, and write docs/benchmarks.md
	@scripts/setup bench
	@scripts/bench --write docs/benchmarks.md

bench-web: build  ## measure pages and API under load
	@scripts/setup bench-web
	@scripts/bench-web

station-report: build ## let the simulated station measure 300 seeds of every scenario
	@scripts/station-report

soak: build       ## simulate the workflow with new seeds until stopped
	$(VIGIA) simulate workflow --soak --faults swarm --days 30

mutations: setup  ## let deliberate defects loose on the simulated workflow; each must be found
	@scripts/mutations

format:           ## rewrite the Swift sources in the house's format
	swift format -i -r Package.swift Sources Protocols Simulators Tests

lint:             ## check the format
	swift format lint --strict -r Package.swift Sources Protocols Simulators Tests

diagram:          ## write the generated parts of Protocols/README.md anew
	VIGIA_RECORD=1 swift test -c release --disable-xctest --filter ProtocolsPage

clean:            ## remove what was built
	rm -rf .build .build-* demo-output mail-demo-output soak-output
