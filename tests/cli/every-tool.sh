# What every tool must do when something is wrong: one clear line on stderr, exit
# status 2, and no file touched.
. tests/support/tap.sh
here=$scratch/here
mkdir "$here"
cd "$here" || exit 2

cat >data.csv <<'CSV'
sex,rank,n
Women,Constable,4
Men,Constable,9
Women,Sergeant,2
Men,Sergeant,7
Men,Constable,9
CSV
cat >codebook.json <<'JSON'
{"fields": [{"name": "sex", "type": "string", "categories": ["Women", "Men"]},
            {"name": "rank", "type": "string"}, {"name": "n", "type": "integer"}]}
JSON
printf 'sex,rank,n\n' >header.csv
: >empty.csv
printf 'sex,rank,n\n,,\n,,\n,,\n' >missing.csv
printf 'sex,rank,n\nWomen,Constable,1\nWomen,Constable,1\n' >one.csv
echo '# A page' >page.md
printf 'target,operation,source,from,to,reason\nwho,map,sex,Women,1,short\nwho,,,Men,2,\n' >rules.csv

# usual TOOL FILE: sets $words, the operands of a usual call on FILE
usual() {
	case $1 in
	svy-check) words="-b codebook.json $2" ;;
	svy-freq) words="$2 sex" ;;
	svy-cross) words="$2 rank sex" ;;
	svy-test) words="--posthoc pairwise $2 n sex" ;;
	svy-adjust) words="$2 p" ;;
	svy-plot) words="bars $2" ;;
	svy-claims) words="check $2" ;;
	svy-report) words="$2" ;;
	svy-code) words="--rules rules.csv --codebook-out recoded.json $2" ;;
	*) return 1 ;;
	esac
}
# Its good input; made by other tools where it is a result.
input_of() {
	case $1 in
	svy-adjust)
		printf 'item,p\na,0.01\nb,0.2\nc,\n' >p.csv
		input=p.csv ;;
	svy-plot)
		svy-cross -f json data.csv rank sex >cells.json
		input=cells.json ;;
	svy-claims)
		svy-freq -f json data.csv sex >sex.json
		printf 'result,table,where,field,value,tolerance\nsex.json,frequencies,value=Women,n,2,0\n' >claims.csv
		input=claims.csv ;;
	svy-report) input=page.md ;;
	*) input=data.csv ;;
	esac
}
reads_rows() {
	case $1 in svy-check | svy-freq | svy-cross | svy-test | svy-code) return 0 ;; *) return 1 ;; esac
}

# expect STATUS TOOL WORDS...: and on failure one line, "TOOL: ...", with $text in it
expect() {
	expected=$1
	shift
	"$@" >out 2>err </dev/null
	judge "$1"
}
judge() {
	got=$?
	[ "$got" = "$expected" ] || { echo "exit status $got, expected $expected"; cat err; return 1; }
	[ "$expected" = 2 ] || return 0
	one_line "$1"
}
one_line() {
	[ "$(wc -l <err)" = 1 ] || { echo "not one line:"; cat err; return 1; }
	grep -q "^$1: ." err || { echo "does not begin with \"$1: \":"; cat err; return 1; }
	grep -qF -e "${text-}" err || { echo "does not say \"$text\":"; cat err; return 1; }
}
to_full() {
	expected=2
	"$@" >/dev/full 2>err </dev/null
	judge "$1"
}
to_closed() {
	expected=2
	"$@" >&- 2>err </dev/null
	judge "$1"
}
to_broken_pipe() {
	expected=2
	{ sleep 0.1; "$@" 2>err </dev/null; echo $? >status; } | :
	read -r got <status
	(exit "$got")
	judge "$1"
}
from_closed() {
	expected=2
	"$@" >out 2>err <&-
	judge "$1"
}
# What was there stays, and nothing is left beside it.
leaves_output() {
	echo before >kept
	ls -A >before
	"$@" -o kept >/dev/null 2>err </dev/null
	got=$?
	[ "$got" = 2 ] || { echo "exit status $got"; return 1; }
	one_line "$1" || return 1
	[ "$(cat kept)" = before ] || { echo "the output was touched"; return 1; }
	ls -A | diff before -
}
# The disk is full after 1 KiB: what was there stays, and nothing is left beside it.
full_in_the_middle() {
	rm -f said
	echo before >kept.svg
	: >before
	ls -A >before
	(
		trap '' XFSZ
		ulimit -f 1
		"$@" -o kept.svg 2>&1 >/dev/null </dev/null
		echo "exit $?"
	) | cat >said
	cat said
	[ "$(cat kept.svg)" = before ] || { echo "the output was touched"; return 1; }
	grep -qx 'exit 2' said && [ "$(wc -l <said)" = 2 ] && grep -q "^$1: ." said || return 1
	rm said
	ls -A | diff before -
}
same_text() {
	LC_ALL=C "$@" >here.out 2>/dev/null </dev/null
	for locale in C.UTF-8 de_DE.UTF-8 tr_TR.UTF-8; do
		LC_ALL=$locale "$@" 2>/dev/null </dev/null | cmp - here.out || return 1
	done
}
every_format() {
	for format in text csv tsv json md latex html; do
		expect 0 "$@" -f $format || { echo "-f $format"; return 1; }
	done
}

for path in "$BIN"/svy-*; do
	[ -x "$path" ] || continue
	tool=${path##*/}
	if ! usual "$tool" x; then
		fail "$tool has its line in tests/cli/every-tool.sh"
		continue
	fi
	input_of "$tool"
	usual "$tool" "$input"
	good=$words
	case $tool in # output of more than 1 KiB
	svy-claims) long="-f html $words" ;;
	svy-check | svy-freq | svy-cross | svy-test | svy-adjust) long="-f json $words" ;;
	*) long=$words ;;
	esac
	text=
	# shellcheck disable=SC2086 # words are words
	{
		check "$tool: --help" expect 0 "$tool" --help
		check "$tool: --help begins with the usage" grep -q "^Usage: $tool " out
		check "$tool: -h is the same" sh -c "$tool -h | cmp - out"
		check "$tool: --version" expect 0 "$tool" --version
		check "$tool: --version is one line" grep -qx "$tool (svytools) [0-9.]*" out
		check "$tool: a usual call" expect 0 "$tool" $good
		check "$tool: a usual call says nothing wrong" sh -c '! grep -i "error\|cannot" err'
		check "$tool: the output is the same in every locale" same_text "$tool" $good

		check "$tool: --help to a full disk" to_full "$tool" --help
		check "$tool: --help to a closed stdout" to_closed "$tool" --help
		check "$tool: output to a full disk" to_full "$tool" $good
		check "$tool: output to a closed stdout" to_closed "$tool" $good
		check "$tool: output to a broken pipe" to_broken_pipe "$tool" $good
		text=
		check "$tool: a disk that fills leaves the output as it was" full_in_the_middle "$tool" $long
		text=/dev/full
		check "$tool: -o /dev/full" expect 2 "$tool" -o /dev/full $good
		text=nowhere
		check "$tool: -o into a folder that is not there" expect 2 "$tool" -o nowhere/out $good

		text='usage: '
		check "$tool: no operands" expect 2 "$tool"
		text='no option "--no-such-option"'
		check "$tool: an unknown option" expect 2 "$tool" --no-such-option $good
		text='no option "-Z"'
		check "$tool: an unknown letter" expect 2 "$tool" -Z $good
		text='did you mean "--output"'
		check "$tool: an abbreviated option is refused" expect 2 "$tool" --outpu=x $good
		text='no option "--hel"'
		check "$tool: abbreviated --help is refused" expect 2 "$tool" --hel
		text='needs a value'
		check "$tool: an option without its value" expect 2 "$tool" $good -o
		text='takes no value'
		check "$tool: --help with a value" expect 2 "$tool" --help=yes

		usual "$tool" no-such-file.csv
		text=no-such-file.csv
		check "$tool: a missing file" expect 2 "$tool" $words
		check "$tool: a missing file leaves the output as it was" leaves_output "$tool" $words
		usual "$tool" .
		text=
		check "$tool: a folder for a file" expect 2 "$tool" $words
	}
	# What an empty file is depends on the tool: no page, no claims, no data.
	usual "$tool" empty.csv
	# shellcheck disable=SC2086
	{
		if [ "$tool" != svy-report ]; then
			check "$tool: an empty file" expect 2 "$tool" $words
		fi
	}
	reads_rows "$tool" || continue
	# shellcheck disable=SC2086
	{
		text='empty'
		check "$tool: an empty file is called empty" expect 2 "$tool" $words
		usual "$tool" header.csv
		text=
		check "$tool: header only" expect 0 "$tool" $words
		usual "$tool" missing.csv
		check "$tool: all missing" expect 0 "$tool" $words
		if [ "$tool" != svy-check ] && [ "$tool" != svy-code ]; then
			check "$tool: all missing, every format" every_format "$tool" $words
		fi
		usual "$tool" one.csv
		check "$tool: one category" expect 0 "$tool" $words
		usual "$tool" -
		check "$tool: a closed standard input" from_closed "$tool" $words
		check "$tool: standard input" sh -c "$tool $words <data.csv"
	}
done
[ "$n_tests" -gt 0 ] || { echo "no tools yet"; exit 77; }

# Tools that take variables.
text='did you mean "sex"'
if [ -x "$BIN/svy-freq" ]; then
	check "svy-freq: an unknown column" expect 2 svy-freq data.csv sax
	text='did you mean "rank"'
	check "svy-freq: an unknown weight" expect 2 svy-freq -w rnk --weight-kind frequency data.csv sex
	check "svy-freq: an unknown column in --where" expect 2 svy-freq --where 'rnk = Sergeant' data.csv sex
	text=
	check "svy-freq: a weight without its kind" expect 2 svy-freq -w n data.csv sex
	check "svy-freq: a weight that is no number" expect 2 svy-freq -w rank --weight-kind frequency data.csv sex
fi
if [ -x "$BIN/svy-cross" ]; then
	text='did you mean "sex"'
	check "svy-cross: an unknown column" expect 2 svy-cross data.csv rank sax
	text='did you mean "rank"'
	check "svy-cross: an unknown row" expect 2 svy-cross data.csv rnk sex
	check "svy-cross: an unknown layer" expect 2 svy-cross data.csv n sex rnk
	text='did you mean'
	check "svy-cross: an unknown test" expect 2 svy-cross --tests pearsn data.csv rank sex
	check "svy-cross: an unknown measure" expect 2 svy-cross --assoc ph data.csv rank sex
	check "svy-cross: an unknown format" expect 2 svy-cross -f jsn data.csv rank sex
fi
if [ -x "$BIN/svy-test" ]; then
	text='did you mean "rank"'
	check "svy-test: an unknown group" expect 2 svy-test data.csv n rnk
	text='data.csv:2:2: rank: value "Constable" is not a number'
	check "svy-test: an outcome that is no number" expect 2 svy-test data.csv rank sex
fi
if [ -x "$BIN/svy-adjust" ]; then
	text='has no column "p"'
	check "svy-adjust: no column of p-values" expect 2 svy-adjust data.csv
	text='n: 4 is no p-value'
	check "svy-adjust: what is no p-value" expect 2 svy-adjust data.csv n
fi
if [ -x "$BIN/svy-code" ]; then
	text=
	coded='svy-code -b codebook.json --coding indicator data.csv sex'
	check "svy-code --coding: output to a full disk" to_full $coded
	check "svy-code --coding: output to a closed stdout" to_closed $coded
	check "svy-code --coding: output to a broken pipe" to_broken_pipe $coded
	text='not both'
	check "svy-code: two modes at once" expect 2 svy-code --rules rules.csv --coding indicator -o x.csv data.csv sex
	text='FILE alone'
	check "svy-code: rules with a variable" expect 2 svy-code --rules rules.csv -o x.csv data.csv sex
	text='goes with --rules'
	check "svy-code: a codebook of a matrix" expect 2 svy-code --coding indicator --codebook-out x.json data.csv sex
	text='name the variables'
	check "svy-code: a matrix of nothing" expect 2 svy-code --coding indicator data.csv
	text='--codebook-out'
	check "svy-code: to standard output without a place for the codebook" expect 2 svy-code --rules rules.csv data.csv
	text='--rules'
	check "svy-code: nothing to do" expect 2 svy-code -o out.csv data.csv
	text=no-such-rules.csv
	check "svy-code: no rules file" expect 2 svy-code --rules no-such-rules.csv -o out.csv data.csv
	text='both be standard input'
	check "svy-code: everything from standard input" expect 2 svy-code --rules - -o out.csv -
	text='/dev/full'
	check "svy-code: a codebook to a full disk" \
		expect 2 svy-code --rules rules.csv --codebook-out /dev/full -o whole.csv data.csv
	check "svy-code: leaves no data without their codebook" test ! -e whole.csv
fi
done_testing
