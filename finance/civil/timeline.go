package civil

import (
	"errors"
	"fmt"
	"iter"
)

// Timeline is a list of dated values with their sources, each in force from
// its day until the next one's: the only way by which law, tariffs and indices
// enter. Entries ascend by From.
type Timeline[T any] []Entry[T]

// Entry is a value, the first day on which it is in force, and who says so.
type Entry[T any] struct {
	From   Date   `json:"from"`
	Value  T      `json:"value"`
	Source string `json:"source"`
}

// On is the value in force on d; false before the first entry.
func (t Timeline[T]) On(d Date) (value T, ok bool) {
	if i := t.index(d); i >= 0 {
		return t[i].Value, true
	}
	return value, false
}

// At is the entry in force on d, with its source; false before the first.
func (t Timeline[T]) At(d Date) (entry Entry[T], ok bool) {
	if i := t.index(d); i >= 0 {
		return t[i], true
	}
	return entry, false
}

// index is the last entry that begins on or before d, -1 if there is none.
func (t Timeline[T]) index(d Date) int {
	lo, hi := 0, len(t)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if t[mid].From.After(d) {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo - 1
}

// Over yields the pieces of p, each with the entry in force on all its days.
// Days before the first entry are left out.
func (t Timeline[T]) Over(p Period) iter.Seq2[Period, Entry[T]] {
	return func(yield func(Period, Entry[T]) bool) {
		for i := max(t.index(p.From), 0); i < len(t) && t[i].From.n < p.end(); i++ {
			force := Period{From: t[i].From}
			if i+1 < len(t) {
				force.To = t[i+1].From
			}
			piece := p.Intersect(force)
			if !piece.IsZero() && !yield(piece, t[i]) {
				return
			}
		}
	}
}

// Validate reports every entry without a day or a source (ErrMissing), and
// every one that does not begin after the one before it (ErrOrder).
func (t Timeline[T]) Validate() error {
	var wrong []error
	for i, e := range t {
		switch {
		case e.From.IsZero():
			wrong = append(wrong, &entryError{fmt.Sprintf("[%d].from", i), ErrMissing})
		case i > 0 && !e.From.After(t[i-1].From):
			wrong = append(wrong, &entryError{fmt.Sprintf("[%d].from", i), ErrOrder})
		}
		if e.Source == "" {
			wrong = append(wrong, &entryError{fmt.Sprintf("[%d].source", i), ErrMissing})
		}
	}
	return errors.Join(wrong...)
}
