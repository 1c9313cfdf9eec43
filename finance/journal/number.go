package journal

import (
	"math/big"
	"strings"

	"github.com/shopspring/decimal"
)

// split parts a numeral into the digits before and after its point, without
// marks; false when it is none. Of marks of two kinds the last one, which
// stands once, is the point. Of marks of one kind a single one is the point,
// where it can be, and several part groups.
func split(s string, h *habits, point byte) (whole, decimals string, ok bool) {
	marks := strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return -1
		}
		return r
	}, s)
	if point == 0 {
		point = pointOf(marks, h)
	}
	whole = s
	if i := strings.IndexByte(s, point); point != 0 && i >= 0 {
		whole, decimals = s[:i], s[i+1:]
	}
	groups := strings.FieldsFunc(whole, func(r rune) bool { return r < '0' || r > '9' })
	parted := marks != "" && marks != string(point)
	switch {
	case parted && !grouped(whole, groups, h), onlyMarks(decimals):
		return "", "", false
	case whole == "" && (decimals == "" || !h.bare):
		return "", "", false
	}
	return strings.Join(groups, ""), decimals, true
}

// pointOf is the mark before the decimals, 0 for none.
func pointOf(marks string, h *habits) byte {
	if marks == "" {
		return 0
	}
	last := marks[len(marks)-1]
	if strings.IndexByte(h.decimals, last) < 0 || strings.Count(marks, string(last)) > 1 {
		return 0
	}
	return last
}

// onlyMarks reports whether decimals hold a mark.
func onlyMarks(decimals string) bool {
	return strings.ContainsFunc(decimals, func(r rune) bool { return r < '0' || r > '9' })
}

// grouped reports whether whole is groups of digits parted by one mark of one
// kind each.
func grouped(whole string, groups []string, h *habits) bool {
	n, mark := 0, byte(0)
	for i := range len(whole) {
		if digit(whole[i]) {
			continue
		}
		if mark != 0 && whole[i] != mark || strings.IndexByte(h.marks, whole[i]) < 0 {
			return false
		}
		mark = whole[i]
		n++
	}
	if len(groups) != n+1 {
		return false
	}
	for i, g := range groups {
		if h.threes && n > 0 && (i > 0 && len(g) != 3 || len(g) > 3) {
			return false
		}
	}
	return true
}

func decimalOf(digits string, exponent int32) decimal.Decimal {
	n, _ := new(big.Int).SetString(digits, 10) // digits only
	return decimal.NewFromBigInt(n, exponent)
}
