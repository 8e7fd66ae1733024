# ROWS rows x 20 items of 5 answers, coded to 100 indicator columns: beside R's model.matrix, with
# and without reading and writing the same file in the same run; and the memory, which must not
# grow with the rows.
set -u
rows=${ROWS:-1000000}
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
time=$BUILD/bench/bench_command
cd "$scratch" || exit 2
items=$(seq -f q%g -s ' ' 1 20)

# A linear congruential generator: the same file on every machine.  One answer in 64 is missing.
make_data() {
	awk -v rows="$1" 'BEGIN {
		printf "id"
		for (j = 1; j <= 20; j++) printf ",q%d", j
		printf "\n"
		for (i = 1; i <= rows; i++) {
			line = i
			for (j = 1; j <= 20; j++) {
				x = (x * 69069 + 12345) % 4294967296
				r = int(x / 65536)
				line = line "," (r % 64 ? 1 + int(r / 64) % 5 : "")
			}
			print line
		}
	}'
}
make_data "$rows" >data.csv
make_data $((rows / 10)) >tenth.csv
for item in $items; do
	printf '{"name": "%s", "categories": [1, 2, 3, 4, 5], "categoriesOrdered": true},\n' "$item"
done | sed '1s/^/{"fields": [/; $s/,$/]}/' >book.json
echo "$rows rows, $(wc -c <data.csv) bytes; shortest of 3 runs"

# Prints how long model.matrix() alone took.
cat >matrix.R <<'R'
suppressPackageStartupMessages(library(data.table))
items <- paste0("q", 1:20)
d <- fread("data.csv", select = items)
for (v in items) set(d, j = v, value = factor(d[[v]], levels = 1:5))
options(na.action = "na.pass")
full <- lapply(d, contrasts, contrasts = FALSE)
took <- system.time(m <- model.matrix(~ . - 1, d, contrasts.arg = full))[["elapsed"]]
cat(sprintf("%.1f\n", 1000 * took), file = "alone")
if (length(commandArgs(TRUE))) fwrite(as.data.table(m), "r.csv")
R

ours=
show() { # NAME MILLISECONDS KILOBYTES
	[ -n "$ours" ] || ours=$2
	awk -v name="$1" -v best="$2" -v ours="$ours" -v peak="$3" 'BEGIN {
		printf "%-44s %9.1f ms  %6.2f x svy-code", name, best, best / ours
		printf peak ? sprintf("  %8.1f MB\n", peak / 1024) : "\n" }'
}
measure() { # NAME RUNS COMMAND...
	name=$1
	shift
	command -v "$2" >/dev/null 2>&1 || { printf '%-44s not installed\n' "$name"; return 1; }
	result=$("$time" "$@") || { printf '%-44s failed\n' "$name"; return 1; }
	show "$name" "$(echo "$result" | cut -f 2)" "$(echo "$result" | cut -f 3)"
}
# shellcheck disable=SC2086 # words are words
{
	measure 'svy-code, indicator' 3 svy-code -q --coding indicator -b book.json -o ours.csv data.csv $items
	measure 'svy-code, a tenth of the rows' 3 svy-code -q --coding indicator -b book.json -o tenth.out tenth.csv $items
	measure 'svy-code, without a codebook: read twice' 3 svy-code -q --coding indicator -o two.csv data.csv $items
	measure 'svy-code, polynomial' 3 svy-code -q --coding polynomial -b book.json -o four.csv data.csv $items
}
measure 'R: fread, model.matrix' 1 Rscript --vanilla matrix.R && show '  of which model.matrix' "$(cat alone)" 0
measure 'R: fread, model.matrix, fwrite' 1 Rscript --vanilla matrix.R write || exit 0
tail -n +2 r.csv >theirs
tail -n +2 ours.csv | cmp - theirs && echo "the same rows, byte for byte"
