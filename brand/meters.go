package brand

import (
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// The meters that every consignment feeds. Gross is before the shop's fee: what
// buyers paid, less what they were paid back. Returns is what they were paid
// back, above zero. Both are in minor units of the shop's currency. Units is
// what was sold less what came back.
const (
	Gross   accrual.Meter = "gross"
	Returns accrual.Meter = "returns"
	Units   accrual.Meter = "units"
)

// GrossOf is Gross of a category and of all under it.
func GrossOf(c Category) accrual.Meter { return Gross + ":" + accrual.Meter(c) }

// Meters are what the facts of a brand of category c feed.
func Meters(c Category) []accrual.Meter {
	meters := []accrual.Meter{Gross, Returns, Units}
	for up := range c.Up() {
		meters = append(meters, GrossOf(up))
	}
	return meters
}

// The names of the usual clauses.
const (
	Proceeds = "proceeds"
	Fee      = "fee"
)

// ProceedsLess are the usual clauses of a consignment: the shop owes the maker
// the proceeds, on which it charges no tax as the goods were never its own, and
// the maker owes the shop the fee. Both are due on the last day of their month:
// set Due of each for another day. An advance, what is recouped of it and a
// reserve are appended (see the example).
//
//	Clauses: brand.ProceedsLess(revshare.Commission{Meter: brand.Gross, Rate: finance.MustRate("30%")})
func ProceedsLess(fee accrual.Clause) []accrual.Named {
	return []accrual.Named{
		{Name: Proceeds, Clause: revshare.PassThrough{Meter: Gross}, Untaxed: true},
		{Name: Fee, Clause: fee, Back: true},
	}
}
