package main

import "github.com/shopspring/decimal"

// soldInDecimals is what a return needs of its sale.
type soldInDecimals struct{ gross, fee, back decimal.Decimal }

// bookOfDecimals is a plain loop's state for one agreement.
type bookOfDecimals struct {
	total, fees decimal.Decimal
	shares      [4]decimal.Decimal
}

var (
	slabBoundDecimal = decimal.New(slabBound, -2)
	orderMostDecimal = decimal.New(orderMost, -2)
	lowRate          = decimal.RequireFromString("0.1")
	highRate         = decimal.RequireFromString("0.06")
	kopeck           = decimal.New(1, -2)
	sharesDecimal    = [4]decimal.Decimal{decimal.New(40, -2), decimal.New(30, -2), decimal.New(20, -2), decimal.New(10, -2)}
)

// settleDecimals is the loop that a good programmer writes with decimals.
func settleDecimals(s shop) (reckoning, error) {
	books, sales := map[string]*bookOfDecimals{}, map[string]soldInDecimals{}
	for i := range s.lines {
		f := &s.lines[i]
		b := books[f.Agreement]
		if b == nil {
			b = new(bookOfDecimals)
			books[f.Agreement] = b
		}
		amount := decimal.New(f.Adds[0].N, -2)
		if f.Of.ID == "" {
			before := b.total
			b.total = before.Add(amount)
			fee := decimal.Min(slabsOfDecimals(b.total).Sub(slabsOfDecimals(before)), orderMostDecimal)
			sales[f.ID] = soldInDecimals{gross: amount, fee: fee}
			b.fees = b.fees.Add(fee)
		} else {
			of := sales[f.Of.ID]
			before := of.fee.Mul(of.back).Div(of.gross).RoundBank(2)
			of.back = of.back.Sub(amount)
			sales[f.Of.ID] = of
			b.fees = b.fees.Sub(of.fee.Mul(of.back).Div(of.gross).RoundBank(2).Sub(before))
		}
		b.divide(amount)
	}
	return reckoningOfDecimals(books), nil
}

func slabsOfDecimals(n decimal.Decimal) decimal.Decimal {
	if n.LessThanOrEqual(slabBoundDecimal) {
		return n.Mul(lowRate).RoundBank(2)
	}
	return slabBoundDecimal.Mul(lowRate).Add(n.Sub(slabBoundDecimal).Mul(highRate)).RoundBank(2)
}

// divide adds the four shares of n, what is left over to those who lose most by
// the cut.
func (b *bookOfDecimals) divide(n decimal.Decimal) {
	var rests [4]decimal.Decimal
	left := n
	for i, w := range sharesDecimal {
		exact := n.Mul(w)
		part := exact.Truncate(2)
		rests[i] = exact.Sub(part)
		left = left.Sub(part)
		b.shares[i] = b.shares[i].Add(part)
	}
	unit := kopeck
	if left.IsNegative() {
		unit = unit.Neg()
	}
	for !left.IsZero() {
		best := 0
		for i := range rests {
			if rests[i].Abs().GreaterThan(rests[best].Abs()) {
				best = i
			}
		}
		b.shares[best] = b.shares[best].Add(unit)
		left, rests[best] = left.Sub(unit), decimal.Zero
	}
}

func reckoningOfDecimals(books map[string]*bookOfDecimals) reckoning {
	all := reckoning{}
	for id, b := range books {
		sums := all.of(id)
		for i, d := range append([]decimal.Decimal{b.fees}, b.shares[:]...) {
			sums[i] = d.Shift(2).IntPart()
		}
	}
	return all
}
