package journal

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// escape writes s so that it stands on one line and its words mean nothing to
// a tool: a backslash, what does not print and the characters of special
// are written as Go escapes them, and so is a space at either end or after
// another one. unescape reads it back.
func escape(s, special string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' '):
			b.WriteString(`\x20`)
		case r == '\\':
			b.WriteString(`\\`)
		case strings.ContainsRune(special, r):
			b.WriteString(`\x` + strconv.FormatInt(int64(r), 16))
		case !unicode.IsPrint(r):
			quoted := strconv.QuoteRuneToASCII(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unescape is s as it was; false for an escape that is none.
func unescape(s string) (string, bool) {
	if !strings.Contains(s, `\`) {
		return s, true
	}
	var b strings.Builder
	for s != "" {
		r, _, rest, err := strconv.UnquoteChar(s, 0)
		if err != nil {
			return "", false
		}
		b.WriteRune(r) // a byte above 0x7f is never written as \x
		s = rest
	}
	return b.String(), true
}

// chunks cuts an escaped text into pieces of at most most bytes, none of them
// inside a character, and none with a space at an end.
func chunks(s string, most int) []string {
	var list []string
	for len(s) > most {
		at := most
		for !utf8.RuneStart(s[at]) || s[at] == ' ' || s[at-1] == ' ' { // ends soon: of two spaces in a row the second is escaped
			at--
		}
		list = append(list, s[:at])
		s = s[at:]
	}
	return append(list, s)
}
