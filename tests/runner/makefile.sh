# The makefile, on a small tree: what changes is built again, and only that; what fails
# is counted, and the sum comes last.
. tests/support/tap.sh
[ "$MODE" = release ] || { echo "only of the release"; exit 77; }

tree=$scratch/tree
mkdir -p "$tree/lib/base" "$tree/tests/unit/base" "$tree/tests/support"
cp Makefile "$tree/"
cp -R scripts "$tree/"
rm -rf "$tree/scripts/lint"
cp lib/base/status.[ch] lib/base/text.[ch] lib/base/array.[ch] lib/base/notes.[ch] "$tree/lib/base/"
cp tests/support/check.[ch] "$tree/tests/support/"
cat >"$tree/tests/unit/base/test_small.c" <<'C'
#include "tests/support/check.h"

static void one_is_one(void **state)
{
	(void)state;
	assert_int_equal(1, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(one_is_one)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
C
in_tree() {
	make --no-print-directory -C "$tree" BUILD=build "$@" >"$scratch/said" 2>&1
}
compiles() {
	grep -qE "^ *CC +$1" "$scratch/said"
}
members() {
	ar t "$tree/build/libsvy.a"
}
sum_is() {
	grep -E '^[0-9]+ passed, [0-9]+ failed$' "$scratch/said" | tail -n 1 | grep -qx "$1" || { cat "$scratch/said"; return 1; }
}

check "it builds" in_tree all
in_tree all
check_not "a second time it compiles nothing" compiles .
in_tree BUILD="$tree/build" all
check_not "nor with BUILD spelled otherwise: tools that are in use must not be linked again" grep -E '^ *(CC|AR|LINK) ' "$scratch/said"
touch "$tree/lib/base/status.h"
in_tree all
check "a changed header compiles what includes it" compiles lib/base/text.c
in_tree all CFLAGS=-DOTHER
check "other flags compile all again" compiles lib/base/notes.c
in_tree all CFLAGS=-DOTHER prefix=/elsewhere
check_not "another prefix does not compile the library again" compiles lib/
rm "$tree/lib/base/notes.c" "$tree/lib/base/notes.h"
check "a file may go" in_tree all
check_not "and leaves the library" sh -c 'ar t "$1" | grep notes' - "$tree/build/libsvy.a"

check "make check succeeds" in_tree check
check "and ends with the sum" sh -c 'tail -n 1 "$1" | grep -qx "1 passed, 0 failed"' - "$scratch/said"
sed -i 's/assert_int_equal(1, 1)/assert_int_equal(1, 2)/' "$tree/tests/unit/base/test_small.c"
check_not "with a failing test it fails" in_tree check
check "and counts it" sum_is '0 passed, 1 failed'
check "and names it" grep -q '^FAILED  unit/base/test_small: one_is_one' "$scratch/said"
echo 'int wrong(' >>"$tree/tests/unit/base/test_small.c"
check_not "with a test that does not compile it fails" in_tree check
check "and says so in the sum" sum_is '0 passed, 1 failed'

# Every target for people is in the help.
make help >"$scratch/help"
for target in report check lint sanitize fuzz bench docs datasets accept install clean; do
	check "make help names $target" grep -q "^make $target" "$scratch/help"
done
done_testing
