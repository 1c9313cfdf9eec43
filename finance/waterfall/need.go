package waterfall

import (
	"math"
	"math/big"
)

// endless is what fills a tier that nothing fills.
const endless = math.MaxInt64

// need is what a tier takes until it is full, and what it was computed from.
func (b *book) need(t *Terms, tier int) (need int64, of Layer, err error) {
	x := &t.Tiers[tier]
	of = Layer{Tier: tier}
	switch {
	case x.Kind == Capital:
		need, err = b.total(func(h *holder) (int64, error) { return h.Capital, nil })
	case x.Kind == Preferred:
		need, err = b.total(func(h *holder) (int64, error) { return h.Preferred.due() })
	case x.Kind == CatchUp:
		of.Profit, of.Promote = t.money(b.Profit), t.money(b.Promote)
		need = b.catchUp(t, x)
	case x.endless():
		need = endless
	default:
		need, err = b.toHurdle(t, tier, &of)
	}
	return need, of, err
}

func (b *book) total(of func(*holder) (int64, error)) (all int64, err error) {
	for i := range b.Holders {
		n, err := of(&b.Holders[i])
		if err != nil {
			return 0, err
		}
		if all, err = sum(all, n); err != nil {
			return 0, err
		}
	}
	return all, nil
}

// catchUp is (c × profit - promote) / (s - c), in whole units that are complete.
func (b *book) catchUp(t *Terms, x *Tier) int64 {
	carry := ratio(x.Carry)
	lacks := new(big.Rat).Mul(carry, new(big.Rat).SetInt64(b.Profit))
	lacks.Sub(lacks, new(big.Rat).SetInt64(b.Promote))
	if lacks.Sign() <= 0 {
		return 0
	}
	lacks.Quo(lacks, carry.Sub(ratio(x.share(t.Sponsor)), carry))
	return within(new(big.Int).Quo(lacks.Num(), lacks.Denom()))
}

// toHurdle is what the investors lack over their share of the tier, in whole units
// that are begun.
func (b *book) toHurdle(t *Terms, tier int, of *Layer) (int64, error) {
	x := &t.Tiers[tier]
	lacks, err := b.toMultiple(t, x)
	if err != nil {
		return 0, err
	}
	if x.hasIRR() {
		due, err := b.Hurdles[tier].due()
		if err != nil {
			return 0, err
		}
		lacks = max(lacks, due)
	}
	if lacks <= 0 {
		return 0, nil
	}
	of.Lacking = t.money(lacks)
	return within(ceiling(new(big.Rat).Quo(new(big.Rat).SetInt64(lacks), t.investors(x)))), nil
}

// toMultiple is multiple × contributed - received, of the investors, in whole
// units that are begun.
func (b *book) toMultiple(t *Terms, x *Tier) (int64, error) {
	var in, out int64
	var err error
	for i, p := range t.Parties {
		if p == t.Sponsor {
			continue
		}
		if in, err = sum(in, b.Holders[i].In); err != nil {
			return 0, err
		}
		if out, err = sum(out, b.Holders[i].Out); err != nil {
			return 0, err
		}
	}
	target := new(big.Rat).Mul(ratio(x.Until.Multiple.Rate), new(big.Rat).SetInt64(in))
	return within(ceiling(target.Sub(target, new(big.Rat).SetInt64(out)))), nil
}

// ceiling is x in whole units, those that are begun included.
func ceiling(x *big.Rat) *big.Int {
	n, rest := new(big.Int).QuoRem(x.Num(), x.Denom(), new(big.Int))
	if rest.Sign() > 0 {
		n.Add(n, big.NewInt(1))
	}
	return n
}

// within is n, or as much as an amount can be: no proceeds fill more.
func within(n *big.Int) int64 {
	if n.IsInt64() {
		return n.Int64()
	}
	return int64(n.Sign()) * endless
}
