package waterfall

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// bar is the highest hurdle of each sort so far.
type bar struct {
	yearly          *big.Rat // of a preferred return or a rate of return
	multiple, carry finance.Rate
	kinds           [len(rank)]bool
	rank            int
	endless         bool
}

// rank is the order of the kinds: capital and the return on it in any order, then
// the tiers of profit in any order.
var rank = [...]int{Capital: 0, Preferred: 0, CatchUp: 1, Split: 1}

func (t *Terms) checkTiers(wrong *finance.Problems) {
	switch {
	case len(t.Tiers) == 0:
		wrong.Add("tiers", finance.ErrMissing)
		return
	case len(t.Tiers) > MaxTiers:
		wrong.Add("tiers", fmt.Errorf("%d, at most %d: %w", len(t.Tiers), MaxTiers, finance.ErrLimit))
		return
	}
	var b bar
	for i := range t.Tiers {
		wrong.AddAt("tiers", i, t.checkTier(&t.Tiers[i], &b))
	}
	if !b.endless {
		wrong.Add("tiers", fmt.Errorf("none takes what is left in the end: %w", finance.ErrMissing))
	}
}

func (t *Terms) checkTier(x *Tier, b *bar) error {
	if err := x.Kind.Validate(); err != nil {
		return finance.Problem{Path: "tier", Err: err}
	}
	var wrong finance.Problems
	if x.Name != "" {
		wrong.Add("name", checkName(x.Name))
	}
	wrong.Add("tier", b.place(x))
	x.checkStrange(&wrong)
	switch x.Kind {
	case Preferred:
		wrong.Add("yield", x.Yield.Validate())
	case CatchUp:
		wrong.Add("carry", t.checkCarry(x))
	}
	if x.shared() {
		t.checkShares(&wrong, x)
	}
	wrong.Add("until", t.checkHurdle(x))
	if wrong.Len() == 0 {
		b.raise(&wrong, x)
	}
	return wrong.Err()
}

func (x *Tier) shared() bool { return x.Kind == CatchUp || x.Kind == Split }

// endless reports whether x takes everything.
func (x *Tier) endless() bool { return x.Kind == Split && x.Until == (Hurdle{}) }

// place refuses what comes after a tier that takes everything, a second tier of
// capital or of its return, and one after profit.
func (b *bar) place(x *Tier) error {
	again := b.kinds[x.Kind] && !x.shared()
	late := rank[x.Kind] < b.rank
	after := b.endless
	b.kinds[x.Kind], b.rank, b.endless = true, max(b.rank, rank[x.Kind]), b.endless || x.endless()
	switch {
	case after:
		return fmt.Errorf("after a tier that takes everything: %w", finance.ErrConflict)
	case again:
		return finance.ErrDuplicate
	case late:
		return fmt.Errorf("%v after profit: %w", x.Kind, finance.ErrOrder)
	}
	return nil
}

// checkStrange refuses fields that the kind does not have.
func (x *Tier) checkStrange(wrong *finance.Problems) {
	for _, f := range [...]struct {
		path  string
		given bool
		of    []Kind
	}{
		{"yield", x.Yield != Yield{}, []Kind{Preferred}},
		{"carry", !x.Carry.IsZero(), []Kind{CatchUp}},
		{"shares", len(x.Shares) > 0, []Kind{CatchUp, Split}},
		{"until", x.Until != Hurdle{}, []Kind{Split}},
	} {
		if f.given && !slices.Contains(f.of, x.Kind) {
			wrong.Add(f.path, fmt.Errorf("%v has none: %w", x.Kind, finance.ErrConflict))
		}
	}
}

// checkCarry refuses a catch-up that never catches up.
func (t *Terms) checkCarry(x *Tier) error {
	switch {
	case t.Sponsor == "":
		return fmt.Errorf("nobody is the sponsor: %w", finance.ErrMissing)
	case x.Carry.IsZero():
		return finance.ErrMissing
	case x.Carry.Sign() < 0:
		return finance.ErrNegative
	case x.Carry.Cmp(x.share(t.Sponsor)) >= 0:
		return fmt.Errorf("the sponsor takes %v of the tier, not more than the %v that it is to have: %w", x.share(t.Sponsor), x.Carry, finance.ErrRange)
	}
	return nil
}

func (t *Terms) checkShares(wrong *finance.Problems, x *Tier) {
	switch {
	case len(x.Shares) == 0:
		wrong.Add("shares", finance.ErrMissing)
		return
	case len(x.Shares) > MaxParties:
		wrong.Add("shares", fmt.Errorf("%d, at most %d: %w", len(x.Shares), MaxParties, finance.ErrLimit))
		return
	}
	total := new(big.Rat)
	for i, s := range x.Shares {
		if t.party(s.Party) < 0 {
			wrong.AddAt("shares", i, finance.Problem{Path: "party", Err: fmt.Errorf("%q is no party: %w", clip(string(s.Party)), finance.ErrUnknown)})
		}
		if slices.ContainsFunc(x.Shares[:i], func(o Share) bool { return o.Party == s.Party }) {
			wrong.AddAt("shares", i, finance.Problem{Path: "party", Err: finance.ErrDuplicate})
		}
		if s.Share.Sign() < 0 {
			wrong.AddAt("shares", i, finance.Problem{Path: "share", Err: finance.ErrNegative})
		}
		total.Add(total, ratio(s.Share))
	}
	if total.Cmp(big.NewRat(1, 1)) != 0 {
		wrong.Add("shares", fmt.Errorf("%s in place of 1 together: %w", clip(total.RatString()), finance.ErrWeights))
		return
	}
	if _, err := finance.AllocateRates(finance.Minor(1, t.Currency), t.weights(x), t.Remainder); err != nil {
		wrong.Add("shares", err)
	}
}

// weights are the shares of a tier in the order of the parties.
func (t *Terms) weights(x *Tier) []finance.Rate {
	w := make([]finance.Rate, len(t.Parties))
	for i, p := range t.Parties {
		w[i] = x.share(p)
	}
	return w
}

func (x *Tier) share(p accrual.Party) finance.Rate {
	for _, s := range x.Shares {
		if s.Party == p {
			return s.Share
		}
	}
	return finance.Rate{}
}

func (t *Terms) checkHurdle(x *Tier) error {
	h := &x.Until
	if *h == (Hurdle{}) {
		return nil
	}
	var wrong finance.Problems
	if h.Multiple.Sign() < 0 {
		wrong.Add("multiple", finance.ErrNegative)
	}
	if h.IRR != (Yield{}) {
		wrong.Add("irr", h.IRR.Validate())
		if h.IRR.Growth == Simple || h.IRR.Growth == Lapsing {
			wrong.Add("irr.growth", fmt.Errorf("%v does not compound: %w", h.IRR.Growth, finance.ErrConflict))
		}
	}
	if x.Kind == Split && t.investors(x).Sign() <= 0 {
		wrong.Add("", fmt.Errorf("of investors that get nothing of the tier: %w", finance.ErrRange))
	}
	return wrong.Err()
}

// investors is the share of the investors in a tier.
func (t *Terms) investors(x *Tier) *big.Rat {
	total := new(big.Rat)
	for _, s := range x.Shares {
		if s.Party != t.Sponsor {
			total.Add(total, ratio(s.Share))
		}
	}
	return total
}

// raise refuses a hurdle that is not above those before it.
func (b *bar) raise(wrong *finance.Problems, x *Tier) {
	switch {
	case x.Kind == Preferred:
		b.higher(wrong, "yield.rate", &x.Yield)
	case x.Until.IRR != (Yield{}):
		b.higher(wrong, "until.irr.rate", &x.Until.IRR)
	}
	if m := x.Until.Multiple.Rate; !m.IsZero() {
		if m.Cmp(b.multiple) <= 0 || b.kinds[Capital] && m.Num() <= m.Den() {
			wrong.Add("until.multiple", fmt.Errorf("%v is not above what is reached before: %w", x.Until.Multiple, finance.ErrOrder))
		}
		b.multiple = m
	}
	if x.Kind == CatchUp {
		if x.Carry.Cmp(b.carry) <= 0 {
			wrong.Add("carry", fmt.Errorf("%v is not above the %v before: %w", x.Carry, b.carry, finance.ErrOrder))
		}
		b.carry = x.Carry
	}
}

// higher compares by what one becomes in the first year.
func (b *bar) higher(wrong *finance.Problems, path string, y *Yield) {
	yearly := y.yearly()
	if b.yearly != nil && yearly.Cmp(b.yearly) <= 0 {
		wrong.Add(path, fmt.Errorf("%v, %v, is not above the return before: %w", y.Rate, y.Growth, finance.ErrOrder))
	}
	b.yearly = yearly
}
