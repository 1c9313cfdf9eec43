package cashflow

import "math"

// sign is that of the value at u, and 0 where it is within so many doubts of
// zero.
func (s *search) sign(u, doubts float64) int {
	s.work += len(s.amounts)
	from := s.shift(u)
	var value sum
	var doubt float64
	for i, a := range s.amounts {
		power := -(s.times[i] - from) * u
		b := a * math.Exp(power)
		value.add(b)
		doubt += math.Abs(b) * ulps(power)
	}
	switch v := value.value(); {
	case v > doubts*doubt:
		return 1
	case v < -doubts*doubt:
		return -1
	}
	return 0
}

// within is the zero in a stretch where the value is monotone, if there is one.
func (s *search) within(z zone) []zone {
	low, high := s.sign(z.low, 1), s.sign(z.high, 1)
	switch {
	case low == 0:
		return []zone{s.around(zone{z.low, z.low})}
	case high == 0:
		return []zone{s.around(zone{z.high, z.high})}
	case low != high:
		return []zone{s.crossing(z)}
	}
	return nil
}

// crossing is the zone of a zero in a stretch at whose ends the value has
// opposite signs.
func (s *search) crossing(z zone) zone {
	rising := s.sign(z.high, 1)
	for {
		middle := z.middle()
		if middle <= z.low || middle >= z.high {
			return s.around(z)
		}
		switch s.sign(middle, 1) {
		case rising:
			z.high = middle
		case -rising:
			z.low = middle
		default:
			return s.around(zone{middle, middle})
		}
	}
}

// around widens a stretch that holds a zero until the value is clear of it at
// both ends. It looks further in steps that double from the least, so that it
// does not leap over what lies beside, and end where one flow outweighs the
// others.
func (s *search) around(z zone) zone {
	low, high := z.low, z.high
	for by := least(low); s.sign(low, clear) == 0; by *= 2 {
		low = z.low - by
	}
	for by := least(high); s.sign(high, clear) == 0; by *= 2 {
		high = z.high + by
	}
	return zone{s.edge(low, z.low), s.edge(high, z.high)}
}

// least is a last digit of u.
func least(u float64) float64 { return max(math.Abs(u), 0x1p-10) * 0x1p-52 }

// edge is the last point from one that is clear of zero towards one that need
// not be.
func (s *search) edge(told, blurred float64) float64 {
	for {
		middle := told + (blurred-told)/2
		if middle == told || middle == blurred {
			return told
		}
		if s.sign(middle, clear) == 0 {
			blurred = middle
		} else {
			told = middle
		}
	}
}
