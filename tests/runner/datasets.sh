# Bringing public data: by their sha256, from a folder or an address, never by half.
. tests/support/tap.sh

sum() {
	sha256sum "$1" | cut -d ' ' -f 1
}
package() {
	rm -rf "$scratch/datasets"
	mkdir -p "$scratch/datasets/a"
	cat >"$scratch/datasets/a/datapackage.json" <<J
{"name": "a", "resources": [{"name": "x", "path": "data.csv", "hash": "sha256:$1", "title": "a \"b\", c: [1]",
  "sources": [{"title": "its page", "path": "$2"}]}]}
J
}
datasets() {
	sh scripts/datasets.sh "$scratch/datasets"
}
target=$scratch/datasets/a/data.csv
mkdir "$scratch/folder" "$scratch/bin"
printf 'x\n1\n' >"$scratch/folder/some-name.csv"
right=$(sum "$scratch/folder/some-name.csv")
wrong=$(printf '%064d' 0)
# A curl that gives what is in $GIVES.
cat >"$scratch/bin/curl" <<'C'
#!/bin/sh
while [ "$1" != -o ]; do shift; done
[ -e "$GIVES" ] && cp "$GIVES" "$2"
C
chmod +x "$scratch/bin/curl"
PATH=$scratch/bin:$PATH
export GIVES="$scratch/folder/some-name.csv"

SVY_DATA=$scratch/folder
export SVY_DATA
package "$right" https://example.org/data.csv
check "a file of SVY_DATA is found by its sha256, whatever its name" datasets
check "and is put in place" cmp "$target" "$scratch/folder/some-name.csv"
check "a second time there is nothing to do" datasets
printf 'x\n2\n' >"$target"
check_not "a file in place with another sha256 is an error" datasets
SVY_DATA=
package "$right" https://example.org/data.csv
check "without SVY_DATA it is downloaded" datasets
check "and put in place" cmp "$target" "$scratch/folder/some-name.csv"
package "$wrong" https://example.org/data.csv
check_not "a download with another sha256 is refused" datasets
check "and not put in place" sh -c '[ "$(ls "$1")" = datapackage.json ]' - "$scratch/datasets/a"
package "$right" https://example.org/data.csv
GIVES=$scratch/none
check_not "a download that fails is an error" datasets
check "and leaves nothing" sh -c '[ "$(ls "$1")" = datapackage.json ]' - "$scratch/datasets/a"
package "$right" ""
check_not "no address is an error" datasets
done_testing
