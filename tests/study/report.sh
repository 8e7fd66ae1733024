# Every study runs and ends in reports that hold everything they show; a second run
# gives the same bytes.
. tests/support/tap.sh

[ -n "$(ls analyses/*/study.mk 2>/dev/null)" ] || { echo "no studies yet"; exit 77; }

run_studies() {
	make --no-print-directory MODE="$MODE" BUILD="$BUILD" REPORT="$1" studies
}
# Nothing is fetched when the page is read.
is_self_contained() {
	! grep -nEi '(src|href)="(https?:)?//[^"]*\.(css|js|png|svg|woff2?)|<script|@import|<img[^>]*src="[^d]' "$1"
}
is_figure() {
	xmllint --noout "$1" || return 1
	grep -q 'role="img"' "$1" && grep -q '<title' "$1" && grep -q '<desc' "$1"
}

check "the studies run" run_studies "$scratch/first"
check "they run again" run_studies "$scratch/second"
check "a second run gives the same bytes" diff -r "$scratch/first" "$scratch/second"
for page in $(find "$scratch/first" -name '*.html' | LC_ALL=C sort); do
	name=${page#"$scratch/first/"}
	check "$name holds everything that it shows" is_self_contained "$page"
	check_not "$name has no place left unfilled" grep -nE '\{\{|\}\}' "$page"
done
for figure in $(find "$scratch/first" -name '*.svg' | LC_ALL=C sort); do
	check "${figure#"$scratch/first/"} is sound SVG with role, title and description" is_figure "$figure"
done
check "there is a report" sh -c 'find "$1" -name "*.html" | grep -q .' - "$scratch/first"
done_testing
