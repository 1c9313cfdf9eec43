package index

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Limits of a series, so that no review looks through more than that: a thousand
// years of months, and a new basis for every ten of them.
const (
	maxValues  = 12_000
	maxRebases = 100
)

// Validate reports everything that is wrong with s, as finance.Problems: no id,
// no values, a value without a month, a day of publication or a source
// (ErrMissing), one that is not above nothing, months out of order or with a
// hole between them, one month twice on a day (ErrDuplicate), and a publication
// before the month begins or before that of an earlier month (ErrOrder).
func (s Series) Validate() error {
	var wrong finance.Problems
	if s.ID == "" {
		wrong.Add("id", finance.ErrMissing)
	}
	wrong.Add("kind", s.Kind.Validate())
	if s.Step < 0 || s.Step > 12 || 12%s.step() != 0 {
		wrong.Add("step", fmt.Errorf("%d months are no part of a year: %w", s.Step, finance.ErrRange))
	}
	switch {
	case len(s.Values) == 0:
		wrong.Add("values", finance.ErrMissing)
	case len(s.Values) > maxValues:
		wrong.Add("values", fmt.Errorf("%d, over %d: %w", len(s.Values), maxValues, finance.ErrLimit))
	default:
		s.checkValues(&wrong)
	}
	s.checkRebases(&wrong)
	return wrong.Err()
}

func (s *Series) checkValues(wrong *finance.Problems) {
	var first civil.Date // when the month at hand was first published
	for i, v := range s.Values {
		wrong.AddAt("values", i, v.validate(s.Source))
		if i > 0 {
			wrong.AddAt("values", i, s.follows(s.Values[i-1], v, first))
		}
		if i == 0 || v.Month != s.Values[i-1].Month {
			first = v.Published
		}
	}
}

// follows refuses a value that does not stand after the last one, whose month
// was first published on a day.
func (s *Series) follows(last, v Value, first civil.Date) error {
	apart := v.Month.Sub(last.Month)
	switch {
	case v.Month.IsZero() || last.Month.IsZero() || v.Published.IsZero():
		return nil // missing, and said so
	case apart < 0:
		return at("month", fmt.Errorf("%v after %v: %w", v.Month, last.Month, finance.ErrOrder))
	case apart == 0 && v.Published == last.Published:
		return at("published", fmt.Errorf("%v twice on %v: %w", v.Month, v.Published, finance.ErrDuplicate))
	case apart == 0 && v.Published.Before(last.Published):
		return at("published", fmt.Errorf("%v after %v: %w", v.Published, last.Published, finance.ErrOrder))
	case apart == 0:
		return nil
	case apart%s.step() != 0:
		return at("month", fmt.Errorf("%v, %d months after %v: %w", v.Month, apart, last.Month, finance.ErrRange))
	case apart > s.step():
		return at("month", fmt.Errorf("nothing for %v: %w", last.Month.Add(s.step()), finance.ErrMissing))
	case v.Published.Before(first):
		return at("published", fmt.Errorf("%v before %v, the day of %v: %w", v.Published, first, last.Month, finance.ErrOrder))
	}
	return nil
}

func (v Value) validate(source string) error {
	var wrong finance.Problems
	if v.Month.IsZero() {
		wrong.Add("month", finance.ErrMissing)
	}
	wrong.Add("value", aboveNothing(v.Value))
	switch {
	case v.Published.IsZero():
		wrong.Add("published", finance.ErrMissing)
	case v.Published.Before(v.Month.First()):
		wrong.Add("published", fmt.Errorf("%v, before %v: %w", v.Published, v.Month, finance.ErrOrder))
	}
	if v.Source == "" && source == "" {
		wrong.Add("source", finance.ErrMissing)
	}
	return wrong.Err()
}

// checkRebases refuses those of changes, which have no basis, those out of
// order, and those that link nothing.
func (s *Series) checkRebases(wrong *finance.Problems) {
	if s.Kind == Change && len(s.Rebases) > 0 {
		wrong.Add("rebases", fmt.Errorf("changes have no basis: %w", finance.ErrConflict))
	}
	if len(s.Rebases) > maxRebases {
		wrong.Add("rebases", fmt.Errorf("%d, over %d: %w", len(s.Rebases), maxRebases, finance.ErrLimit))
		return
	}
	for i, r := range s.Rebases {
		switch {
		case r.From.IsZero():
			wrong.AddAt("rebases", i, at("from", finance.ErrMissing))
		case i > 0 && !r.From.After(s.Rebases[i-1].From):
			wrong.AddAt("rebases", i, at("from", fmt.Errorf("%v: %w", r.From, finance.ErrOrder)))
		case len(s.Values) > 0 && !r.From.After(s.first()):
			wrong.AddAt("rebases", i, at("from", fmt.Errorf("%v, with nothing before it: %w", r.From, finance.ErrRange)))
		}
		wrong.AddAt("rebases", i, at("factor", aboveNothing(r.Factor)))
	}
}

func aboveNothing(n finance.Number) error {
	switch n.Sign() {
	case 0:
		return finance.ErrMissing
	case -1:
		return fmt.Errorf("%v: %w", n, finance.ErrNegative)
	}
	return nil
}

// at is err at a path, nil when there is none.
func at(path string, err error) error {
	if err == nil {
		return nil
	}
	return finance.Problem{Path: path, Err: err}
}
