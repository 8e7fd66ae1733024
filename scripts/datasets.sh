#!/bin/sh
# datasets.sh [--no-download] [FOLDER]: bring the data that a package describes and does not hold.
#
# Of every FOLDER/NAME/datapackage.json (FOLDER: datasets), each resource that states a
# sha256 and is not there is copied from the folder SVY_DATA, where a file with that
# sha256 is in it, or else downloaded from the address in the resource's "sources".
# A file with another sha256 is refused, and never put in place.  With --no-download
# what SVY_DATA does not have is left out in silence: what needs it says so.
set -eu
here=${0%/*}
downloads=yes
[ "${1-}" = --no-download ] && { downloads=; shift; }
folder=${1:-datasets}
failed=0

digest() {
	sha256sum "$1" | cut -d ' ' -f 1
}
fail() {
	echo "datasets: $1" >&2
	failed=1
}

# from_folder DIGEST TARGET
from_folder() {
	[ -n "${SVY_DATA-}" ] && [ -d "$SVY_DATA" ] || return 1
	for file in "$SVY_DATA"/*; do
		[ -f "$file" ] && [ "$(digest "$file")" = "$1" ] || continue
		cp "$file" "$2.part" && mv "$2.part" "$2"
		echo "$2: from ${file##*/} of SVY_DATA"
		return 0
	done
	return 1
}

# download DIGEST TARGET ADDRESS
download() {
	"$here/need.sh" datasets || return 1
	if ! curl -fsSL --retry 2 --max-time 300 -o "$2.part" "$3"; then
		rm -f "$2.part"
		fail "$2: cannot download $3"
		return 1
	fi
	if [ "$(digest "$2.part")" != "$1" ]; then
		rm -f "$2.part"
		fail "$2: what $3 gives has another sha256 than the package says"
		return 1
	fi
	mv "$2.part" "$2"
	echo "$2: from $3"
}

bring() {
	package=$1 words=$2
	n=0
	while path=$(get "resources/$n/path") && [ -n "$path" ]; do
		hash=$(get "resources/$n/hash")
		address=$(sed -n "s,^resources/$n/sources/[0-9]*/path	\(https:.*\),\1,p" "$words" | head -n 1)
		n=$((n + 1))
		hash=${hash#sha256:} target=${package%/*}/$path
		if [ -e "$target" ]; then
			[ -z "$hash" ] || [ "$(digest "$target")" = "$hash" ] ||
				fail "$target: its sha256 is not what $package says"
		elif [ -z "$hash" ]; then
			fail "$target: not there, and $package states no sha256 to find it by"
		elif from_folder "$hash" "$target"; then
			:
		elif [ -z "$downloads" ]; then
			:
		elif [ -n "$address" ]; then
			download "$hash" "$target" "$address" || failed=1
		else
			fail "$target: not in SVY_DATA, and $package names no address"
		fi
	done
}
get() {
	awk -F '\t' -v place="$1" '$1 == place { print $2; exit }' "$words"
}

words=$(mktemp)
trap 'rm -f "$words"' EXIT
for package in "$folder"/*/datapackage.json; do
	[ -e "$package" ] || continue
	LC_ALL=C awk -f "$here/json.awk" "$package" >"$words"
	bring "$package" "$words"
done
exit $failed
