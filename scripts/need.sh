#!/bin/sh
# need.sh PURPOSE: see that everything is there for it; install with apt-get
# what is not.  Says and does nothing when all is there.
#
#   build  report  check  docs  fuzz  bench  datasets  sanitize
#
# need.sh --list PURPOSE   only name what is missing
set -eu
here=${0%/*}
list=
[ "${1-}" = --list ] && { list=yes; shift; }

case ${1-} in
build) parts="build" ;;
report) parts="build figures" ;;
docs) parts="build docs" ;;
check) parts="build figures pictures docs check" ;;
sanitize) parts="build figures pictures docs check" ;;
fuzz) parts="build fuzz" ;;
bench) parts="build bench" ;;
datasets) parts="build datasets" ;;
*) echo "need.sh: say for what: build, report, check, docs, fuzz, bench, datasets or sanitize" >&2; exit 2 ;;
esac
purpose=$1

# Where the compiler looks; no compiler is run, so that this costs nothing.
include="/usr/include /usr/local/include /opt/homebrew/include /usr/include/$(uname -m)-linux-gnu"
[ -z "${CPATH-}" ] || include="$include $(echo "$CPATH" | tr : ' ')"

has_header() {
	for folder in $include; do
		[ -e "$folder/$1" ] && return 0
	done
	return 1
}

has() {
	case $1 in
	"<"*">") name=${1#<}; has_header "${name%>}" ;;
	/*) [ -e "$1" ] ;;
	*) command -v "$1" >/dev/null 2>&1 ;;
	esac
}

missing=
tab=$(printf '\t')
while IFS=$tab read -r part test package; do
	case " $parts " in
	*" $part "*) has "$test" || missing="$missing $package" ;;
	esac
done <"$here/packages"
missing=${missing# }

[ -n "$missing" ] || exit 0
[ -z "$list" ] || { echo "$missing"; exit 0; }

if ! command -v apt-get >/dev/null 2>&1; then
	echo "need.sh: for \"$purpose\" please install (names of Debian's packages): $missing" >&2
	exit 2
fi
root=
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null 2>&1 || {
		echo "need.sh: for \"$purpose\", as root: apt-get install $missing" >&2
		exit 2
	}
	root=sudo
fi
echo "installing for \"$purpose\": $missing" >&2
$root apt-get -qq update >&2
# What it says of each package is left out; what goes wrong is on stderr.
# shellcheck disable=SC2086 # the packages are words
$root env DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes \
	apt-get -qq -y -o Dpkg::Use-Pty=0 --no-install-recommends install $missing </dev/null >/dev/null
left=$("$0" --list "$purpose")
[ -z "$left" ] || { echo "need.sh: installed, and yet not found: $left" >&2; exit 2; }
