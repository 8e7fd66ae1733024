# JSON to one line a value: its place (names and indices joined by "/"), a tab, the value.
# For scripts that need a few words of a description; it expects JSON that is right.
{ text = text $0 "\n" }
END { at = 1; value(""); }

function space() { while (substr(text, at, 1) ~ /[ \t\r\n]/) at++ }

function string(   from, out, c) {
	at++
	out = ""
	while ((c = substr(text, at, 1)) != "\"" && c != "") {
		if (c == "\\") { at++; c = substr(text, at, 1); if (c == "n" || c == "t") c = " " }
		out = out c
		at++
	}
	at++
	return out
}

function value(place,   c, n, name, from) {
	space()
	c = substr(text, at, 1)
	if (c == "{" || c == "[") {
		at++
		n = 0
		for (space(); at <= length(text) && substr(text, at, 1) !~ /[\]}]/; space()) {
			if (c == "{") { name = string(); space(); at++ } else name = n
			value(place == "" ? name : place "/" name)
			n++
			space()
			if (substr(text, at, 1) == ",") at++
		}
		at++
	} else if (c == "\"") {
		print place "\t" string()
	} else {
		from = at
		while (at <= length(text) && substr(text, at, 1) !~ /[],} \t\r\n]/) at++
		print place "\t" substr(text, from, at - from)
	}
}
