package finance

import (
	"strconv"
	"strings"
	"unicode"
)

// Plain is s on one line of a printed text: backslashes, line breaks and what
// does not show are written as Go escapes them, so that no two texts look alike.
func Plain(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r == '\\' || !unicode.IsGraphic(r) {
			quoted := strconv.QuoteRune(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
