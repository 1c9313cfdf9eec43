package accrual

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// BooksSchema is the number of the form in which Books are written.
const BooksSchema = 1

// booksText is the written form of Books.
type booksText struct {
	Schema  int          `json:"schema"`
	First   civil.Month  `json:"first,omitzero"`
	Next    civil.Month  `json:"next,omitzero"`
	Final   civil.Date   `json:"final,omitzero"`
	Last    civil.Date   `json:"last,omitzero"`
	Tallied civil.Month  `json:"tallied,omitzero"`
	Facts   []monthTally `json:"facts,omitempty"`
	Terms   []termsTally `json:"terms,omitempty"`
	Records []*record    `json:"records,omitempty"`
}

// MarshalJSON writes the books with the number of their form.
func (b Books) MarshalJSON() ([]byte, error) {
	return json.Marshal(booksText{BooksSchema, b.first, b.next, b.final, b.last, b.tallied, b.facts, b.terms, b.records})
}

// UnmarshalJSON reads what MarshalJSON writes, with whatever spaces and order of
// fields a database gave it. Another form, a field that is unknown or comes
// twice, and books that contradict themselves are refused and leave b empty.
func (b *Books) UnmarshalJSON(data []byte) error {
	*b = Books{}
	var t booksText
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&t); err != nil {
		return fmt.Errorf("books: %w: %w", finance.ErrSyntax, err)
	}
	if _, err := d.Token(); err != io.EOF {
		return fmt.Errorf("books: more than one value: %w", finance.ErrSyntax)
	}
	if err := checkKeys(data); err != nil {
		return fmt.Errorf("books: %w", err)
	}
	if err := t.validate(); err != nil {
		return err
	}
	*b = Books{t.First, t.Next, t.Final, t.Last, t.Records, t.Tallied, t.Facts, t.Terms}
	return nil
}

func (t *booksText) validate() error {
	var wrong finance.Problems
	if t.Schema != BooksSchema {
		wrong.Add("schema", fmt.Errorf("%d: %w", t.Schema, finance.ErrUnknown))
	}
	if t.First.IsZero() != t.Next.IsZero() || t.Next.Before(t.First) || t.First.IsZero() != t.Final.IsZero() || t.Last.Before(t.Final) || t.Final.Before(t.Next.First()) {
		wrong.Add("next", finance.ErrOrder)
	}
	for i := 1; i < len(t.Facts); i++ {
		if !t.Facts[i].Month.After(t.Facts[i-1].Month) {
			wrong.AddAt("facts", i, finance.ErrOrder)
		}
	}
	for i := 1; i < len(t.Terms); i++ {
		if t.Terms[i].Agreement <= t.Terms[i-1].Agreement {
			wrong.AddAt("terms", i, finance.ErrOrder)
		}
	}
	var before civil.Date
	for i, r := range t.Records {
		if r == nil {
			wrong.AddAt("records", i, finance.ErrMissing)
			continue
		}
		wrong.AddAt("records", i, r.validate())
		if r.Cutoff.Before(before) || r.Cutoff.After(t.Last) {
			wrong.AddAt("records", i, finance.ErrOrder)
		}
		before = r.Cutoff
	}
	return wrong.Err()
}

func (r *record) validate() error {
	var wrong finance.Problems
	if r.In.IsZero() || r.Cutoff.IsZero() {
		wrong.Add("in", finance.ErrMissing)
	}
	if !slices.IsSortedFunc(r.Posted, func(a, b Obligation) int { return strings.Compare(a.Agreement, b.Agreement) }) {
		wrong.Add("posted", finance.ErrOrder)
	}
	for i := range r.Posted {
		o := &r.Posted[i]
		if o.In != r.In || o.Cutoff != r.Cutoff || o.For.IsZero() || o.For.After(o.In) {
			wrong.AddAt("posted", i, finance.ErrConflict)
		}
		if _, err := o.Gross(); err != nil || o.Net.Currency() == 0 {
			wrong.AddAt("posted", i, finance.ErrCurrency)
		}
		if o.Agreement == "" || o.Clause == "" || o.Debtor == "" || o.Creditor == "" || o.Slot.IsZero() || o.Due.IsZero() {
			wrong.AddAt("posted", i, finance.ErrMissing)
		}
	}
	if !slices.IsSortedFunc(r.Checkpoints, compareCheckpoints) {
		wrong.Add("checkpoints", finance.ErrOrder)
	}
	for i := range r.Checkpoints {
		wrong.AddAt("checkpoints", i, r.Checkpoints[i].validate())
	}
	return wrong.Err()
}

func (c *checkpoint) validate() error {
	if c.At.IsZero() {
		return finance.ErrMissing
	}
	var wrong finance.Problems
	for i := range c.Tracks {
		wrong.AddAt("tracks", i, c.Tracks[i].validate(c.At.First()))
	}
	for i, x := range c.Waiting {
		if x.Month.Before(c.At) {
			wrong.AddAt("waiting", i, finance.ErrOrder)
		}
		if x.Slot.IsZero() || x.Debtor == "" || x.Creditor == "" {
			wrong.AddAt("waiting", i, finance.ErrMissing)
		}
		if x.Rate.Sign() < 0 {
			wrong.AddAt("waiting", i, finance.ErrNegative)
		}
	}
	return wrong.Err()
}

// validate refuses a track whose window is not open on the day at.
func (t *savedTrack) validate(at civil.Date) error {
	var wrong finance.Problems
	if !t.Window.IsZero() && (!t.Window.Contains(at) || !t.Window.Contains(t.Since) || t.Since.After(at)) {
		wrong.Add("window", fmt.Errorf("%v since %v is not open on %v: %w", t.Window, t.Since, at, finance.ErrConflict))
	}
	if len(t.State) > maxState {
		wrong.Add("state", fmt.Errorf("%d bytes, at most %d: %w", len(t.State), maxState, finance.ErrLimit))
	}
	return wrong.Err()
}
