package tenancy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Lease gives spaces to a resident for a term and lists what the resident owes
// for them as clauses. What happens to it is appended as [Event]s, each with
// two dates; amendments, in the words of the spine, set and drop clauses by
// name, and change the resident or the term. The lease itself is never edited.
type Lease struct {
	ID          string              `json:"id"`
	Head        string              `json:"head,omitempty"`  // the lease of which it is a sublease: its resident owes that of the head, not the landlord
	Draft       bool                `json:"draft,omitempty"` // proposed, until an event signs it: it charges and holds nothing
	Resident    accrual.Party       `json:"resident"`
	Spaces      []Holding           `json:"spaces"`
	Term        civil.Period        `json:"term"`
	Signed      civil.Date          `json:"signed,omitzero"` // the day on which it became known; none is the first day of its term
	Basis       []Basis             `json:"basis,omitempty"` // the documents that it rests on, as the house's limits ask
	Clauses     []accrual.Named     `json:"clauses,omitempty"`
	Options     []Option            `json:"options,omitempty"`
	HoldingOver *Holdover           `json:"holding_over,omitempty"` // what a stay after the last day costs; none is the rent as it was
	Amendments  []accrual.Amendment `json:"amendments,omitempty"`
	Events      []Event             `json:"events,omitempty"` // in the order of their knowledge
}

// Agreement returns the lease as the spine's agreement, in which the resident
// owes the landlord: the lease itself is its first amendment, from the first
// day of the term, known on the day it was signed; what its events come to
// follows its own amendments. What Validate refuses it refuses, a draft that
// nobody signed, a missing landlord or currency, and what only a house knows: an
// index, a shared tariff. Of a sublease the landlord is the resident of its head,
// whose end and change of resident only the house knows: [House.Agreements].
func (l Lease) Agreement(landlord accrual.Party, c finance.Currency, tax accrual.Tax) (accrual.Agreement, error) {
	t := tables{meters: l.feeds(), pools: l.pools()}
	return t.checked(l, &House{Landlord: landlord, Currency: c, Tax: tax})
}

func (l Lease) agreement(landlord accrual.Party, c finance.Currency, tax accrual.Tax) accrual.Agreement {
	amendments := make([]accrual.Amendment, 0, 1+len(l.Amendments)+len(l.Events))
	amendments = append(amendments, l.itself(landlord))
	amendments = append(amendments, l.Amendments...)
	if len(l.Events) > 0 {
		amendments = append(amendments, l.replay(landlord, never).lowered()...)
	}
	return accrual.Agreement{
		ID:         l.ID,
		Currency:   c,
		Tax:        tax,
		Meters:     slices.Concat(l.feeds(), l.metered()),
		Amendments: amendments,
	}
}

// itself is the lease as the first amendment of its agreement.
func (l Lease) itself(landlord accrual.Party) accrual.Amendment {
	term := l.Term
	return accrual.Amendment{
		From:    l.Term.From,
		Known:   l.signed(),
		Set:     append([]accrual.Named(nil), l.Clauses...),
		Parties: &accrual.Parties{Creditor: landlord, Debtor: l.Resident},
		Term:    &term,
	}
}

// notTo refuses a resident that is its own landlord.
func notTo(landlord, resident accrual.Party) error {
	if landlord == resident && resident != "" {
		return fmt.Errorf("owes to itself: %w", finance.ErrConflict)
	}
	return nil
}

// signed is the day on which l became known: of a draft, its signature; never
// while there is none.
func (l *Lease) signed() civil.Date {
	if l.Draft {
		for i := range l.Events {
			if l.Events[i].Action == Sign {
				return l.Events[i].Known
			}
		}
		return never
	}
	if l.Signed.IsZero() {
		return l.Term.From
	}
	return l.Signed
}

// asSigned is l as it would be once it is signed: a draft as of the first day of
// its term.
func (l Lease) asSigned() Lease {
	if l.signed() == never {
		l.Draft = false
	}
	return l
}
