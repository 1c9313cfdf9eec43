package tenancy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Lease gives spaces to a resident for a term and lists what the resident owes
// for them as clauses. Amendments set and drop clauses by name, and change the
// resident or the term; the lease itself is never edited.
type Lease struct {
	ID         string              `json:"id"`
	Resident   accrual.Party       `json:"resident"`
	Spaces     []Holding           `json:"spaces"`
	Term       civil.Period        `json:"term"`
	Signed     civil.Date          `json:"signed,omitzero"` // the day on which it became known; none is the first day of its term
	Basis      []Basis             `json:"basis,omitempty"` // the documents that it rests on, as the house's limits ask
	Clauses    []accrual.Named     `json:"clauses,omitempty"`
	Amendments []accrual.Amendment `json:"amendments,omitempty"`
}

// Agreement returns the lease as the spine's agreement, in which the resident
// owes the landlord: the lease itself is its first amendment, from the first
// day of the term, known on the day it was signed. What Validate refuses it
// refuses, a missing landlord or currency, and an index, whose series a house has.
func (l Lease) Agreement(landlord accrual.Party, c finance.Currency, tax accrual.Tax) (accrual.Agreement, error) {
	t := tables{meters: l.feeds(), pools: l.pools()}
	return t.checked(l, &House{Landlord: landlord, Currency: c, Tax: tax})
}

func (l Lease) agreement(landlord accrual.Party, c finance.Currency, tax accrual.Tax) accrual.Agreement {
	amendments := make([]accrual.Amendment, 0, 1+len(l.Amendments))
	amendments = append(amendments, l.itself(landlord))
	return accrual.Agreement{
		ID:         l.ID,
		Currency:   c,
		Tax:        tax,
		Meters:     slices.Concat(l.feeds(), l.metered()),
		Amendments: append(amendments, l.Amendments...),
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

// signed is the day on which l became known.
func (l Lease) signed() civil.Date {
	if l.Signed.IsZero() {
		return l.Term.From
	}
	return l.Signed
}
