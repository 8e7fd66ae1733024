# Masculinity Survey 2018: published percentages again from the public microdata.
# The data are not ours: without them the study says so and is left out.
MASCULINITY := $(REPORT)/masculinity
MASCULINITY_PACKAGE := datasets/masculinity/datapackage.json
MASCULINITY_DATA := $(wildcard datasets/masculinity/responses.csv)
MASCULINITY_RESULTS := $(patsubst %,$(MASCULINITY)/%.json,all manly-age manly-orientation pressure often pays metoo harassment)
MASCULINITY_FIGURES := $(patsubst %,$(MASCULINITY)/%.svg,manly-age often pays)
MASCULINITY_OFTEN := $(patsubst %,q0007_00%,01 02 03 04 05 06 07 08 09 10 11)
MASCULINITY_OPTIONS := -f json --missing include:no-answer --disclosure analyses/masculinity/policy.json
ifneq ($(MASCULINITY_DATA),)
REPORTS += $(MASCULINITY)/report.html
else
REPORTS += masculinity-left-out
endif
.PHONY: masculinity-left-out
masculinity-left-out:
	@echo 'left out: analyses/masculinity; its data are not here: `make datasets` brings them (SVY_DATA names a folder)'

$(MASCULINITY_RESULTS): $(MASCULINITY_PACKAGE) $(MASCULINITY_DATA) analyses/masculinity/policy.json \
		$(BIN)/svy-cross $(BIN)/svy-freq | $(MASCULINITY)
$(MASCULINITY_FIGURES): $(BIN)/svy-plot $(wildcard plots/*.gp)
$(MASCULINITY):
	@mkdir -p $@

$(MASCULINITY)/all.json:
	$(Q)$(BIN)/svy-freq -q $(MASCULINITY_OPTIONS) $(MASCULINITY_PACKAGE) q0001 q0005 q0018 q0015 > $@
$(MASCULINITY)/manly-age.json:
	$(Q)$(BIN)/svy-cross -q $(MASCULINITY_OPTIONS) --show col_percent $(MASCULINITY_PACKAGE) q0001 age3 > $@
$(MASCULINITY)/manly-orientation.json:
	$(Q)$(BIN)/svy-cross -q $(MASCULINITY_OPTIONS) --show col_percent $(MASCULINITY_PACKAGE) q0001 orientation > $@
$(MASCULINITY)/pressure.json:
	$(Q)$(BIN)/svy-cross -q $(MASCULINITY_OPTIONS) --show col_percent $(MASCULINITY_PACKAGE) q0005 age3 > $@
$(MASCULINITY)/often.json:
	$(Q)$(BIN)/svy-freq -q $(MASCULINITY_OPTIONS) $(MASCULINITY_PACKAGE) $(MASCULINITY_OFTEN) > $@
$(MASCULINITY)/pays.json:
	$(Q)$(BIN)/svy-cross -q $(MASCULINITY_OPTIONS) --show col_percent $(MASCULINITY_PACKAGE) q0018 orientation > $@
$(MASCULINITY)/metoo.json:
	$(Q)$(BIN)/svy-cross -q $(MASCULINITY_OPTIONS) --show n,col_percent $(MASCULINITY_PACKAGE) q0015 age3 > $@
$(MASCULINITY)/harassment.json:
	$(Q)$(BIN)/svy-freq -q $(MASCULINITY_OPTIONS) $(MASCULINITY_PACKAGE) q0013 > $@

$(MASCULINITY)/manly-age.svg: $(MASCULINITY)/manly-age.json
	$(Q)$(BIN)/svy-plot bars --stacked --title 'How masculine do you feel? By age' $< -o $@
# The scale has no middle: often and sometimes to the left, the rest to the right.
$(MASCULINITY)/often.svg: $(MASCULINITY)/often.json
	$(Q)$(BIN)/svy-plot likert -b $(MASCULINITY_PACKAGE) --cut-after Sometimes --apart 'No answer' --sort left \
		--title 'How often men do what' $< -o $@
$(MASCULINITY)/pays.svg: $(MASCULINITY)/pays.json
	$(Q)$(BIN)/svy-plot bars --where 'col = Straight,Gay/Bisexual' \
		--title 'How often do you try to pay on a date?' $< -o $@

$(MASCULINITY)/claims.json: analyses/masculinity/claims.csv $(MASCULINITY_RESULTS) $(BIN)/svy-claims
	$(call say,CLAIMS,$<)
	$(Q)$(BIN)/svy-claims check --results $(MASCULINITY) -f json --no-provenance $< > $@
$(MASCULINITY)/report.html: analyses/masculinity/report.md $(MASCULINITY_RESULTS) $(MASCULINITY_FIGURES) \
		$(MASCULINITY)/claims.json $(BIN)/svy-report
	$(call say,REPORT,$@)
	$(Q)$(BIN)/svy-report $< --results $(MASCULINITY) -o $@
