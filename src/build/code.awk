# C files as lines `path:line:code`, without comments and without what stands in strings; #include lines as
# they are. It walks characters, so that every awk does the same.
FNR == 1 { in_comment = 0 }
!in_comment && /^[ \t]*#[ \t]*include/ { print FILENAME ":" FNR ":" $0; next }
{
	code = quote = ""
	for (i = 1; i <= length($0); i++) {
		c = substr($0, i, 1)
		pair = substr($0, i, 2)
		if (in_comment) {
			if (pair == "*/") { in_comment = 0; i++ }
		} else if (quote != "") {
			if (c == "\\") i++
			else if (c == quote) { quote = ""; code = code c }
		} else if (pair == "/*") { in_comment = 1; i++; code = code " " }
		else if (pair == "//") break
		else {
			if (c == "\"" || c == "'") quote = c
			code = code c
		}
	}
	print FILENAME ":" FNR ":" code
}
