#!/bin/sh
# What is there has its page: a methods page for each file of lib/stat/ (and of the
# layers of methods after it), a recipe of the cookbook for each tool, a changelog
# that begins with this version; and pages named in headers exist.
set -u
wrong=0
complain() {
	echo "$1"
	wrong=1
}
for header in $(find lib/stat lib/interview lib/qca lib/equity lib/hidden -name '*.h' ! -name '*_internal.h' 2>/dev/null | LC_ALL=C sort); do
	stem=$(basename "$header" .h)
	[ -s "docs/methods/$stem.md" ] || complain "$header: there is no docs/methods/$stem.md"
done
for tool in $(find tools -maxdepth 1 -name 'svy-*.c' 2>/dev/null | LC_ALL=C sort); do
	name=$(basename "$tool" .c)
	grep -rqs --include='*.md' -e "$name " docs/cookbook || complain "$tool: no recipe in docs/cookbook uses $name"
done
for page in $(grep -rhoE 'docs/[a-z]+/[a-z_-]+\.md' lib tools Makefile scripts 2>/dev/null | LC_ALL=C sort -u); do
	[ -e "$page" ] || complain "$page: named in the source, but not there"
done
version=$(sed -n 's/^VERSION := //p' Makefile)
grep -qs "^## $version" CHANGELOG.md || complain "CHANGELOG.md: no heading \"## $version\""
exit $wrong
