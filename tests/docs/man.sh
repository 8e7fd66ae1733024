# Man page, help and completion of each tool, all from its one option table.
. tests/support/tap.sh

# groff says nothing, and the page has its sections.
page_is_sound() {
	"$1" --man >"$scratch/page" || return 1
	groff -man -ww -z -Tutf8 "$scratch/page" 2>&1 | grep . && return 1
	for section in NAME SYNOPSIS DESCRIPTION OPTIONS EXAMPLES '"EXIT STATUS"'; do
		grep -qx ".SH $section" "$scratch/page" || { echo "no section $section"; return 1; }
	done
}
page_names_every_option() {
	groff -man -Tascii -P-cbou "$scratch/page" 2>/dev/null >"$scratch/text"
	"$1" --options | awk -F '\t' '$1 == "option" { print "--" $3 }' | while IFS= read -r option; do
		grep -qF -e "$option" "$scratch/text" || { echo "$option is not in the page"; exit 1; }
	done
}
help_fits() {
	"$1" --help >"$scratch/help" || return 1
	# A word that cannot be parted, and an example to be copied, may be longer.
	awk '/^Examples:/ { exit } length($0) > 80 { print; wrong = 1 } END { exit wrong }' "$scratch/help"
}
completes() {
	"$1" --complete >"$scratch/completion" || return 1
	bash -c '. "$1"; complete -p "$2"' - "$scratch/completion" "${1##*/}" | grep -qe '--version'
}

for tool in "$BIN"/svy-*; do
	[ -x "$tool" ] || continue
	name=${tool##*/}
	check "$name: the man page renders without a warning" page_is_sound "$tool"
	check "$name: the man page names every option" page_names_every_option "$tool"
	check "$name: the help fits 80 columns" help_fits "$tool"
	check "$name: bash completes its options" completes "$tool"
done
[ "$n_tests" -gt 0 ] || { echo "no tools yet"; exit 77; }
done_testing
