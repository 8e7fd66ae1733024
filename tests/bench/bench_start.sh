# How long a tool takes beyond /bin/true, on a file of 200 rows: wanted under 3 ms.
set -u
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
time=$BUILD/bench/bench_command
awk 'BEGIN { print "sex,rank,n"; for (i = 0; i < 200; i++) print (i % 3 ? "Men" : "Women") ",rank " i % 8 "," i }' \
	>"$scratch/data.csv"
cd "$scratch" || exit 2

bare=$("$time" 300 /bin/true | cut -f 1)
printf '%-46s %8s ms\n' /bin/true "$bare"
for call in 'svy-check --draft data.csv' 'svy-freq data.csv sex' 'svy-cross data.csv rank sex' \
	'svy-cross -f json data.csv rank sex' 'svy-freq --version'; do
	[ -x "$BIN/${call%% *}" ] || continue
	# shellcheck disable=SC2086 # a call is words
	took=$("$time" 300 $call | cut -f 1)
	awk -v call="$call" -v took="$took" -v bare="$bare" \
		'BEGIN { printf "%-46s %8.3f ms  %+.3f beyond /bin/true\n", call, took, took - bare }'
done
