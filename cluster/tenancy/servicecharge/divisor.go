package servicecharge

import (
	"fmt"
	"math/big"

	"github.com/creative-cluster/kvartal/finance"
)

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
