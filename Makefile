# Kết Nghĩa. `make run` and `make test` install what a bare Debian 12 lacks.
BUILD ?= build
PREFIX ?= /usr/local
DESTDIR ?=
PORT ?= 8080

.PHONY: all run test bench check long install coverage sanitize clean

all: $(BUILD)/build.ninja
	@ninja -C $(BUILD) --quiet src/ketnghia

$(BUILD)/build.ninja:
	@tools/setup build
	@meson setup $(BUILD) --prefix $(PREFIX) >/dev/null

run: all
	@tools/run-demo $(BUILD)/src/ketnghia $(PORT) $(ONCE)

test:
	@tools/setup test
	@[ -f $(BUILD)/build.ninja ] || meson setup $(BUILD) --prefix $(PREFIX) >/dev/null
	@tests/run --build $(BUILD) $(ONLY)

bench: all
	@ninja -C $(BUILD) --quiet
	@tests/bench/run $(BUILD) $(ONLY)

# The same harnesses with larger numbers: make long NAME=flip N=all
long: all
	@ninja -C $(BUILD) --quiet
	@tests/long/run $(BUILD) $(NAME) $(N)

check: all
	@tools/check

sanitize:
	@tools/setup test
	@[ -d build-sanitize ] || meson setup build-sanitize -Db_sanitize=address,undefined -Db_lundef=false >/dev/null
	@meson test -C build-sanitize --suite unit

coverage:
	@tools/setup test
	@command -v gcovr >/dev/null || { echo "coverage: apt-get install gcovr" >&2; exit 1; }
	@[ -d build-coverage ] || meson setup build-coverage -Db_coverage=true >/dev/null
	@meson test -C build-coverage --suite unit && ninja -C build-coverage coverage-text && cat build-coverage/meson-logs/coverage.txt

install: all
	@DESTDIR=$(DESTDIR) meson install -C $(BUILD) --quiet

clean:
	@rm -rf build build-sanitize build-coverage
