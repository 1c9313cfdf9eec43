package waterfall

import (
	"slices"

	"github.com/creative-cluster/kvartal/finance/civil"
)

// book is where a waterfall stands: of the project, or of one deal.
type book struct {
	At      civil.Date `json:"at"`                // the day of its last flow, up to which interest has been added; none before the first
	Holders []holder   `json:"holders"`           // by party
	Hurdles []account  `json:"hurdles,omitempty"` // of the investors: by tier, those without a rate of return at zero
	Profit  int64      `json:"profit,omitempty"`  // that a carry is a share of
	Promote int64      `json:"promote,omitempty"` // what the sponsor had of CatchUp and Split
}

// holder is where a party stands, in minor units.
type holder struct {
	In        int64   `json:"in"`      // contributed
	Capital   int64   `json:"capital"` // of it, not yet back
	Out       int64   `json:"out"`     // received
	Preferred account `json:"preferred"`
}

func (t *Terms) newBook() book {
	return book{Holders: make([]holder, len(t.Parties)), Hurdles: make([]account, len(t.Tiers))}
}

func (b *book) clone() book {
	c := *b
	c.Holders, c.Hurdles = slices.Clone(b.Holders), slices.Clone(b.Hurdles)
	return c
}

// contribute adds capital of a party.
func (b *book) contribute(t *Terms, party int, n int64) (err error) {
	h := &b.Holders[party]
	if h.In, err = sum(h.In, n); err != nil {
		return err
	}
	if h.Capital, err = sum(h.Capital, n); err != nil {
		return err
	}
	if t.Parties[party] == t.Sponsor {
		return nil
	}
	for i := range b.Hurdles {
		if t.Tiers[i].hasIRR() {
			if b.Hurdles[i].Base, err = sum(b.Hurdles[i].Base, n); err != nil {
				return err
			}
		}
	}
	return nil
}

func (x *Tier) hasIRR() bool { return x.Until.IRR != Yield{} }

// receive pays a party n by a tier.
func (b *book) receive(t *Terms, x *Tier, party int, n int64) (err error) {
	h := &b.Holders[party]
	if h.Out, err = sum(h.Out, n); err != nil {
		return err
	}
	switch x.Kind {
	case Capital:
		h.Capital -= n
	case Preferred:
		err = h.Preferred.pay(n)
	}
	if err != nil {
		return err
	}
	if t.Parties[party] == t.Sponsor {
		return b.promoted(x, n)
	}
	if x.Kind != Capital {
		if b.Profit, err = sum(b.Profit, n); err != nil {
			return err
		}
	}
	for i := range b.Hurdles {
		if t.Tiers[i].hasIRR() {
			if err := b.Hurdles[i].pay(n); err != nil {
				return err
			}
		}
	}
	return nil
}

// promoted counts what the sponsor gets as profit and promote, but for capital of
// its own and the return on it.
func (b *book) promoted(x *Tier, n int64) (err error) {
	if !x.shared() {
		return nil
	}
	b.Promote += n // at most Out, which has room
	b.Profit, err = sum(b.Profit, n)
	return err
}
