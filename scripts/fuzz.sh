#!/bin/sh
# fuzz.sh FOLDER SECONDS: run every fuzzer in FOLDER for so long, from its corpus.
# What is found is kept in FOLDER/NAME.found; what crashes it in FOLDER/NAME.crash-*.
set -u
folder=$1 seconds=$2
n=0 failed=0
for fuzzer in "$folder"/fuzz_*; do
	case $fuzzer in *.* | *'*') continue ;; esac
	[ -f "$fuzzer" ] && [ -x "$fuzzer" ] || continue
	name=${fuzzer##*/}
	corpus=tests/fuzz/corpus/${name#fuzz_}
	words=tests/fuzz/corpus/${name#fuzz_}.dict
	n=$((n + 1))
	mkdir -p "$folder/$name.found"
	set -- -max_total_time="$seconds" -seed=1 -timeout=20 -rss_limit_mb=2048 -print_final_stats=0 \
		-artifact_prefix="$folder/$name.crash-" "$folder/$name.found"
	[ ! -d "$corpus" ] || set -- "$@" "$corpus"
	[ ! -e "$words" ] || set -- -dict="$words" "$@"
	if "$fuzzer" "$@" >"$folder/$name.log" 2>&1; then
		echo "ok      $name: $(grep -E '^#[0-9]+.*DONE' "$folder/$name.log" | tail -n 1 | tr -s '\t ' ' ')"
	else
		failed=$((failed + 1))
		echo "FAILED  $name, see $folder/$name.log"
		tail -n 30 "$folder/$name.log" | sed 's/^/    | /'
	fi
done
[ "$n" -gt 0 ] || { echo "no fuzzers in tests/fuzz"; exit 1; }
echo "$((n - failed)) passed, $failed failed"
[ "$failed" = 0 ]
