# Installing what is missing: only that, only when it is, and only for the purpose.
. tests/support/tap.sh

# A copy with its own list, and an apt-get that writes down what it is asked for.
mkdir -p "$scratch/scripts" "$scratch/bin" "$scratch/empty"
cp scripts/need.sh "$scratch/scripts/"
{
	printf 'build\tsh\tdash\n'
	printf 'build\tsvy-not-there\tnot-there\n'
	printf 'figures\tsvy-no-plot\tno-plot\n'
	printf 'check\t<svy-no-header.h>\tno-header-dev\n'
	printf 'fuzz\t/svy-no-file\tno-file\n'
} >"$scratch/scripts/packages"
cat >"$scratch/bin/apt-get" <<'A'
#!/bin/sh
echo "$*" >>"$LOG"
case " $* " in
*" install "*) for name in svy-not-there svy-no-plot; do printf '#!/bin/sh\n' >"$FAKE/$name"; chmod +x "$FAKE/$name"; done ;;
esac
A
printf '#!/bin/sh\necho 0\n' >"$scratch/bin/id"
chmod +x "$scratch/bin"/*
export LOG="$scratch/log" FAKE="$scratch/bin"

need() {
	PATH="$scratch/bin:$PATH" sh "$scratch/scripts/need.sh" "$@" 2>"$scratch/err"
}
lists() {
	[ "$(need --list "$1")" = "$2" ]
}
check "report needs what it needs" lists report 'not-there no-plot'
check "check needs more" lists check 'not-there no-plot no-header-dev'
check "a file may tell that a package is there" lists fuzz 'not-there no-file'
check "naming what is missing installs nothing" test ! -e "$LOG"
check "installing succeeds" need report
check "it asks for the list of packages first" sh -c 'sed -n 1p "$LOG" | grep -q update'
check "it installs what is missing and nothing else" sh -c 'sed -n 2p "$LOG" | grep -q "install not-there no-plot$"'
rm -f "$LOG"
check "once all is there it succeeds" need report
check "and asks for nothing" test ! -e "$LOG"
check "and says nothing" test ! -s "$scratch/err"
check_not "a package that is installed and yet not found is an error" need check
check "which is said" grep -q 'yet not found: no-header-dev' "$scratch/err"
check_not "an unknown purpose is refused" need tea

# Where there is no apt-get.
for command in sh uname printf; do
	ln -s "$(command -v $command)" "$scratch/empty/$command"
done
PATH="$scratch/empty" sh "$scratch/scripts/need.sh" fuzz 2>"$scratch/err"
status=$?
check "without apt-get it fails" test $status = 2
check "with one line that names what to install" sh -c '[ "$(wc -l <"$1")" = 1 ] && grep -q "not-there no-file" "$1"' - \
	"$scratch/err"
# Looked at with everything there, it costs next to nothing.
quick() {
	start=$(date +%s%N)
	for _ in 1 2 3 4 5; do sh scripts/need.sh --list check >/dev/null; done
	end=$(date +%s%N)
	echo "$(((end - start) / 5000000)) ms"
	[ $(((end - start) / 5000000)) -lt 100 ]
}
check "it takes less than 100 ms" quick
done_testing
