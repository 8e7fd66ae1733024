# A weighted table of 8 ranks x 2 sexes from a file of ROWS rows, beside awk, PSPP and
# R's data.table, the same file in the same run; and the memory, which must not grow
# with the rows.
set -u
rows=${ROWS:-1000000}
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
time=$BUILD/bench/bench_command
cd "$scratch" || exit 2

# A linear congruential generator: the same file on every machine.
make_data() {
	awk -v rows="$1" 'BEGIN {
		print "id,rank,sex,age,weight"
		for (i = 1; i <= rows; i++) {
			x = (x * 69069 + 12345) % 4294967296
			r = int(x / 65536)
			printf "%d,rank %d,%s,%d,%.2f\n", i, r % 8, int(r / 8) % 5 ? "Men" : "Women", 18 + int(r / 40) % 47,
				0.5 + int(r / 8) % 200 / 100
		}
	}'
}
make_data "$rows" >data.csv
make_data $((rows / 10)) >tenth.csv
echo "$rows rows, $(wc -c <data.csv) bytes; shortest of 3 runs"

cat >table.awk <<'A'
BEGIN { FS = "," }
NR > 1 { n[$2 "," $3]++; w[$2 "," $3] += $5 }
END { for (cell in n) printf "%s,%d,%.2f\n", cell, n[cell], w[cell] }
A
cat >table.R <<'R'
suppressPackageStartupMessages(library(data.table))
d <- fread("data.csv", select = c("rank", "sex", "weight"))
print(d[, .(n = .N, w = sum(weight)), by = .(rank, sex)])
R
cat >table.sps <<'S'
GET DATA /TYPE=TXT /FILE="data.csv" /ARRANGEMENT=DELIMITED /DELCASE=LINE /FIRSTCASE=2 /DELIMITERS="," /QUALIFIER='"'
  /VARIABLES=id F8.0 rank A8 sex A6 age F3.0 weight F6.2.
WEIGHT BY weight.
CROSSTABS /TABLES=rank BY sex /CELLS=COUNT COLUMN /STATISTICS=NONE.
S

ours=
# measure NAME COMMAND...
measure() {
	name=$1
	shift
	if ! command -v "$1" >/dev/null 2>&1; then
		printf '%-28s not installed\n' "$name"
		return
	fi
	result=$("$time" 3 "$@") || { printf '%-28s failed\n' "$name"; return; }
	best=$(echo "$result" | cut -f 2) peak=$(echo "$result" | cut -f 3)
	[ -n "$ours" ] || ours=$best
	awk -v name="$name" -v best="$best" -v ours="$ours" -v peak="$peak" 'BEGIN {
		printf "%-28s %9.1f ms  %6.2f x svy-cross  %8.1f MB\n", name, best, best / ours, peak / 1024 }'
}
if [ -x "$BIN/svy-cross" ]; then
	measure svy-cross svy-cross -f csv -w weight --weight-kind sampling --tests none --assoc none data.csv rank sex
	measure 'svy-cross, a tenth of it' svy-cross -f csv -w weight --weight-kind sampling --tests none --assoc none \
		tenth.csv rank sex
	measure svy-freq svy-freq -f csv -w weight --weight-kind sampling data.csv rank
fi
measure "awk ($(basename "$(readlink -f "$(command -v awk)")"))" awk -f table.awk data.csv
measure 'R data.table' Rscript table.R
measure PSPP pspp -O format=txt -o pspp.txt table.sps
