package cashflow

import (
	"cmp"
	"math"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// series is a stream made ready for floats: minor units at ascending times, one
// amount a time.
type series struct {
	times, amounts []float64
	currency       finance.Currency
}

// moment is an amount at a time. What falls on one time is added while it is
// still money.
type moment struct {
	at     float64
	amount finance.Money
}

func (p Periodic) series() (series, error) {
	if err := p.Validate(); err != nil {
		return series{}, err
	}
	moments := make([]moment, len(p.Amounts))
	for i, m := range p.Amounts {
		moments[i] = moment{float64(p.First + i), m}
	}
	return gather(moments)
}

func (d Dated) series() (series, error) {
	if err := d.Validate(); err != nil {
		return series{}, err
	}
	flows := slices.Clone(d.Flows)
	slices.SortStableFunc(flows, func(a, b Flow) int { return a.On.Compare(b.On) })
	moments := make([]moment, len(flows))
	for i, f := range flows {
		if i > 0 && f.On == flows[i-1].On {
			moments[i] = moment{moments[i-1].at, f.Amount}
			continue
		}
		years, err := d.DayCount.Fraction(civil.Period{From: flows[0].On, To: f.On}, civil.Context{})
		if err != nil {
			return series{}, err
		}
		moments[i] = moment{float64(years.Num) / float64(years.Den), f.Amount}
	}
	slices.SortStableFunc(moments, func(a, b moment) int { return cmp.Compare(a.at, b.at) })
	return gather(moments)
}

// gather adds what falls on one time. moments ascend.
func gather(moments []moment) (series, error) {
	s := series{times: make([]float64, 0, len(moments)), amounts: make([]float64, 0, len(moments))}
	var sum finance.Money
	for i, m := range moments {
		var err error
		if sum, err = sum.Add(m.amount); err != nil {
			return series{}, err
		}
		if i+1 < len(moments) && moments[i+1].at == m.at { //nolint:gocritic // the same fraction gives the same float
			continue
		}
		s.times = append(s.times, m.at)
		s.amounts = append(s.amounts, float64(sum.Minor()))
		s.currency = either(s.currency, sum.Currency())
		sum = finance.Money{}
	}
	return s, nil
}

// flowing is s without its zeros, with time from its first flow.
func (s series) flowing() series {
	kept := series{currency: s.currency}
	for i, a := range s.amounts {
		if a != 0 {
			kept.times = append(kept.times, s.times[i])
			kept.amounts = append(kept.amounts, a)
		}
	}
	for i := len(kept.times) - 1; i >= 0; i-- {
		kept.times[i] -= kept.times[0]
	}
	return kept
}

// signChanges counts how often the amounts, none of which is zero, change sign.
func (s series) signChanges() int {
	n := 0
	for i := 1; i < len(s.amounts); i++ {
		if (s.amounts[i] > 0) != (s.amounts[i-1] > 0) {
			n++
		}
	}
	return n
}

// units is how many minor units a unit of the currency has.
func (s series) units() float64 { return math.Pow10(s.currency.Digits()) }

// sum adds floats and carries what each addition loses (Neumaier, 1974).
type sum struct{ high, low float64 }

func (s *sum) add(x float64) {
	t := s.high + x
	if math.Abs(s.high) >= math.Abs(x) {
		s.low += (s.high - t) + x
	} else {
		s.low += (x - t) + s.high
	}
	s.high = t
}

func (s sum) value() float64 { return s.high + s.low }
