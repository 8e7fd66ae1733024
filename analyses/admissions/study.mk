# Admission to Berkeley, 1973: the tables, figures and report of one study.
# Results are written by redirection, so that the commands they record name no folder of ours.
ADMISSIONS := $(REPORT)/admissions
ADMISSIONS_DATA := datasets/admissions/datapackage.json datasets/admissions/admissions.csv
ADMISSIONS_RESULTS := $(patsubst %,$(ADMISSIONS)/%.json,all departments applications)
ADMISSIONS_FIGURES := $(patsubst %,$(ADMISSIONS)/%.svg,all departments odds applications residuals)
REPORTS += $(ADMISSIONS)/report.html

$(ADMISSIONS_RESULTS): $(ADMISSIONS_DATA) $(BIN)/svy-cross | $(ADMISSIONS)
$(ADMISSIONS_FIGURES): $(BIN)/svy-plot $(wildcard plots/*.gp)
$(ADMISSIONS):
	@mkdir -p $@

$(ADMISSIONS)/all.json:
	$(Q)$(BIN)/svy-cross -f json --show n,row_percent --tests pearson,lr,fisher --assoc or,rr,rd,v \
		datasets/admissions/datapackage.json sex outcome > $@
$(ADMISSIONS)/departments.json:
	$(Q)$(BIN)/svy-cross -f json --show n,row_percent --tests pearson,fisher,cmh,cmh-exact,breslow-day \
		--assoc or,rd,or-mh,rd-mh datasets/admissions/datapackage.json sex outcome department > $@
$(ADMISSIONS)/applications.json:
	$(Q)$(BIN)/svy-cross -f json --assoc v \
		datasets/admissions/datapackage.json department sex > $@

$(ADMISSIONS)/all.svg: $(ADMISSIONS)/all.json
	$(Q)$(BIN)/svy-plot bars --field row_percent --where 'col = Admitted' \
		--title 'Admitted, all departments together' $< -o $@
$(ADMISSIONS)/departments.svg: $(ADMISSIONS)/departments.json
	$(Q)$(BIN)/svy-plot bars --field row_percent --where 'col = Admitted' --title 'Admitted, by department' $< -o $@
$(ADMISSIONS)/odds.svg: $(ADMISSIONS)/departments.json
	$(Q)$(BIN)/svy-plot dot -t association --where 'measure = or' --log --reference 1 \
		-b datasets/admissions/datapackage.json --title 'Odds of a man to those of a woman, by department' $< -o $@
$(ADMISSIONS)/applications.svg: $(ADMISSIONS)/applications.json
	$(Q)$(BIN)/svy-plot bars --title 'Where women and men applied' $< -o $@
$(ADMISSIONS)/residuals.svg: $(ADMISSIONS)/applications.json
	$(Q)$(BIN)/svy-plot heat --title 'Applications beyond what chance would give' $< -o $@

$(ADMISSIONS)/claims.json: analyses/admissions/claims.csv $(ADMISSIONS_RESULTS) $(BIN)/svy-claims
	$(call say,CLAIMS,$<)
	$(Q)$(BIN)/svy-claims check --results $(ADMISSIONS) -f json --no-provenance $< > $@
$(ADMISSIONS)/report.html: analyses/admissions/report.md $(ADMISSIONS_RESULTS) $(ADMISSIONS_FIGURES) \
		$(ADMISSIONS)/claims.json $(BIN)/svy-report
	$(call say,REPORT,$@)
	$(Q)$(BIN)/svy-report $< --results $(ADMISSIONS) -o $@
