# TAP to one line a test.  Variables: name, status (of the program).
BEGIN { OFS = "\t" }

/^1\.\.[0-9]+/ { planned += substr($0, 4) + 0 }

/^(not )?ok( |$)/ {
	good = !/^not/
	text = $0
	sub(/^(not )?ok *[0-9]* *(- *)?/, "", text)
	seen++
	if (match(text, /# *[Ss][Kk][Ii][Pp] */)) {
		why = substr(text, RSTART + RLENGTH)
		text = substr(text, 1, RSTART - 1)
		sub(/ +$/, "", text)
		# cmocka says "not ok 3 # SKIP name"
		if (text == "") { text = why; why = "skipped by the test" }
		print "skip", name ": " text, why
		next
	}
	if (!good) failed++
	print good ? "pass" : "fail", name ": " text, ""
	next
}

NF { last = $0 }

END {
	gsub(/\t/, " ", last)
	if (seen == 0) {
		if (status == 77) print "skip", name, last
		else print status == 0 ? "pass" : "fail", name, "exit status " status
		exit
	}
	if (planned && seen < planned)
		print "fail", name ": " planned - seen " of " planned " tests did not run", "exit status " status
	else if (status == 124)
		print "fail", name ": out of time", ""
	else if (status != 0 && !failed)
		print "fail", name ": exit status " status, ""
}
