package cashflow

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
)

// IRR finds every rate a period above -1 at which the NPV of p is zero. That
// there is none is an outcome, no error. The same flows give the same roots,
// whatever their sign, scale and First; zeros before and behind change nothing.
//
// Flows whose roots would take too long to tell apart are finance.ErrLimit,
// which thousands of changes of sign in a hundred thousand flows can come to; a
// rate beyond a float is finance.ErrOverflow.
//
// Method: with u = ln(1 + rate) the value is a sum of exponentials, which has at
// most as many zeros as the flows have changes of sign (Descartes' rule for
// exponents that need not be whole: Pólya and Szegő, Problems and Theorems in
// Analysis II, part V). Stretches of u are halved until a bound shows that one
// holds no zero, or that the value is monotone in it and has one at most;
// bisection does the rest.
func (p Periodic) IRR() (Roots, error) {
	s, err := p.series()
	if err != nil {
		return Roots{}, err
	}
	return s.flowing().roots()
}

// XIRR finds every rate a year above -1 at which the XNPV of d is zero, as IRR
// does.
func (d Dated) XIRR() (Roots, error) {
	s, err := d.series()
	if err != nil {
		return Roots{}, err
	}
	return s.flowing().roots()
}

func (s series) roots() (Roots, error) {
	changes := s.signChanges()
	switch {
	case len(s.amounts) == 0:
		return Roots{Outcome: EveryRate}, nil
	case changes == 0:
		return Roots{Outcome: NoRoot}, nil
	}
	by := search{series: s, weights: make([]float64, len(s.amounts))}
	zones, err := by.isolate(changes)
	if err != nil {
		return Roots{}, err
	}
	all := make([]Root, len(zones))
	for i, z := range zones {
		if all[i], err = by.root(z); err != nil {
			return Roots{}, err
		}
	}
	return Roots{Outcome(min(len(all), int(ManyRoots))), all, changes}, nil
}

// root turns a zone of u into rates.
func (s *search) root(z zone) (Root, error) {
	r := Root{
		Rate:    math.Expm1(z.middle()),
		Low:     max(math.Nextafter(math.Expm1(z.low), math.Inf(-1)), -1), // outwards, as the rates near -1 lie less close than u
		High:    math.Nextafter(math.Expm1(z.high), math.Inf(1)),
		Touches: s.sign(z.low, clear) == s.sign(z.high, clear),
	}
	if math.IsInf(r.High, 1) {
		return Root{}, fmt.Errorf("internal rate of return beyond a float: %w", finance.ErrOverflow)
	}
	return r, nil
}

// zone is a stretch of u. One around a zero is clear of it at both ends, and
// nowhere inside.
type zone struct{ low, high float64 }

func (z zone) middle() float64 { return z.low + (z.high-z.low)/2 }

// joined merges zones that overlap: zeros that floats cannot tell apart.
func joined(zones []zone) []zone {
	slices.SortFunc(zones, func(a, b zone) int { return cmp.Compare(a.low, b.low) })
	var out []zone
	for _, z := range zones {
		if n := len(out); n > 0 && z.low < out[n-1].high {
			out[n-1].high = max(out[n-1].high, z.high)
			continue
		}
		out = append(out, z)
	}
	return out
}
