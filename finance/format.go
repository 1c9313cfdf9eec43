package finance

import "strconv"

// nbsp keeps a number on one line: U+00A0.
const nbsp = "\u00a0"

// locale is how a people writes numbers and currencies.
type locale struct {
	group, point string
	symbols      map[Currency]string // others show their code
}

// Source: Unicode CLDR 48, locale ru. The minus is the plain hyphen there.
var russian = locale{nbsp, ",", map[Currency]string{
	RUB: "₽", USD: "$", EUR: "€", GBP: "£", JPY: "¥", CNY: "CN¥", KZT: "₸", KRW: "₩", UAH: "₴", INR: "₹", VND: "₫",
}}

var english = locale{",", ".", nil}

// FormatRU writes an amount for a Russian reader: 1 234 567,89 ₽ with no-break
// spaces. ParseMoney does not read it: what a machine reads back is String.
func FormatRU(m Money) string { return russian.format(m) }

// FormatEN writes an amount for an English reader: 1,234,567.89 RUB, with the
// code, as a reader abroad may not know the sign. The space does not break.
func FormatEN(m Money) string { return english.format(m) }

func (l locale) format(m Money) string {
	b := make([]byte, 0, 48)
	if m.minor < 0 {
		b = append(b, '-')
	}
	digits := m.currency.Digits()
	unit := powersOfTen[digits]
	b = l.grouped(b, magnitude(m.minor)/unit)
	if digits > 0 {
		b = append(b, l.point...)
		b = appendPadded(b, magnitude(m.minor)%unit, digits)
	}
	if sign := l.symbol(m.currency); sign != "" {
		b = append(b, nbsp...)
		b = append(b, sign...)
	}
	return string(b)
}

func (l locale) symbol(c Currency) string {
	if sign, ok := l.symbols[c]; ok {
		return sign
	}
	if c != 0 && c.Validate() != nil {
		return "XXX"
	}
	return c.Code()
}

// grouped writes n in groups of three digits.
func (l locale) grouped(b []byte, n uint64) []byte {
	if n < 1000 {
		return strconv.AppendUint(b, n, 10)
	}
	b = l.grouped(b, n/1000)
	return appendPadded(append(b, l.group...), n%1000, 3)
}

// appendPadded writes n with exactly the given digits, zeros in front.
func appendPadded(b []byte, n uint64, digits int) []byte {
	for unit := powersOfTen[digits]; digits > 0; digits-- {
		unit /= 10
		b = append(b, '0'+byte(n/unit%10))
	}
	return b
}
