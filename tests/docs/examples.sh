# The examples that the help of each tool gives run as they are typed.
. tests/support/tap.sh
mkdir "$scratch/here"
sh scripts/test/project.sh "$scratch/here"

for tool in "$BIN"/svy-*; do
	[ -x "$tool" ] || continue
	name=${tool##*/}
	"$tool" --options | awk -F '\t' '$1 == "example" { print $3 }' >"$scratch/examples"
	if ! grep -q . "$scratch/examples"; then
		fail "$name has examples"
		continue
	fi
	while IFS= read -r command; do
		case $command in
		*masculinity*)
			[ -e datasets/masculinity/responses.csv ] || [ -n "${SVY_DATA-}" ] || {
				skip "$command" "the public data are not here (SVY_DATA, or make datasets)"
				continue
			} ;;
		esac
		printf 'cd %s/here && %s\n' "$scratch" "$command" >"$scratch/command"
		check "$command" timeout 60 sh "$scratch/command"
	done <"$scratch/examples"
done
[ "$n_tests" -gt 0 ] || { echo "no tools yet"; exit 77; }
done_testing
