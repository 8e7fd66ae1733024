# The commands of the tutorial and the cookbook run, and print what the pages say.
n=0 failed=0
for page in docs/tutorial/*.md docs/cookbook/*.md docs/formats/*.md docs/methods/*.md; do
	[ -e "$page" ] && grep -qx '```sh' "$page" || continue
	# Number the tests through; the pages number their own.
	said=$(sh scripts/test/page.sh "$page") || failed=1
	echo "$said" | grep -v '^1\.\.' | sed 's/^\(not \)*ok [0-9]* /\1ok /'
	n=$((n + 1))
done
[ "$n" -gt 0 ] || { echo "no page has commands yet"; exit 77; }
exit $failed
