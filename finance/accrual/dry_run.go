package accrual

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// DryRun is what an agreement charges for the months from first to last, by its
// clauses, as if everything had been known from the start. Nothing is kept: it
// answers what terms come to before they are signed. A clause that settles
// after the last month is not in it. The months from the beginning of the term
// are gone through, at most [MaxMonths]; facts of other agreements are skipped.
//
// What Close would refuse about the agreement or its facts it refuses.
func (a Agreement) DryRun(first, last civil.Month, facts iter.Seq[Fact]) ([]Obligation, error) {
	if err := a.Validate(); err != nil {
		return nil, fmt.Errorf("dry run of %.40q: %w", a.ID, err)
	}
	from := first
	if p := newProgram(&a, afterAll); p != nil && p.term.From.Month().Before(from) {
		from = p.term.From.Month()
	}
	if n := last.Sub(from); n >= MaxMonths {
		return nil, finance.Problem{Path: "last", Err: fmt.Errorf("%d months, at most %d: %w", n+1, MaxMonths, finance.ErrLimit)}
	}
	var all []Obligation
	var books Books
	cutoff := afterAll
	for m := range from.Through(last) {
		closed, err := Close(books, []Agreement{a}, m, cutoff, of(a.ID, facts))
		if err != nil {
			return nil, fmt.Errorf("dry run of %.40q: %v: %w", a.ID, m, err)
		}
		books, cutoff = closed.Books, cutoff.AddDays(1)
		if !m.Before(first) {
			all = append(all, closed.Obligations...)
		}
	}
	return all, nil
}

// afterAll is a day by which everything is known, with room for MaxMonths more.
var afterAll = civil.MustDate("9980-01-01")

// of are the facts of one agreement.
func of(id string, facts iter.Seq[Fact]) iter.Seq[Fact] {
	return func(yield func(Fact) bool) {
		if facts == nil {
			return
		}
		for f := range facts {
			if f.Agreement == id && !yield(f) {
				return
			}
		}
	}
}

// With is a with one more amendment, such as one that is not signed yet. A clause
// that its host binds to a table must be bound first.
func (a Agreement) With(m Amendment) Agreement {
	a.Amendments = append(slices.Clone(a.Amendments), m)
	return a
}

// Without is a with a clause that charges nothing, wherever it is set: what
// other clauses count of it is nothing. The difference is what the clause is
// worth.
func (a Agreement) Without(clause string) Agreement {
	a.Amendments = slices.Clone(a.Amendments)
	for i := range a.Amendments {
		set := slices.Clone(a.Amendments[i].Set)
		for j := range set {
			if set[j].Name == clause && set[j].Clause != nil {
				set[j].Clause = nothing{set[j].Clause.Window()}
			}
		}
		a.Amendments[i].Set = set
	}
	return a
}

// nothing is a clause that charges nothing.
type nothing struct{ in Window }

func (n nothing) Window() Window                     { return n.in }
func (nothing) Meters() []Meter                      { return nil }
func (nothing) Earned(s Span) (finance.Money, error) { return finance.Zero(s.Currency), nil }

// Compared is what a clause charges for a month under two agreements.
type Compared struct {
	For      civil.Month
	Clause   string
	Old, New finance.Money // net; below nothing where the creditor owes it
}

// Compare runs two agreements over the same months and facts, and answers what
// each clause charges under either, by month and name. Both are of one id and
// currency: the terms as they are and as they would be.
func Compare(before, after Agreement, first, last civil.Month, facts iter.Seq[Fact]) ([]Compared, error) {
	if before.ID != after.ID || before.Currency != after.Currency {
		return nil, fmt.Errorf("%.40q in %v and %.40q in %v: %w", before.ID, before.Currency, after.ID, after.Currency, finance.ErrConflict)
	}
	type at struct {
		month  civil.Month
		clause string
	}
	rows := map[at]*Compared{}
	for _, side := range [...]struct {
		Agreement
		sum func(*Compared) *finance.Money
	}{{before, func(c *Compared) *finance.Money { return &c.Old }}, {after, func(c *Compared) *finance.Money { return &c.New }}} {
		charged, err := side.DryRun(first, last, facts)
		if err != nil {
			return nil, err
		}
		parties := newProgram(&side.Agreement, afterAll)
		for _, o := range charged {
			key := at{o.For, o.Clause}
			if rows[key] == nil {
				zero := finance.Zero(before.Currency)
				rows[key] = &Compared{o.For, o.Clause, zero, zero}
			}
			sum := side.sum(rows[key])
			if o.Debtor == parties.partiesOn(o.For.Last()).Creditor {
				*sum, err = sum.Sub(o.Net)
			} else {
				*sum, err = sum.Add(o.Net)
			}
			if err != nil {
				return nil, fmt.Errorf("%v of %v: %w", o.Clause, o.For, err)
			}
		}
	}
	compared := make([]Compared, 0, len(rows))
	for _, row := range rows {
		compared = append(compared, *row)
	}
	slices.SortFunc(compared, byMonth)
	return compared, nil
}

func byMonth(a, b Compared) int {
	return cmp.Or(a.For.Compare(b.For), cmp.Compare(a.Clause, b.Clause))
}
