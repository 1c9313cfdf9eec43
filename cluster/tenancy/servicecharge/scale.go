package servicecharge

import (
	"fmt"
	"math/big"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// scale weighs shares exactly. A window has slots: its days, or one in all for
// readings, which count whatever the days. In a slot
//
//	fixed share     f × days of the slot
//	by the key      k / D × days of the slot
//	of the let      k / Σk × (days of the slot - Σ fixed)
//
// and the whole window weighs its days. All of it is counted in whole numbers
// over one divisor, of which whole is the weight of the window: what a unit of
// the key weighs is added up over the slots once, so that a stay of any length
// costs two look-ups.
type scale struct {
	pool   *Pool
	window civil.Period
	slots  int
	long   int64                    // days of a slot
	keys   [denominators][]int64    // Σk by slot, of those who share by the key under each denominator
	fixed  []*big.Int               // Σ fixed × days, by slot, times common
	common *big.Int                 // multiple of the denominators of fixed shares
	upTo   [denominators][]*big.Int // weight of a unit of the key from the first slot to each
	share  *big.Int                 // what a fixed share-day weighs, over common
	day    *big.Int                 // weight of the pool on a day
	whole  *big.Int                 // and over the window
}

// newScale weighs what the participants, who are valid, hold in a window of at
// most MaxDays.
func newScale(pool *Pool, window civil.Period, all []Participant) (*scale, error) {
	s := &scale{pool: pool, window: window, slots: window.Days(), long: 1}
	if pool.Key == ByReading {
		s.slots, s.long = 1, int64(window.Days())
	}
	if err := s.unify(all); err != nil {
		return nil, err
	}
	s.collect(all)
	if err := s.divide(); err != nil {
		return nil, err
	}
	return s, s.check()
}

// unify finds the common denominator of fixed shares.
func (s *scale) unify(all []Participant) error {
	s.common = big.NewInt(1)
	for i := range all {
		if lcm(s.common, all[i].Terms.Fixed.Den()); s.common.BitLen() > MaxFixedBits {
			return finance.Problem{
				Path: fmt.Sprintf("participants[%d].terms.fixed", i),
				Err:  fmt.Errorf("no common denominator of at most %d bits: %w", MaxFixedBits, finance.ErrLimit),
			}
		}
	}
	return nil
}

// fixedOf is a fixed share, times common.
func (s *scale) fixedOf(r finance.Rate) *big.Int {
	n := big.NewInt(r.Den())
	return n.Mul(n.Quo(s.common, n), big.NewInt(r.Num()))
}

// collect adds up what is held, by slot: first what changes with each.
func (s *scale) collect(all []Participant) {
	s.fixed = make([]*big.Int, s.slots+1)
	for slot := range s.fixed {
		s.fixed[slot] = new(big.Int)
	}
	for d := range s.keys {
		s.keys[d] = make([]int64, s.slots+1)
	}
	for i := range all {
		s.enter(&all[i])
	}
	for slot := 1; slot < s.slots; slot++ {
		s.fixed[slot].Add(s.fixed[slot], s.fixed[slot-1])
		for d := range s.keys {
			s.keys[d][slot] += s.keys[d][slot-1]
		}
	}
}

func (s *scale) enter(p *Participant) {
	into := s.keys[p.Terms.Of]
	share := s.fixedOf(p.Terms.Fixed)
	s.spread(p, func(from, to int, k int64) {
		if p.keyed() {
			into[from] += k
			into[to] -= k
			return
		}
		n := new(big.Int).Mul(share, big.NewInt(k))
		s.fixed[from].Add(s.fixed[from], n)
		s.fixed[to].Sub(s.fixed[to], n)
	})
}

// spread yields the stretches of slots in which p holds k of the key, or of a
// fixed share the days of each slot.
func (s *scale) spread(p *Participant, yield func(from, to int, k int64)) {
	switch {
	case s.pool.Key == ByReading && p.keyed():
		yield(0, 1, p.used(s.window))
	case s.pool.Key == ByReading:
		days, _ := p.stay(s.window)
		yield(0, 1, days)
	case p.keyed():
		for h := range p.within(s.window) {
			for stretch, e := range p.Values.Over(h) {
				yield(s.slot(stretch.From), s.slot(stretch.To), e.Value)
			}
		}
	default:
		for h := range p.within(s.window) {
			yield(s.slot(h.From), s.slot(h.To), 1)
		}
	}
}

func (s *scale) slot(d civil.Date) int { return d.Sub(s.window.From) }

// weight is what p weighs in the window, of whole.
func (s *scale) weight(p *Participant) *big.Int {
	sum := new(big.Int)
	if !p.keyed() {
		days, _ := p.stay(s.window)
		sum.Mul(s.fixedOf(p.Terms.Fixed), s.share)
		return sum.Mul(sum, big.NewInt(days))
	}
	upTo, unit := s.upTo[p.Terms.Of], new(big.Int)
	s.spread(p, func(from, to int, k int64) {
		unit.Sub(upTo[to], upTo[from])
		sum.Add(sum, unit.Mul(unit, big.NewInt(k)))
	})
	return sum
}
