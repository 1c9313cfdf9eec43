package waterfall

import (
	"math/big"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Accrual is the interest of a stretch in which what bears it stands.
type Accrual struct {
	civil.Period               // the days, half-open
	Deal         string        // of which deal, where they are divided one by one
	Tier         int           // the place of the tier whose yield it is
	Party        accrual.Party // whose it is; nobody where it is the hurdle of the investors
	Base         finance.Money // what bears it
	Yield        Yield
	Interest     finance.Money // rounded as the yield says
	Lapsed       finance.Money // what was still due of the period before, and is not any more
}

// accrue adds interest up to a day. An account without a flow is not touched, so
// a day on which nothing flows changes nothing.
func (b *book) accrue(t *Terms, to civil.Date, note func(Accrual)) error {
	from := b.At
	b.At = to
	if from.IsZero() || from == to {
		return nil
	}
	for i := range t.Tiers {
		x := &t.Tiers[i]
		var err error
		switch {
		case x.Kind == Preferred:
			err = b.accruePreferred(t, i, civil.Period{From: from, To: to}, note)
		case x.hasIRR():
			err = b.accrueHurdle(t, i, civil.Period{From: from, To: to}, note)
		}
		if err != nil {
			return overflown(to, err)
		}
	}
	return nil
}

func (b *book) accruePreferred(t *Terms, tier int, over civil.Period, note func(Accrual)) error {
	y := &t.Tiers[tier].Yield
	for p, ended := range y.stretches(t.Term.From, over.From, over.To) {
		x, err := y.interest(p)
		if err != nil {
			return err
		}
		for k := range b.Holders {
			h := &b.Holders[k]
			n := Accrual{Period: p, Tier: tier, Party: t.Parties[k], Yield: *y}
			if err := h.Preferred.accrue(t, &n, h.Capital, ended, x, note); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *book) accrueHurdle(t *Terms, tier int, over civil.Period, note func(Accrual)) error {
	y := &t.Tiers[tier].Until.IRR
	for p, ended := range y.stretches(t.Term.From, over.From, over.To) {
		x, err := y.interest(p)
		if err != nil {
			return err
		}
		n := Accrual{Period: p, Tier: tier, Yield: *y}
		if err := b.Hurdles[tier].accrue(t, &n, 0, ended, x, note); err != nil {
			return err
		}
	}
	return nil
}

// accrue adds the interest of one stretch, and notes it.
func (a *account) accrue(t *Terms, n *Accrual, capital int64, ended bool, x *big.Rat, note func(Accrual)) (err error) {
	y := &n.Yield
	var lapsed int64
	if ended {
		if lapsed, err = a.turn(y); err != nil {
			return err
		}
	}
	bears, err := a.bears(y, capital)
	if err != nil || bears == 0 && lapsed == 0 {
		return err
	}
	interest, err := a.grow(y, bears, x)
	if err != nil {
		return err
	}
	if note != nil {
		n.Base, n.Interest, n.Lapsed = t.money(bears), t.money(interest), t.money(lapsed)
		note(*n)
	}
	return nil
}
