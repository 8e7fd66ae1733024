# The runner of cases itself: what must fail does fail.
. tests/support/tap.sh

tree=$scratch/tree
make_case() {
	rm -rf "$tree"
	mkdir -p "$tree/tests/cli/it"
	printf '%s\n' "$1" >"$tree/tests/cli/it/cmd"
}
expect() {
	printf '%s\n' "$2" >"$tree/tests/cli/it/$1"
}
run_case() {
	ROOT=$tree BUILD=$scratch/build sh scripts/test/case.sh it
}
says() {
	run_case | grep -qF -e "$1"
}

make_case 'echo hello'
check_not "a case that asserts nothing fails" run_case
expect out hello
check "the expected output passes" run_case
expect out Hello
check_not "another output fails" run_case
make_case 'echo hello; exit 3'
expect out hello
check_not "an unexpected exit status fails" run_case
expect status 3
check "the expected exit status passes" run_case
make_case 'echo one two >&2; exit 2'
expect status 2
expect err.contains two
check "a part of the messages passes" run_case
expect err.contains three
check_not "a missing part of the messages fails" run_case
rm "$tree/tests/cli/it/err.contains"
expect err.lacks one
check_not "a line that must not occur fails" run_case
make_case 'cat data.csv; cp data.csv copy.csv'
mkdir -p "$tree/tests/cli/it/files" "$tree/tests/cli/it/wrote"
echo a >"$tree/tests/cli/it/files/data.csv"
echo a >"$tree/tests/cli/it/wrote/copy.csv"
check "the case's files are there, and what it wrote is compared" run_case
echo b >"$tree/tests/cli/it/wrote/copy.csv"
check_not "another file written fails" run_case
make_case 'touch half'
expect absent half
check_not "a file that should be absent fails" run_case
make_case 'false'
expect out x
expect skip 'echo no data here'
check "a case is skipped with its reason" says '# SKIP no data here'
make_case 'echo "x.c:1:1: runtime error: shift" >&2'
expect status 0
check_not "a finding of a sanitizer fails whatever the case says" run_case
make_case 'echo new; exit 1'
expect out old
ROOT=$tree BUILD=$scratch/build sh scripts/test/case.sh --accept it >/dev/null
check "accepted output passes afterwards" run_case
check "accepting writes the exit status too" grep -qx 1 "$tree/tests/cli/it/status"
done_testing
