package civil

import (
	"fmt"
	"iter"
)

// Period is half-open, [From, To): a lease through 31 March ends on 1 April. A
// zero To is an open end. The zero Period is none.
type Period struct {
	From, To Date
}

// end is the day after the last, counted beyond 9999-12-31 for an open end.
func (p Period) end() int32 {
	if p.To.IsZero() {
		return maxDay + 1
	}
	return p.To.n
}

// Days is the number of days of p: 0 if it is empty; to the end of 9999 if it
// is open.
func (p Period) Days() int {
	if p.From.IsZero() {
		return 0
	}
	return int(max(p.end()-p.From.n, 0))
}

// IsZero reports whether p is no period.
func (p Period) IsZero() bool { return p == Period{} }

// IsOpen reports whether p begins and has no end.
func (p Period) IsOpen() bool { return !p.From.IsZero() && p.To.IsZero() }

// IsEmpty reports whether p contains no day.
func (p Period) IsEmpty() bool { return p.Days() == 0 }

// Contains reports whether d is a day of p.
func (p Period) Contains(d Date) bool {
	return !p.From.IsZero() && d.n >= p.From.n && d.n < p.end()
}

// ContainsPeriod reports whether every day of q is a day of p.
func (p Period) ContainsPeriod(q Period) bool { return q.IsEmpty() || p.Intersect(q) == q }

// Overlaps reports whether p and q share a day.
func (p Period) Overlaps(q Period) bool { return !p.Intersect(q).IsZero() }

// Intersect is what p and q share; the zero Period if they share no day.
func (p Period) Intersect(q Period) Period {
	if p.From.IsZero() || q.From.IsZero() {
		return Period{}
	}
	from, end := max(p.From.n, q.From.n), min(p.end(), q.end())
	if from >= end {
		return Period{}
	}
	if end > maxDay {
		end = 0
	}
	return Period{Date{from}, Date{end}}
}

// SplitAt cuts p at each of days that lies inside it. Days must ascend; the
// pieces tile p.
func (p Period) SplitAt(days ...Date) []Period {
	if p.IsEmpty() {
		return nil
	}
	var pieces []Period
	for _, d := range days {
		if d.After(p.From) && p.Contains(d) {
			pieces = append(pieces, Period{p.From, d})
			p.From = d
		}
	}
	return append(pieces, p)
}

// Months yields each month that has a day of p.
func (p Period) Months() iter.Seq[Month] {
	if p.IsEmpty() {
		return func(func(Month) bool) {}
	}
	return p.From.Month().Through(Date{p.end() - 1}.Month())
}

// Validate refuses a period without a beginning (ErrMissing), and one that
// ends before or as it begins (ErrOrder).
func (p Period) Validate() error {
	if p.From.IsZero() {
		return &entryError{"from", ErrMissing}
	}
	if p.IsEmpty() {
		return &entryError{"to", fmt.Errorf("%w: %s is not after %s", ErrOrder, p.To, p.From)}
	}
	return nil
}

// Tile reports the first gap (ErrRange) or overlap (ErrOverlap) that keeps
// pieces, in their order, from tiling whole.
func Tile(whole Period, pieces ...Period) error {
	at := whole.From
	for i, p := range pieces {
		switch {
		case p.IsEmpty():
			return &entryError{fmt.Sprintf("[%d]", i), ErrOrder}
		case p.From.Before(at) || at.IsZero():
			return &entryError{fmt.Sprintf("[%d]", i), fmt.Errorf("%w: begins before %s", ErrOverlap, at)}
		case p.From.After(at):
			return &entryError{fmt.Sprintf("[%d]", i), fmt.Errorf("%w: nothing covers %s", ErrRange, at)}
		}
		at = p.To
	}
	if at != whole.To {
		return fmt.Errorf("%w: covered to %s, not to %s", ErrRange, endText(at), endText(whole.To))
	}
	return nil
}
