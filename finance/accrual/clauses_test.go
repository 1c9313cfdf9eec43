package accrual_test

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

const sales accrual.Meter = "sales"

func rub(s string) finance.Money { return finance.MustMoney(s + " RUB") }

// baseRent is a fixed sum a month, by the days held.
type baseRent struct{ Monthly finance.Money }

func (baseRent) Window() accrual.Window  { return accrual.Window{} }
func (baseRent) Meters() []accrual.Meter { return nil }
func (r baseRent) Earned(s accrual.Span) (finance.Money, error) {
	s.Trace.Days(r.Monthly, s.DaysHeld(), int64(s.Window.Days()))
	return r.Monthly.MulDiv(s.DaysHeld(), int64(s.Window.Days()), finance.HalfEven)
}

// turnover is a share of what was sold over a threshold.
type turnover struct {
	Share finance.Rate
	Over  finance.Money
	In    accrual.Window
	Less  string // a clause whose charges are counted off
	Part  bool   // the threshold shrinks with the part of the window held
}

func (t turnover) Window() accrual.Window { return t.In }
func (t turnover) Meters() []accrual.Meter {
	if t.Less != "" {
		return []accrual.Meter{sales, accrual.Of(t.Less)}
	}
	return []accrual.Meter{sales}
}

func (t turnover) Earned(s accrual.Span) (finance.Money, error) {
	over, sold := t.Over, finance.Minor(s.Meters[0], s.Currency)
	if t.Part {
		held, whole := s.Part()
		var err error
		if over, err = over.MulDiv(held, whole, finance.HalfEven); err != nil {
			return finance.Money{}, err
		}
	}
	excess, err := sold.Sub(over)
	if err != nil {
		return finance.Money{}, err
	}
	if excess.Sign() < 0 {
		excess = finance.Zero(s.Currency)
	}
	s.Trace.Share(excess, t.Share)
	earned, err := excess.MulRate(t.Share, finance.HalfEven)
	if err != nil || t.Less == "" {
		return earned, err
	}
	charged := finance.Minor(s.Meters[1], s.Currency)
	s.Trace.Less(earned, charged)
	return earned.Sub(charged)
}

// slabs is a commission by slabs; a negative turnover is taken as nothing.
type slabs struct {
	Table finance.Tiers
	In    accrual.Window
}

func (c slabs) Window() accrual.Window { return c.In }
func (slabs) Meters() []accrual.Meter  { return []accrual.Meter{sales} }
func (c slabs) Earned(s accrual.Span) (finance.Money, error) {
	sold := finance.Minor(max(0, s.Meters[0]), s.Currency)
	for l := range c.Table.Layers(sold) {
		s.Trace.Share(l.In, l.Rate)
	}
	return c.Table.Amount(sold, finance.HalfEven)
}

// minimum tops up what another clause charged in the month.
type minimum struct {
	Monthly finance.Money
	Of      string
}

func (minimum) Window() accrual.Window    { return accrual.Window{} }
func (m minimum) Meters() []accrual.Meter { return []accrual.Meter{accrual.Of(m.Of)} }
func (m minimum) Earned(s accrual.Span) (finance.Money, error) {
	charged := finance.Minor(s.Meters[0], s.Currency)
	s.Trace.Less(m.Monthly, charged)
	gap, err := m.Monthly.Sub(charged)
	if err != nil || gap.Sign() < 0 {
		return finance.Zero(s.Currency), err
	}
	return gap, nil
}

// share is a share of each line, rounded line by line.
type share struct{ Rate finance.Rate }

func (share) Window() accrual.Window  { return accrual.Window{Cycle: accrual.ByLine} }
func (share) Meters() []accrual.Meter { return []accrual.Meter{sales} }
func (c share) Earned(s accrual.Span) (finance.Money, error) {
	return finance.Minor(s.Meters[0], s.Currency).MulRate(c.Rate, finance.HalfUp)
}

// frozen is a commission at a rate that falls for good once Limit is sold; a
// return bears the rate of its sale. Its state is the sum sold and each sale's
// rate: "150000|S-1=1/10,S-2=1/20".
type frozen struct {
	First, Then finance.Rate
	Limit       int64
}

func (frozen) Window() accrual.Window  { return accrual.Window{Cycle: accrual.ByLife} }
func (frozen) Meters() []accrual.Meter { return []accrual.Meter{sales} }
func (c frozen) Step(state accrual.State, s accrual.Span, facts []accrual.Fact) ([]accrual.Line, accrual.State, error) {
	sum, rates, err := parseFrozen(state)
	if err != nil {
		return nil, "", err
	}
	total := finance.Zero(s.Currency)
	for _, f := range facts {
		rate := c.First
		if sum >= c.Limit {
			rate = c.Then
		}
		if f.Of.ID != "" {
			rate = rates[f.Of.ID]
		} else {
			rates[f.ID] = rate
		}
		sum += f.Adds[0].N
		fee, err := finance.Minor(f.Adds[0].N, s.Currency).MulRate(rate, finance.HalfEven)
		if err != nil {
			return nil, "", err
		}
		if total, err = total.Add(fee); err != nil {
			return nil, "", err
		}
	}
	return []accrual.Line{{Net: total}}, formatFrozen(sum, rates), nil
}

func parseFrozen(state accrual.State) (sum int64, rates map[string]finance.Rate, err error) {
	rates = map[string]finance.Rate{}
	if state == "" {
		return 0, rates, nil
	}
	head, tail, _ := strings.Cut(string(state), "|")
	if sum, err = strconv.ParseInt(head, 10, 64); err != nil || tail == "" {
		return sum, rates, err
	}
	for _, pair := range strings.Split(tail, ",") {
		id, rate, _ := strings.Cut(pair, "=")
		if rates[id], err = finance.ParseRate(rate); err != nil {
			return 0, nil, err
		}
	}
	return sum, rates, nil
}

func formatFrozen(sum int64, rates map[string]finance.Rate) accrual.State {
	pairs := make([]string, 0, len(rates))
	for _, id := range sortedKeys(rates) {
		pairs = append(pairs, id+"="+rates[id].String())
	}
	return accrual.State(fmt.Sprintf("%d|%s", sum, strings.Join(pairs, ",")))
}
