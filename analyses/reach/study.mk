# Interventions in border communities: the published counts, their sums and their shares;
# and what the table of survivors gives away.
REACH := $(REPORT)/reach
REACH_PACKAGE := datasets/reach/datapackage.json
REACH_SERVICES := skills support survivors
REACH_RESULTS := $(patsubst %,$(REACH)/%.json,$(REACH_SERVICES) headline protected)
REACH_FIGURES := $(patsubst %,$(REACH)/%.svg,skills support)
REPORTS += $(REACH)/report.html

$(REACH_RESULTS): $(wildcard datasets/reach/*) analyses/reach/policy.json $(BIN)/svy-freq | $(REACH)
$(REACH_FIGURES): $(BIN)/svy-plot $(wildcard plots/*.gp)
$(REACH):
	@mkdir -p $@

$(patsubst %,$(REACH)/%.json,$(REACH_SERVICES)): $(REACH)/%.json:
	$(Q)$(BIN)/svy-freq -f json '$(REACH_PACKAGE)#$*' country > $@
# Different things counted: only n means anything, no percentage is used.
$(REACH)/headline.json:
	$(Q)$(BIN)/svy-freq -f json -w n --weight-kind frequency '$(REACH_PACKAGE)#headline' figure > $@
$(REACH)/protected.json:
	$(Q)$(BIN)/svy-freq -f json --disclosure analyses/reach/policy.json '$(REACH_PACKAGE)#survivors' country > $@

$(REACH)/skills.svg: $(REACH)/skills.json
	$(Q)$(BIN)/svy-plot bars --field n --title 'Women with new skills, by country' $< -o $@
$(REACH)/support.svg: $(REACH)/support.json
	$(Q)$(BIN)/svy-plot bars --field n --title 'Women with cash or in-kind support, by country' $< -o $@

$(REACH)/claims.json: analyses/reach/claims.csv $(REACH_RESULTS) $(BIN)/svy-claims
	$(call say,CLAIMS,$<)
	$(Q)$(BIN)/svy-claims check --results $(REACH) -f json --no-provenance $< > $@
$(REACH)/report.html: analyses/reach/report.md $(REACH_RESULTS) $(REACH_FIGURES) $(REACH)/claims.json $(BIN)/svy-report
	$(call say,REPORT,$@)
	$(Q)$(BIN)/svy-report $< --results $(REACH) -o $@
