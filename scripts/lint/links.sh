#!/bin/sh
# Every link of a page leads to a file that is there, and its #part to a heading.
set -u
wrong=0
headings() {
	sed -n '/^```/,/^```/d; s/^##* //p' "$1" | tr '[:upper:]' '[:lower:]' | sed 's/[^a-z0-9 _-]//g; s/ /-/g'
}
for page in $(find . -name '*.md' ! -path './build/*' ! -path './.git/*' | sed 's/^..//' | LC_ALL=C sort); do
	folder=$(dirname "$page")
	for link in $(sed '/^```/,/^```/d; s/`[^`]*`//g' "$page" | grep -oE '\]\([^)[:space:]]+' | sed 's/^](//'); do
		case $link in
		http://* | https://* | mailto:*) continue ;;
		"#"*) target=$page part=${link#\#} ;;
		*"#"*) target=$folder/${link%%#*} part=${link#*#} ;;
		*) target=$folder/$link part= ;;
		esac
		case $target in *build/report*) continue ;; esac
		if [ ! -e "$target" ]; then
			echo "$page: link to $link, which is not there"
			wrong=1
		elif [ -n "$part" ] && [ -f "$target" ] && ! headings "$target" | grep -qxF -e "$part"; then
			echo "$page: link to $link, but no such heading"
			wrong=1
		fi
	done
done
exit $wrong
