# Each lint is fed a tree with the fault that it is there for.
. tests/support/tap.sh

root=$(pwd)
tree=$scratch/tree

# put FILE TEXT: a file of the bad tree
put() {
	mkdir -p "$tree/$(dirname "$1")"
	printf '%s\n' "$2" >"$tree/$1"
}
fresh() {
	rm -rf "$tree"
	mkdir -p "$tree/lib" "$tree/tools" "$tree/tests" "$tree/scripts"
}
lint() {
	(cd "$tree" && sh "$root/scripts/lint/$1.sh")
}
# faulty LINT WHAT TEXT: the lint fails on the tree, and says TEXT
faulty() {
	if lint "$1" >"$scratch/said" 2>&1; then
		fail "$1: $2 fails"
	elif grep -qF -e "$3" "$scratch/said"; then
		pass "$1: $2 fails"
	else
		fail "$1: $2 fails, saying \"$3\""
		sed 's/^/#   /' "$scratch/said"
	fi
}
sound() {
	check "$1: $2 passes" lint "$1"
}

fresh
put lib/base/a.c '#include "base/a.h"'
put lib/tab/a.c '#include "data/a.h"'
sound layers "an include from below"
put lib/base/a.c '#include "tab/a.h"'
faulty layers "an include from above" 'base/ includes the higher layer tab/'
fresh
put lib/base/a.c '#include "a.h"'
faulty layers "an include without its folder" 'does not name its folder'
fresh
put lib/extra/a.c '#include "base/a.h"'
faulty layers "a folder that is no layer" 'is no layer'
fresh
put lib/report/a.c '#include "tools/front/tool.h"'
faulty layers "a library file that includes a tool's header" 'from outside'

fresh
put lib/base/a.h '#ifndef SVY_BASE_A_H
#define SVY_BASE_A_H
#include <stddef.h>
size_t svy_a(void);
#endif'
sound headers "a header that stands alone"
put lib/base/a.h '#ifndef SVY_BASE_A_H
#define SVY_BASE_A_H
size_t svy_a(void);
#endif'
faulty headers "a header that needs another before it" 'does not compile alone'
put lib/base/a.h 'int svy_a(void);'
faulty headers "a header without guard" 'no guard'

fresh
put lib/base/a.h ''
put lib/svy.h '#include "base/a.h"'
sound umbrella "a complete list"
put lib/base/b.h ''
faulty umbrella "a header that is not named" 'base/b.h'
put lib/svy.h '#include "base/a.h"
#include "base/b.h"
#include "base/c.h"'
faulty umbrella "a name without a header" 'base/c.h'

fresh
export BIN="$tree/bin"
tool() {
	put "bin/$1" "#!/bin/sh
printf 'option\\t-$2\\t$3\\tFILE\\thelp\\n'"
	chmod +x "$tree/bin/$1"
}
tool svy-a x extra
tool svy-b x extra
sound letters "one letter with one meaning"
tool svy-b x other
faulty letters "one letter with two meanings" '-x is --'
tool svy-b y extra
faulty letters "one option with two letters" '--extra has the letter'
unset BIN

fresh
put tests/unit/base/test_a.c 'check_close(x, 0.5, 1e-10);'
sound asserts "a check of ours"
put tests/unit/base/test_a.c 'assert_float_equal(x, 0.5, 1e-10);'
faulty asserts "a float assert" 'assert_float_equal'
put tests/unit/base/test_a.c 'float x = 1;'
faulty asserts "a variable in single precision" 'float x'
put tests/unit/base/test_a.c 'assert_int_equal(x, 0.5);'
faulty asserts "a number with a point compared as an integer" 'assert_int_equal'
put tests/unit/base/test_a.c '#include <cmocka.h>'
faulty asserts "cmocka without our header" 'cmocka.h'

fresh
put tests/reference/stat/a.csv 'name,expected,source
"x, y",1,"Book (2000), p. 3"'
sound sources "a table with sources"
put tests/reference/stat/a.csv 'name,expected
x,1'
faulty sources "a table without the column" 'no column'
put tests/reference/stat/a.csv 'name,expected,source
x,1,Book
y,2,'
faulty sources "a row without a source" 'a.csv:3'
put tests/reference/stat/a.csv 'name,expected,source
x,1,svy-cross'
faulty sources "a row from our own output" 'our own output'
put tests/reference/stat/a.csv 'name,expected,source'
faulty sources "a table without rows" 'no rows'

fresh
put lib/base/text.c ''
sound names "a file named for its subject"
put lib/base/utils.c ''
faulty names "a file named utils" 'named for no subject'
fresh
put lib/common/text.c ''
faulty names "a folder named common" 'named for no subject'

fresh
# archive CODE: a library of one object
archive() {
	put lib/base/a.c "$1"
	rm -f "$tree/a.a"
	(cd "$tree" && ${CC:-cc} -O1 -fPIC -c lib/base/a.c -o a.o && ar rcs a.a a.o)
}
export MODE=release
export LIBRARY=a.a
archive 'static const char *const names[] = {"a", "b"}; const char *svy_a(int i) { return names[i]; }'
sound library "a table of constants"
archive '#include <stdio.h>
void svy_a(int x) { printf("%d\n", x); }'
faulty library "printing" 'does not print'
archive '#include <stdio.h>
void svy_a(int x) { fprintf(stderr, "%d\n", x); }'
faulty library "printing to stderr" 'does not print'
archive '#include <stdlib.h>
void svy_a(int x) { if (x) exit(x); }'
faulty library "leaving the process" 'does not exit'
archive 'int svy_a(void) { static int n; return ++n; }'
faulty library "a static that changes" 'keeps no state'
archive 'int svy_n = 3; int svy_a(void) { return svy_n; }'
faulty library "a global" 'keeps no state'
archive 'int helper(void) { return 1; }'
faulty library "a name without the prefix" 'exported without svy_'
unset LIBRARY

fresh
put tools/svy-a.c "$(yes 'int x;' | head -n 200)"
sound lengths "a tool of 200 lines"
put tools/svy-a.c "$(yes 'int x;' | head -n 201)"
faulty lengths "a tool of 201 lines" 'at most 200'
fresh
put lib/base/a.c "$(printf '%0121d' 0)"
faulty lengths "a line of 121 columns" '121 columns'
put lib/base/a.c "$(printf '\t\t\t%0109d' 0)"
faulty lengths "a line of 121 columns with tabs" '121 columns'

fresh
put docs/a.md 'see /usr/share/doc and ../shared/data'
sound places "a usual place"
put docs/a.md "see /$(echo home)/someone/file"
faulty places "somebody's folder" 'docs/a.md:1'
put docs/a.md "from https://$(echo registry).example/x"
faulty places "a registry" 'docs/a.md:1'
put docs/a.md "from http://10.$(echo 1.2.3)/x"
faulty places "an address inside a network" 'docs/a.md:1'

fresh
put scripts/a.sh '#!/bin/sh
echo "$1"'
sound shell "a sound script"
put scripts/a.sh '#!/bin/sh
cd $1
x=$*'
faulty shell "a script that shellcheck warns of" 'SC2164'
fresh
put tests/cli/a/cmd 'for x in `ls`; do [ $x == 1 ]; done'
faulty shell "a case's command that it warns of" 'SC'

fresh
put a.md '# One
See [b](docs/b.md), [its part](docs/b.md#the-part) and [this](#one).'
put docs/b.md '## The part'
sound links "links that lead somewhere"
put a.md '[c](docs/c.md)'
faulty links "a link to a page that is not there" 'docs/c.md'
put a.md '[b](docs/b.md#other)'
faulty links "a link to a heading that is not there" 'no such heading'

# A tree with every page, from which one is taken at a time.
all_pages() {
	fresh
	put lib/stat/a.h ''
	put docs/methods/a.md 'a'
	put tools/svy-a.c ''
	put docs/cookbook/first.md 'svy-a data.csv'
	put Makefile 'VERSION := 0.1.0'
	put CHANGELOG.md '## 0.1.0'
}
all_pages
sound pages "a complete set of pages"
rm "$tree/docs/methods/a.md"
faulty pages "a method without its page" 'docs/methods/a.md'
all_pages
rm "$tree/docs/cookbook/first.md"
faulty pages "a tool without a recipe" 'no recipe'
all_pages
rm "$tree/CHANGELOG.md"
faulty pages "no changelog" 'CHANGELOG.md'
all_pages
put lib/stat/a.h '/* See docs/formats/none.md */'
faulty pages "a page named in a header that is not there" 'docs/formats/none.md'

fresh
put lib/base/a.c ''
put lib/base/a.h 'int svy_a_do(int x);'
put tests/unit/base/test_a.c 'svy_a_do(1);'
sound stems "a file with its test"
put tests/unit/base/test_a.c ''
faulty stems "a function that no test uses" 'no test uses svy_a_do'
rm "$tree/tests/unit/base/test_a.c"
faulty stems "a file without its test" 'there is no tests/unit/base/test_a.c'
done_testing
