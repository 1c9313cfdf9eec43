package tenancy

import (
	"fmt"
	"math/big"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// WaultBy says how unexpired terms are averaged. The zero WaultBy weighs by
// area, counts whole months to expiry, and leaves leases without an end out.
type WaultBy struct {
	Rent  bool      `json:"rent,omitempty"`  // weighed by contracted rent; otherwise by area
	Break bool      `json:"break,omitempty"` // to the next break, passed ones skipped; otherwise to expiry
	Terms TermCount `json:"terms,omitzero"`  // by default whole months: of each term up to 30 days, nearly a twelfth of a year, are dropped
	Open  int       `json:"open,omitempty"`  // months that a lease without an end counts with, such as those of its notice; 0 leaves it out
}

// Validate reports everything that is wrong with b, as finance.Problems.
func (b WaultBy) Validate() error {
	var wrong finance.Problems
	wrong.Add("terms", b.Terms.Validate())
	if b.Open < 0 || b.Open > maxOpen {
		wrong.Add("open", fmt.Errorf("0 to %d months: %w", maxOpen, finance.ErrRange))
	}
	return wrong.Err()
}

// maxOpen is how many months a lease without an end may count with.
const maxOpen = 1200

// Wault is a weighted average of unexpired lease terms. Also called WALT and
// WALE.
type Wault struct {
	On    civil.Date
	By    WaultBy
	Years finance.Number // exact; 0 where nothing weighs
	Rows  []Unexpired    // what is averaged, in the order of the roll
	Open  int            // how many leases without an end are left out
}

// Unexpired is a lease, or of a lease that gives back a space earlier, that
// space, in an average of terms.
type Unexpired struct {
	Lease  string
	Ends   civil.Date     // the day after the last one counted; no day for an open end
	Years  finance.Number // exact
	Weight int64          // hundredths of a square metre, or minor units a month
}

// Wault averages what is left, from a day on, of the terms of the leases that
// hold on it. By area each space counts until it is given back; by rent each
// lease does until it ends.
//
//	wault = Σ weight × term left / Σ weight
//
// Source: Weighted average lease expiry, gmaven.
func (h House) Wault(on civil.Date, by WaultBy) (Wault, error) {
	if err := by.Validate(); err != nil {
		return Wault{}, fmt.Errorf("wault: %w", err)
	}
	s := h.survey()
	roll, err := s.roll(on)
	if err != nil {
		return Wault{}, err
	}
	w := average{Wault: Wault{On: on, By: by}}
	for i, row := range s.rows(&roll) {
		l, end := &s.Leases[i], row.Ends
		if by.Break {
			end = next(on, end, l.breaks())
		}
		if by.Rent {
			w.add(row.Lease, end, row.Contracted.Minor())
			continue
		}
		for _, h := range l.holdings() {
			if h.Held.Contains(on) {
				w.add(row.Lease, earlier(end, h.Held.To), s.Spaces[s.spaces[h.Space]].area(on).hundredths)
			}
		}
	}
	return w.mean()
}

// next is the first of some days after on that comes before a lease ends.
func next(on, end civil.Date, days []civil.Date) civil.Date {
	for _, d := range days {
		if d.After(on) {
			return earlier(end, d)
		}
	}
	return end
}

// earlier is the earlier of two ends, of which an open one comes last.
func earlier(a, b civil.Date) civil.Date {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// average is a Wault on its way.
type average struct {
	Wault
	sum, weight big.Int // Σ weight × term in the scale's measure, Σ weight
	open        string  // the lease that was left out last
}

// add counts a term that ends on a day.
func (w *average) add(lease string, end civil.Date, weight int64) {
	scale := termScales[w.By.Terms]
	term := int64(w.By.Open) * scale.month
	if !end.IsZero() {
		term = w.By.Terms.term(civil.Period{From: w.On, To: end})
	} else if w.By.Open == 0 {
		if w.open != lease {
			w.Open++
		}
		w.open = lease
		return
	}
	years, _ := finance.NewNumber(term, scale.year) // the calendar's days always fit
	w.Rows = append(w.Rows, Unexpired{lease, end, years, weight})
	var product big.Int
	w.sum.Add(&w.sum, product.Mul(big.NewInt(weight), big.NewInt(term)))
	w.weight.Add(&w.weight, big.NewInt(weight))
}

func (w *average) mean() (Wault, error) {
	if w.weight.Sign() == 0 {
		return w.Wault, nil
	}
	w.weight.Mul(&w.weight, big.NewInt(termScales[w.By.Terms].year))
	years := new(big.Rat).SetFrac(&w.sum, &w.weight)
	if !years.Num().IsInt64() || !years.Denom().IsInt64() {
		return Wault{}, fmt.Errorf("wault: %w", finance.ErrOverflow)
	}
	var err error
	w.Years, err = finance.NewNumber(years.Num().Int64(), years.Denom().Int64())
	return w.Wault, err
}
