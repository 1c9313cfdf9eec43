package partnership

import (
	"database/sql/driver"
	"fmt"
	"strconv"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Metres are shelf metres in hundredths: 250 is two and a half metres of shelf,
// written "2.50".
type Metres int64

// MaxMetres is the largest quota and the largest placement: a thousand
// kilometres of shelf. So no placement overflows, however long it stands.
const MaxMetres Metres = 1e8

const metre = 100 // hundredths

// ParseMetres reads metres with up to two decimals: "2.50", "2.5" and "2" are
// the same but for the zeros. More decimals are ErrRange, a percentage and a
// fraction ErrSyntax.
func ParseMetres(s string) (Metres, error) {
	n, err := parseUnits(s, metre, "%/")
	if err != nil {
		return 0, fmt.Errorf("metres: %w", err)
	}
	return Metres(n), nil
}

// MustMetres is ParseMetres that panics. Use it in tests and examples, never on
// data.
func MustMetres(s string) Metres { return must(ParseMetres(s)) }

// String writes two decimals: "2.50", "-0.05".
func (m Metres) String() string {
	sign, n := "", uint64(m)
	if m < 0 {
		sign, n = "-", -n
	}
	hundredths := strconv.FormatUint(metre+n%metre, 10) // 1 in front keeps the zeros
	return sign + strconv.FormatUint(n/metre, 10) + "." + hundredths[1:]
}

// MarshalText writes what String writes; JSON therefore holds "2.50".
func (m Metres) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads what ParseMetres reads.
func (m *Metres) UnmarshalText(text []byte) error { return readText(m, string(text), ParseMetres) }

// Scan reads metres from a text column; NULL is zero.
func (m *Metres) Scan(src any) error { return scanText(m, src, ParseMetres) }

// Value gives a database the text.
func (m Metres) Value() (driver.Value, error) { return m.String(), nil }

// Over is what m metres come to over p.
//
//	in each month: metres × days of p / days of the month
//
// A p without an end is ErrMissing, a result beyond any exchange ErrOverflow. An
// empty p gives none.
func (m Metres) Over(p civil.Period) (ShelfMonths, error) {
	if p.IsEmpty() {
		return ShelfMonths{}, nil
	}
	if p.IsOpen() {
		return ShelfMonths{}, fmt.Errorf("end of %s: %w", p, finance.ErrMissing)
	}
	first, last := p.From.Month(), p.To.AddDays(-1).Month()
	whole := int64(last.Sub(first)-1) * month
	parts := whole + monthPart(p, first) + monthPart(p, last)
	if first == last {
		parts = monthPart(p, first)
	}
	n, err := finance.MulDiv(int64(m), parts, 1, finance.Down)
	if err != nil {
		return ShelfMonths{}, fmt.Errorf("%s metres over %s: %w", m, p, err)
	}
	return ShelfMonths{}.plus(n)
}

// monthPart is the part of m that lies in p, as a count out of month.
func monthPart(p civil.Period, m civil.Month) int64 {
	whole := civil.Period{From: m.First(), To: m.Next().First()}
	return int64(p.Intersect(whole).Days()) * (month / int64(m.Days()))
}

// check refuses what is no quota and no placement.
func (m Metres) check() error {
	switch {
	case m == 0:
		return finance.ErrMissing
	case m < 0:
		return finance.ErrNegative
	case m > MaxMetres:
		return fmt.Errorf("%s metres, at most %s: %w", m, MaxMetres, finance.ErrLimit)
	}
	return nil
}
