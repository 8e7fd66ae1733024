# The published tables of the Masculinity Survey 2018, cell for cell, from its public
# microdata: weighted percentages of the column, halves rounded up, blank where the
# unweighted base is under 100.  Questions with one answer, and those with several,
# whose base is whoever was offered them.
. tests/support/tap.sh

raw=$SVY_DATA/masculinity_raw_responses.csv published=$SVY_DATA/masculinity_published_part.csv
if [ ! -e "$raw" ] || [ ! -e "$published" ]; then
	echo "the public data of the Masculinity Survey are not here: name their folder in SVY_DATA"
	exit 77
fi
cp datasets/masculinity/datapackage.json "$scratch" && cp "$raw" "$scratch/responses.csv"
echo '{"minBase": 100}' >"$scratch/policy.json"
package=$scratch/datapackage.json

# The columns of the published tables, in their order: what "all" stands for is no
# variable, so svy-freq gives it.
cat >"$scratch/columns" <<'END'
all	All
age3	18 - 34
age3	35 - 64
age3	65 and up
race2	White
race2	Non-white
kids	Has children
kids	No children
orientation	Straight
orientation	Gay/Bisexual
END

# expected HEADING-PREFIX: label, column number, percent without its sign (empty: blank)
expected() {
	awk -v heading="$1" '
		function split_line(line, field,   n, c, i, quoted) {
			n = 1; field[1] = ""; quoted = 0
			for (i = 1; i <= length(line); i++) {
				c = substr(line, i, 1)
				if (c == "\"" && quoted && substr(line, i + 1, 1) == "\"") { field[n] = field[n] c; i++ }
				else if (c == "\"") quoted = !quoted
				else if (c == "," && !quoted) field[++n] = ""
				else field[n] = field[n] c
			}
			return n
		}
		{
			sub(/\r$/, "")
			n = split_line($0, field)
			if (field[1] != "" || n < 12) { inside = index(field[1], heading) == 1; next }
			if (!inside || field[2] == "") next
			for (i = 3; i <= 12; i++) {
				sub(/%$/, "", field[i])
				# apostrophes were published as question marks
				if (match(field[2], /[a-z][?][a-z]/)) gsub(/[?]/, "\047", field[2])
				printf "%s\t%d\t%s\n", field[2], i - 2, field[i]
			}
		}' "$published"
}
# found VARIABLE: the same from the tools
found() {
	svy-freq -q -f tsv --digits 0 --missing include:no-answer --disclosure "$scratch/policy.json" "$package" "$1" |
		awk -F '\t' '/^#/ { next } !n++ { for (i = 1; i <= NF; i++) at[$i] = i; next }
			$at["kind"] == "valid" { printf "%s\t1\t%s\n", $at["label"], $at["valid_percent"] }' || return 1
	for by in age3 race2 kids orientation; do
		svy-cross -q -f tsv --digits 0 --missing include:no-answer --disclosure "$scratch/policy.json" \
			"$package" "$1" "$by" | awk -F '\t' -v by="$by" -v columns="$scratch/columns" '
			BEGIN { while ((getline line <columns) > 0) { k++; split(line, part, "\t"); if (part[1] == by) number[part[2]] = k } }
			/^#/ { next } !n++ { for (i = 1; i <= NF; i++) at[$i] = i; next }
			$at["margin"] == "" && ($at["col"] in number) {
				printf "%s\t%d\t%s\n", $at["row"], number[$at["col"]], $at["col_percent"] }' || return 1
	done
}
same() {
	expected "$2" | LC_ALL=C sort >"$scratch/expected"
	found "$1" | LC_ALL=C sort >"$scratch/found"
	[ "$(wc -l <"$scratch/expected")" -ge 20 ] || { echo "only $(wc -l <"$scratch/expected") cells are published"; return 1; }
	diff "$scratch/expected" "$scratch/found"
}

while read -r variable heading; do
	check "$variable, cell for cell" same "$variable" "$heading"
done <<'END'
q0001 In general, how masculine
q0002 How important is it to you that others see you as masculine?
q0005 Do you think that society puts pressure on men
q0007_0001 Ask a friend for professional advice
q0007_0002 Ask a friend for personal advice
q0007_0003 Express physical affection to male friends
q0007_0004 Cry
q0007_0005 Get in a physical fight with another person
q0007_0006 Have sexual relations with women
q0007_0007 Have sexual relations with men
q0007_0008 Watch sports of any kind
q0007_0009 Work out
q0007_0010 See a therapist
q0007_0011 Feel lonely or isolated
q0009 Which of the following categories best describes your employment status?
q0013 AMONG THOSE WHO DID NOT RESPOND TO HARASSMENT
q0015 AMONG EMPLOYED WHO'VE HEARD OF METOO
q0018 How often do you try to be the one who pays
q0022 Have you changed your behavior in romantic relationships
q0028 Are you:
age3 age3
q0004 Where have you gotten your ideas
q0011 AMONG EMPLOYED: In which of the following ways would you say it?s a disadvantage
q0020 When you want to be physically intimate with someone
q0025 Do you have any children?
END

# The file as it comes, without a codebook: "No answer" is an answer, NA is missing.
raw_percent() {
	svy-freq -q -f tsv --na NA -w weight --weight-kind sampling --digits 0 "$raw" "$1" >"$scratch/raw" || return 1
	awk -F '\t' '/^#/ { next } !n++ { for (i = 1; i <= NF; i++) at[$i] = i; next }
		$at["kind"] == "valid" { printf "%s\t1\t%s\n", $at["label"], $at["valid_percent"] }' "$scratch/raw" |
		LC_ALL=C sort >"$scratch/found"
	expected "$2" | awk -F '\t' '$2 == 1' | LC_ALL=C sort >"$scratch/expected"
	[ -s "$scratch/expected" ] && diff "$scratch/expected" "$scratch/found"
}
check "without a codebook: q0001" raw_percent q0001 "In general, how masculine"
check "without a codebook: q0005" raw_percent q0005 "Do you think that society"
check "without a codebook: q0015, routed" raw_percent q0015 "AMONG EMPLOYED WHO'VE HEARD OF METOO"
done_testing
