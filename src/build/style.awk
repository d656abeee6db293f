# What is said to people when something is refused, in one style: messages, details and hints begin small and
# end without a full stop; up to three words in a list may be a heading. Looks at the strings of calls of
# purse_fail in C, and at all strings of SQL.
function complain(why, text) { print FILENAME ":" FNR ": what is said " why ": " text }
function judge(text) {
	heading = before == "," && text ~ /^[A-Z][a-z]+( [a-z]+)( [a-z]+)?$/
	if (text ~ /^[A-Z][a-z]+[ ,;]/ && text !~ /^Excel / && !heading && before != quote)
		complain("begins with a small letter", text)
	if (text ~ / .*[^.]\.$/) complain("has no full stop", text)
}
FNR == 1 {
	in_comment = in_string = in_call = 0
	before = text = ""
	quote = FILENAME ~ /\.sql$/ ? "'" : "\""
}
{
	for (i = 1; i <= length($0); i++) {
		c = substr($0, i, 1)
		pair = substr($0, i, 2)
		if (in_comment) {
			if (pair == "*/") { in_comment = 0; i++ }
		} else if (in_string) {
			if (c == "\\" && quote == "\"") text = text substr($0, i++, 2)
			else if (pair == "''" && quote == "'") text = text substr($0, i++, 1)
			else if (c == quote) {
				in_string = 0
				if (in_call || quote == "'") judge(text)
				before = quote
			} else text = text c
		} else if (quote == "\"" && pair == "/*") { in_comment = 1; i++ }
		else if (quote == "'" && pair == "--") break
		else if (quote == "\"" && c == "'") i += substr($0, i + 1, 1) == "\\" ? 3 : 2
		else if (c == quote) { in_string = 1; text = "" }
		else if (c != " " && c != "\t") {
			if (substr($0, i, 10) == "purse_fail") in_call = 1
			if (c == ";") in_call = 0
			before = c
		}
	}
	if (in_string) text = text "\n"
}
