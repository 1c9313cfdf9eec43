package revshare

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// ShareOf is a flat share of what another formula comes to, where that is not
// itself owed: 30 % of a [NetBase]. Of what a clause of the agreement has
// charged, a [Commission] on the meter accrual.Of(name) is the share.
type ShareOf struct {
	Of       Part             `json:"of"`
	Rate     finance.Rate     `json:"rate"` // from 0 to 100 %
	Per      accrual.Cycle    `json:"per,omitzero"`
	Returns  accrual.Returns  `json:"returns,omitzero"`
	Negative Negative         `json:"negative,omitzero"`
	Rounding finance.Rounding `json:"rounding,omitzero"`
}

var _ accrual.Earner = ShareOf{}

// Window is what Per and Returns say.
func (c ShareOf) Window() accrual.Window { return accrual.Window{Cycle: c.Per, Returns: c.Returns} }

// Meters are those of the formula.
func (c ShareOf) Meters() []accrual.Meter { return metersOf(c.Of) }

// Earned is the share of what the formula comes to, which has been rounded by
// itself.
//
//	share = formula × rate
func (c ShareOf) Earned(s accrual.Span) (finance.Money, error) {
	share, err := c.share(&s)
	if err != nil {
		return finance.Money{}, fmt.Errorf("share of: %w", err)
	}
	return share, nil
}

func (c *ShareOf) share(s *accrual.Span) (finance.Money, error) {
	total, _, err := c.Of.earned(s, 0)
	if err != nil {
		return finance.Money{}, err
	}
	base, mirrored, err := c.Negative.base(total, s.Trace)
	if err != nil {
		return finance.Money{}, err
	}
	share, err := base.MulRate(c.Rate, c.Rounding)
	if err != nil {
		return finance.Money{}, err
	}
	s.Trace.OfPart(c.Rate)
	return turned(share, mirrored)
}

// Validate reports everything that is wrong with c, as finance.Problems.
func (c ShareOf) Validate() error {
	var wrong finance.Problems
	wrong.Add("of", c.checkOf())
	wrong.Add("rate", checkShare(c.Rate))
	checkWindow(&wrong, c.Window())
	wrong.Add("negative", c.Negative.Validate())
	wrong.Add("rounding", c.Rounding.Validate())
	return wrong.Err()
}

func (c ShareOf) checkOf() error {
	if !within([]Part{c.Of}, func(accrual.Earner) {}) {
		return errNest
	}
	if err := c.Of.check(c.Window()); err != nil {
		return err
	}
	return checkLine(c.Meters(), c.Window())
}
