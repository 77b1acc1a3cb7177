# Everything runs through uv: the one on the PATH, else one of our own in .uv/ (nothing outside this folder changes).
# With options: make serve ARGS="--port 9000", make test ARGS="-k telephone".
UV := $(or $(shell command -v uv 2>/dev/null),.uv/bin/uv)
PYTHON = $(firstword $(foreach python,python3 /usr/bin/python3 python,$(shell $(python) -c 'print("$(python)")' 2>/dev/null)))
serve: $(filter .uv/%,$(UV))
	$(UV) run superorganisms serve $(ARGS)
test: $(filter .uv/%,$(UV))
	$(UV) run pytest $(ARGS)
firefox: $(filter .uv/%,$(UV)) # the page in Debian's Firefox too: an extra job, which installs it
	command -v firefox-esr >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends firefox-esr >/dev/null; }
	SUPERORGANISMS_FIREFOX=required $(UV) run pytest tests/firefox $(ARGS)
.uv/bin/uv: # in a virtual environment; where Python has none, pip --target, which a system that forbids pip allows
	@echo "Fetching uv into .uv/"; $(PYTHON) -m venv --clear .uv && .uv/bin/python -m pip install -q uv || \
	{ rm -rf .uv; $(PYTHON) -m pip install -q --target .uv uv; } || \
	{ rm -rf .uv; echo "Found no Python with venv or pip to fetch uv with (on Debian: apt install python3-venv)"; exit 1; }
.PHONY: serve test firefox
