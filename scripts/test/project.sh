#!/bin/sh
# project.sh FOLDER: show in FOLDER what examples and pages name: the project's data,
# studies, plots and tests, each by a link, so that what is written stays in FOLDER.
set -eu
here=$(cd "${0%/*}/../.." && pwd)
for entry in datasets analyses plots docs tests; do
	[ ! -e "$here/$entry" ] || ln -s "$here/$entry" "$1/$entry"
done
