package finance

import (
	"cmp"
	"math"
	"math/bits"
)

// Money is an exact amount: a whole number of minor units of one currency, in
// the range of int64 (±92 quadrillion roubles). Amounts compare with == and
// serve as map keys. The zero Money is nothing in no currency: adding it to an
// amount, or comparing an amount with it, works in every currency. It is not
// the same value as zero roubles, although IsZero holds for both.
//
// Arithmetic never wraps and never mixes: a result beyond the range is
// ErrOverflow, two currencies are ErrCurrency, and the Money beside an error is
// zero.
type Money struct {
	minor    int64
	currency Currency // none only where minor is 0
}

// noCurrency is what an amount has that was made in no currency. It is none of
// the table, so Validate refuses it, and it differs from that of the zero Money.
const noCurrency Currency = math.MaxUint16

// Minor returns n minor units: Minor(1250000, RUB) is 12500.00 RUB. An amount
// other than nothing needs a currency: without one it is refused by Validate,
// and adds to none that has one.
func Minor(n int64, c Currency) Money {
	if c == 0 && n != 0 {
		c = noCurrency
	}
	return Money{n, c}
}

// Zero returns nothing, in the given currency.
func Zero(c Currency) Money { return Money{0, c} }

// Minor returns the number of minor units: kopecks, cents, whole yen.
func (m Money) Minor() int64 { return m.minor }

// Currency returns the currency, none for the zero Money.
func (m Money) Currency() Currency { return m.currency }

// IsZero reports whether m is nothing, in whatever currency. A field of JSON
// with omitzero leaves such an amount out, and its currency with it.
func (m Money) IsZero() bool { return m.minor == 0 }

// Sign returns -1, 0 or 1.
func (m Money) Sign() int { return cmp.Compare(m.minor, 0) }

// Validate refuses an amount of an unknown currency or of none with
// ErrCurrency. The zero Money is fine.
func (m Money) Validate() error {
	if m.currency != 0 && m.currency.Validate() != nil {
		return ErrCurrency
	}
	return nil
}

// Add returns m + o.
func (m Money) Add(o Money) (Money, error) { // without a call, so that it is inlined
	sum := m.minor + o.minor
	if (sum > m.minor) == (o.minor > 0) && (m.currency == o.currency || m.currency == 0 || o.currency == 0) {
		return Money{sum, m.currency | o.currency}, nil
	}
	return Money{}, &sumError{m, o, " + "}
}

// Sub returns m - o.
func (m Money) Sub(o Money) (Money, error) {
	diff := m.minor - o.minor
	if (diff < m.minor) == (o.minor > 0) && (m.currency == o.currency || m.currency == 0 || o.currency == 0) {
		return Money{diff, m.currency | o.currency}, nil
	}
	return Money{}, &sumError{m, o, " - "}
}

// sumError says which two amounts have no sum.
type sumError struct {
	a, b Money
	op   string
}

func (e *sumError) Error() string { return binary(e.a, e.op, e.b, e.Unwrap()).Error() }

// Unwrap is ErrCurrency or ErrOverflow.
func (e *sumError) Unwrap() error {
	if _, err := common(e.a, e.b); err != nil {
		return ErrCurrency
	}
	return ErrOverflow
}

// common returns the currency that both amounts are of; the zero Money is of
// any.
func common(m, o Money) (Currency, error) {
	if m.currency == o.currency || m.currency == 0 || o.currency == 0 {
		return m.currency | o.currency, nil
	}
	return 0, binary(m, " and ", o, ErrCurrency)
}

// Neg returns -m. Only the smallest amount has no opposite: ErrOverflow.
func (m Money) Neg() (Money, error) { return Money{currency: m.currency}.Sub(m) }

// Abs returns m without its sign.
func (m Money) Abs() (Money, error) {
	if m.minor < 0 {
		return m.Neg()
	}
	return m, nil
}

// Cmp returns -1, 0 or 1 as m is less than, equal to or more than o.
func (m Money) Cmp(o Money) (int, error) {
	if _, err := common(m, o); err != nil {
		return 0, err
	}
	return cmp.Compare(m.minor, o.minor), nil
}

// Min returns the smaller amount, a when they are equal.
func Min(a, b Money) (Money, error) {
	order, err := a.Cmp(b)
	switch {
	case err != nil:
		return Money{}, err
	case order > 0:
		return b, nil
	}
	return a, nil
}

// Max returns the larger amount, a when they are equal.
func Max(a, b Money) (Money, error) {
	order, err := a.Cmp(b)
	switch {
	case err != nil:
		return Money{}, err
	case order < 0:
		return b, nil
	}
	return a, nil
}

// Sum adds amounts of one currency; of none it is the zero Money. Only a total
// out of range is ErrOverflow, whatever the order of the amounts.
func Sum(ms ...Money) (Money, error) {
	var t total
	for _, m := range ms {
		if err := t.add(m); err != nil {
			return Money{}, err
		}
	}
	return t.money()
}

// total is a sum under way: 128 bits in two's complement, of one currency.
type total struct {
	hi, lo   uint64
	currency Currency
}

func (t *total) add(m Money) error {
	c, err := common(Money{int64(t.lo), t.currency}, m)
	if err != nil {
		return err
	}
	lo, carry := bits.Add64(t.lo, uint64(m.minor), 0)
	*t = total{t.hi + uint64(m.minor>>63) + carry, lo, c}
	return nil
}

func (t total) money() (Money, error) {
	if t.hi != uint64(int64(t.lo)>>63) {
		return Money{}, ErrOverflow
	}
	return Money{int64(t.lo), t.currency}, nil
}
