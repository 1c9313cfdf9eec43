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

// held is Σk of a slot, whatever it is divided by.
func (s *scale) held(slot int) int64 {
	return s.keys[Lettable][slot] + s.keys[LettableAndCommon][slot] + s.keys[LetOnly][slot]
}

// by is what the key is divided by in a slot; 0 where nobody asks.
func (s *scale) by(d Denominator, slot int) (int64, error) {
	switch {
	case s.keys[d][slot] == 0:
		return 0, nil
	case d == LetOnly:
		return s.held(slot), nil
	}
	size, err := s.size(slot)
	if err == nil && size.whole(d) == 0 {
		err = finance.ErrMissing
	}
	if err != nil {
		return 0, finance.Problem{Path: "pool.sizes", Err: fmt.Errorf("%v on %v: %w", d, s.window.From.AddDays(slot), err)}
	}
	return size.whole(d), nil
}

// size is what the house has in a slot; of readings, what it read in the
// window.
func (s *scale) size(slot int) (size Size, err error) {
	if s.pool.Key != ByReading {
		size, _ = s.pool.Sizes.On(s.window.From.AddDays(slot))
		return size, nil
	}
	for _, e := range s.pool.Sizes {
		if !s.window.Contains(e.From) {
			continue
		}
		size.Lettable += e.Value.Lettable
		size.Common += e.Value.Common
		if size.Lettable > MaxKey || size.Common > MaxKey {
			return Size{}, finance.ErrLimit
		}
	}
	return size, nil
}

// divide finds the one divisor, and what a unit of the key weighs up to each
// slot.
func (s *scale) divide() error {
	s.whole = big.NewInt(1)
	var by [denominators][]int64
	for d := range by {
		by[d] = make([]int64, s.slots)
		for slot := range s.slots {
			n, err := s.by(Denominator(d), slot)
			if err != nil {
				return err
			}
			if by[d][slot] = n; n > 0 && (slot == 0 || n != by[d][slot-1]) {
				lcm(s.whole, n)
			}
		}
	}
	each := new(big.Int).Set(s.whole) // what a pool of one unit weighs on a day, but for common
	s.day = new(big.Int).Mul(each, s.common)
	s.share = each
	s.whole.Mul(s.day, big.NewInt(int64(s.window.Days())))
	for d := range by {
		s.upTo[d] = s.addUp(Denominator(d), by[d], each)
	}
	return nil
}

// addUp is the weight of a unit of the key from the first slot to each.
func (s *scale) addUp(d Denominator, by []int64, each *big.Int) []*big.Int {
	sums := make([]*big.Int, s.slots+1)
	sums[0] = new(big.Int)
	full, unit := s.full(), new(big.Int)
	for slot, n := range by {
		sums[slot+1] = sums[slot]
		if n == 0 {
			continue
		}
		days := full
		if d == LetOnly {
			days = new(big.Int).Sub(full, s.fixed[slot])
		}
		unit.Quo(each, unit.SetInt64(n))
		sums[slot+1] = new(big.Int).Add(sums[slot], unit.Mul(unit, days))
	}
	return sums
}

// full is the days of a slot, times common.
func (s *scale) full() *big.Int { return new(big.Int).Mul(s.common, big.NewInt(s.long)) }

// check refuses shares that together are more than the pool on some day.
func (s *scale) check() error {
	full := s.full()
	whole := new(big.Int).Mul(s.day, big.NewInt(s.long))
	for slot := range s.slots {
		sum := new(big.Int).Mul(s.fixed[slot], s.share)
		for d := range s.upTo {
			unit := new(big.Int).Sub(s.upTo[d][slot+1], s.upTo[d][slot])
			sum.Add(sum, unit.Mul(unit, big.NewInt(s.keys[d][slot])))
		}
		if sum.Cmp(whole) > 0 || s.fixed[slot].Cmp(full) > 0 {
			return finance.Problem{Path: "participants", Err: fmt.Errorf("shares of more than the pool on %v: %w", s.window.From.AddDays(slot), finance.ErrLimit)}
		}
	}
	return nil
}

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
