package brand

import (
	"cmp"
	"iter"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Result is what a brand brought in a month.
type Result struct {
	Month   civil.Month   `json:"month"`
	Brand   string        `json:"brand,omitempty"` // empty for all brands together
	Gross   finance.Money `json:"gross"`           // what buyers paid, before returns
	Returns finance.Money `json:"returns"`         // what they were paid back
	Fee     finance.Money `json:"fee"`             // what became owed to the shop, before tax
}

// Net is gross less returns.
func (r Result) Net() (finance.Money, error) { return r.Gross.Sub(r.Returns) }

// Results are those of each brand and month in which something happened, by
// month and brand. Sales and returns count in the month in which they happened,
// whenever they became known, and the fee in the month to which it belongs,
// whenever it was posted. Of posted, obligations of other agreements than the
// shop's consignments and those to others than the shop do not count; nil is
// none. A total beyond the range of money is ErrOverflow.
func (t Trade) Results(posted iter.Seq[accrual.Obligation]) ([]Result, error) {
	a := tally{index: map[monthBrand]int{}, none: finance.Zero(t.shop.Currency)}
	for i := range t.facts.Sales {
		if s := &t.facts.Sales[i]; t.counts(sale, i) {
			a.add(&a.at(s.On.Month(), t.sides[s.Consignment].brand).Gross, s.Amount)
		}
	}
	for i := range t.facts.Returns {
		if f := &t.facts.Returns[i]; t.counts(returned, i) {
			a.add(&a.at(f.On.Month(), t.sides[t.saleOf(f).Consignment].brand).Returns, f.Amount)
		}
	}
	if posted != nil {
		for o := range posted {
			if s, ours := t.sides[o.Agreement]; ours && o.Creditor == t.shop.Party {
				a.add(&a.at(o.For, s.brand).Fee, o.Net)
			}
		}
	}
	return a.sorted()
}

// Totals are the results of all brands together, by month.
func Totals(results []Result) ([]Result, error) {
	a := tally{index: map[monthBrand]int{}}
	for _, r := range results {
		sum := a.at(r.Month, "")
		a.add(&sum.Gross, r.Gross)
		a.add(&sum.Returns, r.Returns)
		a.add(&sum.Fee, r.Fee)
	}
	return a.sorted()
}

type monthBrand struct {
	month civil.Month
	brand string
}

// tally sums results as they come, and keeps the first error.
type tally struct {
	results []Result
	index   map[monthBrand]int
	none    finance.Money
	err     error
}

// at is the result of a month and brand, until the next call.
func (a *tally) at(m civil.Month, brand string) *Result {
	i, known := a.index[monthBrand{m, brand}]
	if !known {
		i = len(a.results)
		a.index[monthBrand{m, brand}] = i
		a.results = append(a.results, Result{m, brand, a.none, a.none, a.none})
	}
	return &a.results[i]
}

func (a *tally) add(to *finance.Money, m finance.Money) {
	sum, err := to.Add(m)
	a.err = cmp.Or(a.err, err)
	*to = sum
}

func (a *tally) sorted() ([]Result, error) {
	if a.err != nil {
		return nil, a.err
	}
	slices.SortFunc(a.results, func(x, y Result) int {
		return cmp.Or(x.Month.Compare(y.Month), cmp.Compare(x.Brand, y.Brand))
	})
	return a.results, nil
}
