package cashflow

import (
	"fmt"
	"math"

	"github.com/creative-cluster/kvartal/finance"
)

// search is for the zeros of a series' value, with room for the discounted flows
// and a count of the terms that were evaluated.
type search struct {
	series
	weights []float64
	work    int
}

// isolate finds the zeros. The series changes its sign so often, at least once.
func (s *search) isolate(changes int) ([]zone, error) {
	whole := s.reach()
	if changes == 1 { // exactly one zero, and no stretch to halve
		return []zone{s.crossing(whole)}, nil
	}
	var found []zone
	done := whole.low // what lies below done is settled: stretches are taken in ascending order
	for open := []zone{whole}; len(open) > 0; {
		z := open[len(open)-1]
		open = open[:len(open)-1]
		if z.low = max(z.low, done); z.low >= z.high {
			continue
		}
		if s.work > maxWork {
			return nil, fmt.Errorf("internal rates of return of %d flows with %d changes of sign: %w", len(s.amounts), changes, finance.ErrLimit)
		}
		middle := z.middle()
		switch s.examine(z) {
		case monotone:
			found = append(found, s.within(z)...)
		case vanishing:
			found = append(found, s.around(zone{middle, middle}))
		case unknown:
			if z.low < middle && middle < z.high {
				open = append(open, zone{middle, z.high}, zone{z.low, middle})
			}
		}
		if n := len(found); n > 0 {
			done = max(done, found[n-1].high)
		}
	}
	return joined(found), nil
}

// reach is a stretch that holds all zeros: beyond its ends the first flow, or
// the last one, outweighs all others together.
func (s *search) reach() zone {
	n := len(s.amounts)
	span := s.times[n-1]
	low, high := -1/span, 1/span
	for s.outweighed(0, high) {
		high *= 2
	}
	for s.outweighed(n-1, low) {
		low *= 2
	}
	return zone{low, high}
}

// outweighed reports whether the flows other than one weigh half of it or more.
func (s *search) outweighed(one int, u float64) bool {
	var others sum
	for i, a := range s.amounts {
		if i != one {
			others.add(math.Abs(a) * math.Exp(-(s.times[i]-s.times[one])*u))
		}
	}
	return !(others.value() < math.Abs(s.amounts[one])/2)
}

// finding is what is known of the value in a stretch.
type finding uint8

const (
	unknown   finding = iota
	empty             // it is nowhere zero
	monotone          // it rises or falls throughout, but for a positive factor
	vanishing         // it is nowhere clear of zero
)

// examine bounds the value in z. With c the middle, h half the width, b(i) the
// flows discounted to c, T their mean time and x(i) = T - time(i), the value has
// the sign of
//
//	V(d) = Σ b(i) e^(x(i) d), |d| <= h
//
// By Taylor it differs from V(0) by at most |V'(0)| h + Σ |b(i)| y²/2 e^y, and
// its slope from V'(0) by at most Σ |b(i) x(i)| y e^y, with y = |x(i)| h. A value
// is told from zero by more than the doubt of floats, and clear of it by twice
// that: between the two either answer will do, so no stretch stays unknown for
// the noise in it.
func (s *search) examine(z zone) finding {
	s.work += 2 * len(s.amounts)
	c, h := z.middle(), (z.high-z.low)/2
	from, mean := s.shift(c), s.weigh(c)
	var value, slope sum
	var bend, steeper, doubt, doubtful float64
	for i, b := range s.weights {
		power, x := -(s.times[i]-from)*c, mean-s.times[i]
		far := math.Abs(x)
		y, grown := far*h, math.Abs(s.amounts[i])*math.Exp(power+far*h)
		value.add(b)
		slope.add(b * x)
		bend += grown * y * y / 2
		steeper += grown * y * far
		doubt += math.Abs(b) * ulps(power)
		doubtful += math.Abs(b) * far * ulps(power)
	}
	level, tilt := math.Abs(value.value()), math.Abs(slope.value())
	swing := tilt*h + bend
	switch {
	case level > swing+doubt:
		return empty
	case tilt > steeper+doubtful:
		return monotone
	case level+swing <= clear*doubt:
		return vanishing
	}
	return unknown
}

// weigh discounts the flows to u and returns the mean of their times by size.
func (s *search) weigh(u float64) float64 {
	from := s.shift(u)
	var size, moment float64
	for i, a := range s.amounts {
		s.weights[i] = a * math.Exp(-(s.times[i]-from)*u)
		size += math.Abs(s.weights[i])
		moment += math.Abs(s.weights[i]) * s.times[i]
	}
	return moment / size
}

// clear is by how many doubts a value is clear of zero.
const clear = 2

// ulps is the relative error of a discounted flow: that of the exponent, and
// some roundings.
func ulps(power float64) float64 { return (math.Abs(power) + 4) * 0x1p-52 }

// shift is the time to which flows are discounted at u, so that no factor is
// above one.
func (s *search) shift(u float64) float64 {
	if u < 0 {
		return s.times[len(s.times)-1]
	}
	return 0
}
