package finance

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// PluralRU returns the form of a Russian noun that goes with n: 1 рубль,
// 2 рубля, 5 рублей, 11 рублей, 21 рубль. The sign does not matter.
//
// Source: Unicode CLDR, plural rules of ru for whole numbers.
func PluralRU(n int64, one, few, many string) string {
	return noun{one, few, many, false}.form(magnitude(n))
}

// noun is a Russian noun in the forms that go with 1, 2 and 5.
type noun struct {
	one, few, many string
	feminine       bool
}

func (w noun) form(n uint64) string {
	switch last, tens := n%10, n/10%10; {
	case tens == 1, last == 0, last > 4:
		return w.many
	case last == 1:
		return w.one
	}
	return w.few
}

// unitsRU holds the words of currencies and of their minor units.
var unitsRU = map[Currency]struct{ whole, minor noun }{
	RUB: {noun{"рубль", "рубля", "рублей", false}, noun{"копейка", "копейки", "копеек", true}},
	BYN: {noun{"белорусский рубль", "белорусских рубля", "белорусских рублей", false}, noun{"копейка", "копейки", "копеек", true}},
	USD: {noun{"доллар США", "доллара США", "долларов США", false}, noun{"цент", "цента", "центов", false}},
	EUR: {noun{"евро", "евро", "евро", false}, noun{"цент", "цента", "центов", false}},
	CNY: {noun{"юань", "юаня", "юаней", false}, noun{"фэнь", "фэня", "фэней", false}},
	KZT: {noun{"тенге", "тенге", "тенге", false}, noun{"тиын", "тиына", "тиынов", false}},
	MNT: {noun{"тугрик", "тугрика", "тугриков", false}, noun{"мунгу", "мунгу", "мунгу", false}},
	JPY: {whole: noun{"иена", "иены", "иен", true}},
	KRW: {whole: noun{"вона", "воны", "вон", true}},
}

var (
	hundredsRU = [...]string{"", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"}
	tensRU     = [...]string{"", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"}
	onesRU     = [...]string{
		"", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять",
		"одиннадцать", "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать", "девятнадцать",
	}
	feminineRU = [...]string{"", "одна", "две"}
	powersRU   = [...]noun{ // of a thousand, from the first
		{"тысяча", "тысячи", "тысяч", true},
		{"миллион", "миллиона", "миллионов", false},
		{"миллиард", "миллиарда", "миллиардов", false},
		{"триллион", "триллиона", "триллионов", false},
		{"квадриллион", "квадриллиона", "квадриллионов", false},
		{"квинтиллион", "квинтиллиона", "квинтиллионов", false},
	}
)

// WordsRU writes an amount in Russian words as contracts and payment orders do:
// whole units in words, minor units in digits.
//
//	12500.00 RUB    Двенадцать тысяч пятьсот рублей 00 копеек
//
// A currency whose words it does not know shows its code.
func WordsRU(m Money) string {
	words := make([]string, 0, 24)
	if m.minor < 0 {
		words = append(words, "минус")
	}
	unit := powersOfTen[m.currency.Digits()]
	whole, minor := magnitude(m.minor)/unit, magnitude(m.minor)%unit
	named, known := unitsRU[m.currency]
	if !known {
		code := english.symbol(m.currency)
		named.whole = noun{code, code, code, false}
	}
	words = append(spell(words, whole, named.whole.feminine), named.whole.form(whole))
	if digits := m.currency.Digits(); digits > 0 {
		words = append(words, string(appendPadded(nil, minor, digits)), named.minor.form(minor))
	}
	return capital(strings.TrimSpace(strings.Join(words, " ")))
}

// spell appends the words of n, which counts something feminine or not.
func spell(words []string, n uint64, feminine bool) []string {
	if n == 0 {
		return append(words, "ноль")
	}
	for i := len(powersRU); i > 0; i-- {
		power := powersOfTen[3*i]
		if count := n / power % 1000; count > 0 {
			words = append(spellBelow1000(words, count, powersRU[i-1].feminine), powersRU[i-1].form(count))
		}
	}
	return spellBelow1000(words, n%1000, feminine)
}

func spellBelow1000(words []string, n uint64, feminine bool) []string {
	ones := n % 100
	if n >= 100 {
		words = append(words, hundredsRU[n/100])
	}
	if ones >= 20 {
		words = append(words, tensRU[ones/10])
		ones %= 10
	}
	switch {
	case ones == 0:
		return words
	case feminine && ones <= 2:
		return append(words, feminineRU[ones])
	}
	return append(words, onesRU[ones])
}

func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// roundingsRU says each rounding.
var roundingsRU = [...]string{
	HalfEven: "до ближайшего, половина к чётному", Up: "от нуля", Down: "к нулю", Ceiling: "вверх", Floor: "вниз",
	HalfUp: "до ближайшего, половина от нуля", HalfDown: "до ближайшего, половина к нулю",
	HalfCeiling: "до ближайшего, половина вверх", HalfFloor: "до ближайшего, половина вниз",
}

// RoundingRU says a rounding in Russian, as explanations print it: "до
// ближайшего, половина к чётному". Of one that is none it is what String writes.
func RoundingRU(r Rounding) string {
	if int(r) >= len(roundingsRU) {
		return r.String()
	}
	return roundingsRU[r]
}
