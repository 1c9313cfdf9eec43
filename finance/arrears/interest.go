package arrears

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Interest is what one debt bears to the end of a day, and why.
//
//	Total = Σ lines + Fixed
type Interest struct {
	Terms  Terms
	Debt   Debt
	At     civil.Date
	Lines  []Line        // by day; after the cap is reached their amounts are zero
	Days   int           // of the lines
	Capped finance.Money // what the cap took away
	Fixed  finance.Money // once, beside the interest
	Total  finance.Money
}

// Interest is the total that d bears to the end of a day: nothing to its due
// day, then a line for each stretch of days. What Validate refuses in t or d is
// refused under "terms" or "debt". A day whose key rate is needed and not known
// is ErrMissing, more than MaxDays overdue ErrLimit. Whether t bears interest on
// debts of that clause at all is asked of [Terms.Bears].
func (t Terms) Interest(d Debt, at civil.Date) (Interest, error) {
	var wrong finance.Problems
	wrong.Add("terms", t.Validate())
	wrong.Add("debt", d.Validate())
	switch {
	case at.IsZero():
		wrong.Add("at", finance.ErrMissing)
	case at.AddDays(1).IsZero():
		wrong.Add("at", finance.ErrRange)
	case !d.Due.IsZero() && at.Sub(d.Due) > MaxDays:
		wrong.Add("at", limit(at.Sub(d.Due), MaxDays))
	}
	wrong.Add("terms.cap_sum", sameCurrency(t.CapSum, d.Amount))
	wrong.Add("terms.fixed", sameCurrency(t.Fixed, d.Amount))
	if err := wrong.Err(); err != nil {
		return Interest{}, err
	}
	d.Paid = slices.Clone(d.Paid)
	zero := finance.Zero(d.Amount.Currency())
	i := Interest{Terms: t.clone(), Debt: d, At: at, Capped: zero, Fixed: zero, Total: zero}
	if err := i.compute(); err != nil {
		return Interest{}, err
	}
	return i, nil
}

// sameCurrency refuses a sum that no debt of that currency can bear.
func sameCurrency(m, debt finance.Money) error {
	_, err := m.Cmp(debt)
	return err
}

func (i *Interest) compute() error {
	lines, err := i.stretches()
	if err != nil || len(lines) == 0 {
		return err
	}
	if i.Lines, i.Total, err = Price(lines, i.Terms.RoundAt, i.Terms.Rounding); err != nil {
		return err
	}
	if err := i.cap(); err != nil {
		return err
	}
	for _, n := range i.Lines {
		i.Days += n.Days
	}
	if i.Fixed, err = i.Fixed.Add(i.Terms.Fixed); err != nil {
		return err
	}
	i.Total, err = i.Total.Add(i.Fixed)
	return err
}

// stretches are the lines without their amounts.
func (i *Interest) stretches() ([]Line, error) {
	p := i.counted()
	if p.IsEmpty() {
		return nil, nil
	}
	var lines []Line
	for _, piece := range p.SplitAt(i.changes()...) {
		balance := i.Debt.balance(piece.From, i.Terms.PaymentDay)
		if balance.IsZero() {
			continue
		}
		share := i.Terms.share(piece.From.Sub(i.Debt.Due))
		more, err := i.Terms.lines(piece, share)
		if err != nil {
			return nil, fmt.Errorf("terms.key: %w", err)
		}
		for k := range more {
			more[k].Balance, more[k].Share = balance, share
		}
		lines = append(lines, more...)
	}
	return lines, nil
}

// counted is the days that bear interest while there is a balance.
func (i *Interest) counted() civil.Period {
	p := civil.Period{From: i.Debt.Due.AddDays(1), To: i.At.AddDays(1)}
	end := i.Debt.Due.AddDays(i.Terms.Grace) // the last day of grace
	if i.Debt.Reversed {
		return civil.Period{}
	}
	switch i.Terms.GraceMode {
	case FreeDays:
		p.From = end.AddDays(1)
	case PaidWithin:
		if !i.At.After(end) || i.Debt.balance(end, OnNewBalance).IsZero() {
			return civil.Period{}
		}
	}
	return p
}

// changes are the days on which the balance or the share may change, ascending.
func (i *Interest) changes() []civil.Date {
	var days []civil.Date
	for _, p := range i.Debt.Paid {
		if i.Terms.PaymentDay == OnOldBalance {
			days = append(days, p.On.AddDays(1))
		} else {
			days = append(days, p.On)
		}
	}
	for _, s := range i.Terms.Steps {
		days = append(days, i.Debt.Due.AddDays(s.From))
	}
	slices.SortFunc(days, civil.Date.Compare)
	return slices.Compact(days)
}

// lines are those of a piece on which the share stands. Where it is nothing, no
// key rate is asked.
func (t *Terms) lines(p civil.Period, share finance.Rate) ([]Line, error) {
	rates, agreed := t.Key, len(t.Key) == 0
	if agreed || share.IsZero() {
		rates = civil.Timeline[finance.Rate]{{From: p.From, Value: t.Rate}}
	}
	lines, err := Stretches(p, rates, t.Days)
	if t.Per == ByDay {
		for k := range lines {
			lines[k].Year = 1
		}
	}
	return lines, err
}

// cap cuts what goes beyond the most that the interest may come to.
func (i *Interest) cap() error {
	most := i.Terms.CapSum
	if !i.Terms.Cap.IsZero() {
		var err error
		if most, err = i.Debt.Amount.MulRate(i.Terms.Cap, i.Terms.Rounding); err != nil {
			return err
		}
	} else if most.IsZero() {
		return nil
	}
	room, total := most.Minor(), i.Total
	for k := range i.Lines {
		amount := min(i.Lines[k].Amount.Minor(), room)
		room -= amount
		i.Lines[k].Amount = finance.Minor(amount, most.Currency())
	}
	i.Total = finance.Minor(most.Minor()-room, most.Currency())
	var err error
	i.Capped, err = total.Sub(i.Total)
	return err
}
