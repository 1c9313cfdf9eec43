package settlement

import (
	"fmt"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Statement is the account that a party is given of a period that is over: all
// that was entered between it and the owner, and what it may be paid. What
// becomes known later counts in a later period, so the statement drawn again is
// the same to the byte.
type Statement struct {
	Owner     accrual.Party `json:"owner"`
	Party     accrual.Party `json:"party"`
	Period    civil.Period  `json:"period"`
	Sections  []Section     `json:"sections,omitempty"`  // one for each currency that ever stood between them
	Proposals []Proposal    `json:"proposals,omitempty"` // on the day after the period, by what counts at its end
}

// Section is a statement in one currency, as the party sees it: what it is owed
// is above zero, what it owes below.
//
//	Closing = Opening + Lines - Paid
type Section struct {
	Opening finance.Money `json:"opening"`
	Lines   []Line        `json:"lines,omitempty"`
	Paid    finance.Money `json:"paid"` // to the party, less what it paid
	Closing finance.Money `json:"closing"`
}

// Line is one line of the books. A payment is a line too, and not among the sum
// of lines.
type Line struct {
	Entry    uuid.UUID      `json:"entry"`
	On       civil.Date     `json:"on"`             // the day on which it happened
	Counts   civil.Date     `json:"counts"`         // the day from which it counts; after On when it came late
	Due      civil.Date     `json:"due,omitzero"`   // zero for at once
	Text     string         `json:"text,omitempty"` // of the entry
	Key      accrual.Key    `json:"key,omitzero"`   // of the obligation, by which a host prints the derivation; zero for none
	For      civil.Month    `json:"for,omitzero"`   // the month that the obligation belongs to; zero for none
	Account  ledger.Account `json:"account"`        // where it stands in the owner's books
	Amount   finance.Money  `json:"amount"`         // as the party sees it: the opposite of that in the books
	Paid     bool           `json:"paid,omitempty"` // the entry moved money, and is no obligation
	Reverses bool           `json:"reverses,omitempty"`
}

// Adjusts reports whether the line corrects a month that was closed before.
func (n Line) Adjusts() bool {
	return !n.For.IsZero() && n.For != n.Counts.Month() && n.For.Before(n.Counts.Month())
}

// Draw is the statement of a party for a period under its terms: one or several,
// each for an account of its own. Terms of another party are ErrConflict.
func Draw(books ledger.Ledger, party accrual.Party, period civil.Period, released Released, terms ...Terms) (Statement, error) {
	return View{Books: books, Released: released}.Draw(party, period, terms...)
}

// Draw is the statement of a party for a period, as the function Draw says it.
func (v View) Draw(party accrual.Party, period civil.Period, terms ...Terms) (Statement, error) {
	var wrong finance.Problems
	if err := period.Validate(); err != nil || period.IsOpen() || period.IsEmpty() {
		wrong.Add("period", fmt.Errorf("%v: %w", period, finance.ErrRange))
	}
	for i := range terms {
		if terms[i].Party != party {
			wrong.AddAt("terms", i, fmt.Errorf("of %.40q: %w", string(terms[i].Party), finance.ErrConflict))
		}
	}
	if err := wrong.Err(); err != nil {
		return Statement{}, err
	}
	s := Statement{Owner: v.Books.Owner(), Party: party, Period: period}
	for _, one := range v.Books.Statement(party, period).Sections {
		section, err := sectionOf(one)
		if err != nil {
			return Statement{}, err
		}
		s.Sections = append(s.Sections, section)
	}
	var err error
	s.Proposals, err = v.propose(period.To.AddDays(-1), period.To, terms)
	return s, err
}

// sectionOf turns a section of the owner's books round.
func sectionOf(of ledger.Section) (s Section, err error) {
	for _, m := range []struct {
		to   *finance.Money
		from finance.Money
	}{{&s.Opening, of.Opening}, {&s.Closing, of.Closing}, {&s.Paid, of.Paid}} {
		if *m.to, err = m.from.Neg(); err != nil {
			return Section{}, err
		}
	}
	for _, n := range of.Lines {
		amount, err := n.Amount.Neg()
		if err != nil {
			return Section{}, err
		}
		s.Lines = append(s.Lines, Line{n.Entry, n.On, n.Counts, n.Due, n.Text, n.Key, n.For, n.Account, amount, n.Paid, n.Reverses})
	}
	return s, nil
}
