package till

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// What a line adds to the meters of its agreement, in minor units: before the
// discount, the discount, and what is left. A refund adds amounts below zero.
const (
	Gross    accrual.Meter = "gross"
	Discount accrual.Meter = "discount"
	Net      accrual.Meter = "net"
)

// ByTender is the meter of net paid by a tender: what a card fee is counted on.
func ByTender(t Tender) accrual.Meter { return "net by tender " + accrual.Meter(t) }

// ByChannel is the meter of net sold through a channel.
func ByChannel(channel string) accrual.Meter { return "net by channel " + accrual.Meter(channel) }

// Fact is the line as its agreement counts it, known on a day. A line that is
// not valid, or has no agreement, is an error.
func (l Line) Fact(known civil.Date) (accrual.Fact, error) {
	var wrong finance.Problems
	wrong.Add("", l.Validate())
	if l.Agreement == "" {
		wrong.Add("agreement", finance.ErrMissing)
	}
	if err := wrong.Err(); err != nil {
		return accrual.Fact{}, fmt.Errorf("line %.40q: %w", l.ID, err)
	}
	net, err := l.Net()
	if err != nil {
		return accrual.Fact{}, fmt.Errorf("line %.40q: %w", l.ID, err)
	}
	adds := []accrual.Reading{{Meter: Gross, N: l.Gross.Minor()}, {Meter: Net, N: net.Minor()}, {Meter: ByTender(l.Tender), N: net.Minor()}}
	if !l.Discount.IsZero() {
		adds = append(adds, accrual.Reading{Meter: Discount, N: l.Discount.Minor()})
	}
	if l.Channel != "" {
		adds = append(adds, accrual.Reading{Meter: ByChannel(l.Channel), N: net.Minor()})
	}
	f := accrual.Fact{ID: l.ID, Agreement: l.Agreement, On: l.On, Known: known, Of: l.Of, Adds: adds}
	if err := f.Validate(); err != nil {
		return accrual.Fact{}, fmt.Errorf("line %.40q: %w", l.ID, err)
	}
	return f, nil
}
