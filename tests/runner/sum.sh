# Running and counting: nothing that goes wrong is counted as passed.
. tests/support/tap.sh

program() {
	printf '#!/bin/sh\n%s\n' "$1" >"$scratch/program"
	chmod +x "$scratch/program"
	rm -rf "$scratch/check"
	TEST_SECONDS=2 sh scripts/test/run.sh it "$scratch/check/it.result" "$scratch/program" >/dev/null
	sh scripts/test/sum.sh "$scratch/check" >"$scratch/sum"
}
ends_with() {
	tail -n 1 "$scratch/sum" | grep -qx "$1"
}

program 'echo 1..2; echo "ok 1 - a"; echo "ok 2 - b"'
check "tests are counted one by one" ends_with '2 passed, 0 failed'
program 'echo 1..2; echo "ok 1 - a"; echo "not ok 2 - b"; exit 1'
check "a failure is counted" ends_with '1 passed, 1 failed'
program 'echo 1..3; echo "ok 1 - a"; kill -SEGV $$'
check "a crash in the middle is a failure" ends_with '1 passed, 1 failed'
program 'echo 1..1; echo "ok 1 - a"; exit 99'
check "a bad exit status after good tests is a failure" ends_with '1 passed, 1 failed'
program 'echo 1..2; echo "ok 1 - a"; sleep 9'
check "a program out of time is a failure" ends_with '1 passed, 1 failed'
program 'echo 1..1; echo "not ok 1 # SKIP a"'
check "a skipped test is neither" ends_with '0 passed, 0 failed'
check "it is counted above the last line" grep -qx '1 skipped' "$scratch/sum"
program 'exit 0'
check "a silent program is one test" ends_with '1 passed, 0 failed'
program 'exit 1'
check "a silent program that fails is one failure" ends_with '0 passed, 1 failed'
program 'echo no network; exit 77'
check "status 77 is a skip with the last line as its reason" grep -q 'SKIPPED 1: no network' "$scratch/sum"
rm -rf "$scratch/check"
mkdir "$scratch/check"
check_not "no tests at all is a failure" sh scripts/test/sum.sh "$scratch/check"
done_testing
