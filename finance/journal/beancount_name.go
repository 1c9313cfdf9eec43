package journal

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/creative-cluster/kvartal/finance/ledger"
)

// BeancountName is the name of an account in Beancount, where each level
// begins with a capital or a digit and holds letters, digits and dashes:
//
//	assets:cash:till    Assets:Cash:Till
//	expenses:card fees  Expenses:Card--fees
//	income:НДС          Income:НДС-
//	equity              Equity:X--
//
// Letters are those that all versions of Beancount know: Latin, Greek,
// Cyrillic, and after the first also those of China, Japan and Korea. A dash
// stays, a space is two dashes, any other character three, its number in
// base 16 and a dash; so is a dash or space before one that is no letter or
// digit. A level that began with a capital ends in a dash, one whose first
// character can have none is X, that level and two dashes; a root alone has
// the empty one below it. So no two accounts have the same name.
func BeancountName(a ledger.Account) string {
	root, below, found := strings.Cut(string(a), ":")
	levels := []string{""}
	if found {
		levels = strings.Split(below, ":")
	}
	var b strings.Builder
	b.WriteString(strings.ToUpper(root[:min(1, len(root))]) + root[min(1, len(root)):])
	for _, level := range levels {
		b.WriteByte(':')
		writeLevel(&b, level)
	}
	return b.String()
}

func writeLevel(b *strings.Builder, level string) {
	first, n := utf8.DecodeRuneInString(level)
	end := ""
	switch upper := unicode.ToUpper(first); {
	case n > 0 && (isDigit(first) || isPlain(first) && upper != first && isPlain(upper) && unicode.ToLower(upper) == first):
		b.WriteRune(upper)
	case isPlain(first) && unicode.IsUpper(first):
		b.WriteRune(first)
		end = "-"
	default:
		b.WriteByte('X')
		n, end = 0, "--"
	}
	for level = level[n:]; level != ""; level = level[n:] {
		var r rune
		r, n = utf8.DecodeRuneInString(level)
		next, _ := utf8.DecodeRuneInString(level[n:])
		writeRune(b, r, kept(next))
	}
	b.WriteString(end)
}

func writeRune(b *strings.Builder, r rune, lettersFollow bool) {
	switch {
	case kept(r):
		b.WriteRune(r)
	case r == '-' && lettersFollow:
		b.WriteByte('-')
	case r == ' ' && lettersFollow:
		b.WriteString("--")
	default:
		b.WriteString("---" + strconv.FormatInt(int64(r), 16) + "-")
	}
}

// kept reports whether r stands in a level as it is, but for its beginning.
func kept(r rune) bool { return isDigit(r) || isPlain(r) || isIdeograph(r) }

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// isPlain reports whether r is a Latin, Greek or Cyrillic letter that was in
// Unicode when Beancount drew its table of letters.
func isPlain(r rune) bool {
	inside := r < 0x250 || 0x386 <= r && r < 0x3cf || 0x400 <= r && r < 0x514
	return inside && unicode.IsLetter(r)
}

func isIdeograph(r rune) bool {
	return 0x3041 <= r && r <= 0x3096 || 0x30a1 <= r && r <= 0x30fa || 0x4e00 <= r && r <= 0x9fa5 || 0xac00 <= r && r <= 0xd7a3
}

// accountOf is the account of which BeancountName gives that name; false when
// there is none.
func accountOf(name string) (ledger.Account, bool) {
	levels := strings.Split(name, ":")
	levels[0] = strings.ToLower(levels[0][:min(1, len(levels[0]))]) + levels[0][min(1, len(levels[0])):]
	for i, level := range levels[1:] {
		levels[i+1] = readLevel(level)
	}
	a := ledger.Account(strings.TrimSuffix(strings.Join(levels, ":"), ":"))
	return a, a.Validate() == nil && BeancountName(a) == name
}

// readLevel undoes writeLevel; what writeLevel never wrote gives anything.
func readLevel(level string) string {
	var b strings.Builder
	ends := ""
	for rest := level; rest != ""; {
		dashes := len(rest) - len(strings.TrimLeft(rest, "-"))
		if dashes > 0 && dashes <= 2 && dashes == len(rest) {
			ends = rest
			break
		}
		r, n := readRune(rest, min(dashes, 3))
		b.WriteRune(r)
		rest = rest[n:]
	}
	first, n := utf8.DecodeRuneInString(b.String())
	switch ends {
	case "-":
		return b.String()
	case "--":
		return b.String()[n:]
	}
	return string(unicode.ToLower(first)) + b.String()[n:]
}

// readRune reads a character before which stand that many dashes, and answers
// how many bytes it took.
func readRune(s string, dashes int) (rune, int) {
	switch dashes {
	case 0:
		return utf8.DecodeRuneInString(s)
	case 1:
		return '-', 1
	case 2:
		return ' ', 2
	}
	hex, _, _ := strings.Cut(s[3:], "-")
	n, err := strconv.ParseUint(hex, 16, 31)
	if err != nil {
		return utf8.RuneError, 3
	}
	return rune(n), min(len(s), 3+len(hex)+1)
}
