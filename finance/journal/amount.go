package journal

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Amount is an exact number of a commodity. The exponent of the number is that
// of the digits as written.
type Amount struct {
	Number    decimal.Decimal
	Commodity string // without quotes; may be empty
}

// String writes the number with its digits, a space and the commodity.
func (a Amount) String() string {
	return strings.TrimRight(a.Number.StringFixed(int32(a.Digits()))+" "+a.Commodity, " ") //nolint:gosec // at most 2·MaxDigits
}

// Digits is how many decimals were written.
func (a Amount) Digits() int { return max(0, -int(a.Number.Exponent())) }

// ParseAmount reads an amount as a dialect does: the number with marks, the
// commodity on either side or none, and nothing after it. What is no amount is
// ErrSyntax.
func ParseAmount(s string, d Dialect) (Amount, error) {
	c := cursor{text: s, dialect: d}
	a, err := c.amount()
	if err == nil {
		c.skip()
		err = c.atEnd()
	}
	if err != nil {
		return Amount{}, err
	}
	return a, nil
}

// amount reads [-] symbol [-] number or [-] number symbol.
func (c *cursor) amount() (Amount, error) {
	minus := c.sign()
	symbol, err := c.symbol()
	if err != nil {
		return Amount{}, err
	}
	if symbol != "" {
		c.skip()
		minus = minus != c.sign()
	}
	number, err := c.number(c.decimalMark(c.symbolOr(symbol)))
	if err != nil {
		return Amount{}, err
	}
	if symbol == "" {
		at := c.i
		c.skip()
		if symbol, err = c.symbol(); symbol == "" {
			c.i = at
		}
		if err != nil {
			return Amount{}, err
		}
	}
	if minus {
		number = number.Neg()
	}
	return Amount{number, symbol}, nil
}

// symbolOr is the commodity on the left or, when there is none, that which
// follows the number.
func (c *cursor) symbolOr(left string) string {
	if left != "" || c.points == nil {
		return left
	}
	at := c.i
	defer func() { c.i = at }()
	_ = c.numeral(c.dialect.habits())
	_, _ = c.exponent()
	c.skip()
	right, _ := c.symbol()
	return right
}

// sign takes a sign, and reports whether it is a minus.
func (c *cursor) sign() bool {
	if b := c.peek(); b == '-' || b == '+' {
		c.i++
		c.skip()
		return b == '-'
	}
	return false
}

// notSymbol ends a commodity without quotes.
const notSymbol = "0123456789 \t-+.,@;={}()[]<>*/^&|!?#%~`'\"\r\n"

// symbol takes a commodity; empty when there is none.
func (c *cursor) symbol() (string, error) {
	rest := c.rest()
	if c.dialect == Beancount {
		n := 0
		for n < len(rest) && (upper(rest[n]) || n > 0 && (digit(rest[n]) || strings.IndexByte("'._-", rest[n]) >= 0)) {
			n++
		}
		c.i += n
		return rest[:n], nil
	}
	if strings.HasPrefix(rest, `"`) {
		name, _, closed := strings.Cut(rest[1:], `"`)
		if !closed || name == "" {
			return "", c.bad("a commodity in quotes")
		}
		c.i += len(name) + 2
		return name, nil
	}
	n := strings.IndexAny(rest, notSymbol)
	if n < 0 {
		n = len(rest)
	}
	c.i += n
	return rest[:n], nil
}

func upper(b byte) bool { return 'A' <= b && b <= 'Z' }
func digit(b byte) bool { return '0' <= b && b <= '9' }

// number reads digits with marks. point is the mark before decimals where the
// text said so, otherwise 0.
func (c *cursor) number(point byte) (decimal.Decimal, error) {
	h := c.dialect.habits()
	start := c.i
	whole, decimals, ok := split(c.numeral(h), h, point)
	if !ok {
		c.i = start
		return decimal.Decimal{}, c.bad("a number")
	}
	exponent, err := c.exponent()
	if err != nil {
		return decimal.Decimal{}, err
	}
	if len(whole)+len(decimals) > MaxDigits || exponent > MaxDigits || exponent < -MaxDigits {
		c.i = start
		return decimal.Decimal{}, c.over("digits", MaxDigits)
	}
	return decimalOf(whole+decimals, int32(exponent-len(decimals))), nil //nolint:gosec // both are small
}

// numeral takes digits and marks; a space only between digits.
func (c *cursor) numeral(h *habits) string {
	rest := c.rest()
	n := 0
	for n < len(rest) {
		b := rest[n]
		mark := strings.IndexByte(h.marks, b) >= 0 || strings.IndexByte(h.decimals, b) >= 0
		if b == ' ' {
			mark = mark && n > 0 && digit(rest[n-1]) && n+1 < len(rest) && digit(rest[n+1])
		}
		if !digit(b) && !mark {
			break
		}
		n++
	}
	c.i += n
	return rest[:n]
}

// exponent takes E, a sign and digits, if they stand there.
func (c *cursor) exponent() (int, error) {
	rest := c.rest()
	if c.dialect == Beancount || len(rest) < 2 || rest[0] != 'E' && rest[0] != 'e' {
		return 0, nil
	}
	n := 1
	if rest[1] == '-' || rest[1] == '+' {
		n = 2
	}
	first := n
	for n < len(rest) && digit(rest[n]) {
		n++
	}
	if n == first {
		return 0, nil // a commodity that begins with E
	}
	e, err := strconv.Atoi(rest[1:n])
	if err != nil {
		return 0, c.over("digits", MaxDigits)
	}
	c.i += n
	return e, nil
}
