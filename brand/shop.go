package brand

import (
	"errors"
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Shop sells brands' goods for their makers.
type Shop struct {
	Party        accrual.Party    `json:"party"`  // who owes the proceeds
	Region       accrual.Region   `json:"region"` // where it stands
	Currency     finance.Currency `json:"currency"`
	Tax          accrual.Tax      `json:"tax,omitzero"` // on its fees
	Brands       []Brand          `json:"brands,omitempty"`
	Consignments []Consignment    `json:"consignments,omitempty"`
}

// Validate reports everything that is wrong with s, as finance.Problems.
func (s Shop) Validate() error {
	_, err := s.agreements()
	return err
}

// IsZero reports whether s is no shop: nothing is said of it.
func (s Shop) IsZero() bool {
	return s.Party == "" && s.Region == "" && s.Currency == 0 && len(s.Brands) == 0 && len(s.Consignments) == 0
}

// Agreements are the consignments as agreements, in their order. What is wrong
// with the shop is reported as Validate does.
func (s Shop) Agreements() ([]accrual.Agreement, error) { return s.agreements() }

func (s Shop) agreements() ([]accrual.Agreement, error) {
	if s.IsZero() {
		return nil, nil
	}
	var wrong finance.Problems
	wrong.Add("party", checkText(string(s.Party)))
	wrong.Add("region", s.Region.Validate())
	wrong.Add("currency", s.Currency.Validate())
	wrong.Add("tax", s.Tax.Validate())
	brands := s.brands(&wrong)
	seen := make(map[string]bool, len(s.Consignments))
	agreements := make([]accrual.Agreement, 0, len(s.Consignments))
	for i, c := range s.Consignments {
		if seen[c.ID] {
			wrong.AddAt("consignments", i, twice(c.ID))
		}
		seen[c.ID] = true
		a, err := s.agreement(c, brands)
		wrong.AddAt("consignments", i, err)
		agreements = append(agreements, a)
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return agreements, nil
}

// agreement is c as an agreement, or what is wrong with it that is not said of
// the shop and its brands already.
func (s Shop) agreement(c Consignment, brands map[string]Brand) (accrual.Agreement, error) {
	b, known := brands[c.Brand]
	if !known {
		return accrual.Agreement{}, finance.Problem{Path: "brand", Err: fmt.Errorf("%.40q: %w", c.Brand, finance.ErrUnknown)}
	}
	a, err := c.Agreement(b, s.Party, s.Currency, s.Tax)
	var found, wrong finance.Problems
	found.Add("", err)
	for p := range found.All() {
		if !saidBefore(p) {
			wrong.Add(p.Path, p.Err)
		}
	}
	return a, wrong.Err()
}

// saidBefore reports whether a problem of an agreement is one of the shop or of
// the brand. That the two are one party is the consignment's own.
func saidBefore(p finance.Problem) bool {
	switch p.Path {
	case "shop":
		return !errors.Is(p.Err, finance.ErrConflict)
	case "currency", "brand.maker":
		return true
	}
	return strings.HasPrefix(p.Path, "tax.")
}

func twice(id string) error {
	return finance.Problem{Path: "id", Err: fmt.Errorf("%.40q: %w", id, finance.ErrDuplicate)}
}

// brands are the brands by id; what is wrong with them is noted.
func (s Shop) brands(wrong *finance.Problems) map[string]Brand {
	byID := make(map[string]Brand, len(s.Brands))
	for i, b := range s.Brands {
		wrong.AddAt("brands", i, b.Validate())
		if _, known := byID[b.ID]; known {
			wrong.AddAt("brands", i, twice(b.ID))
		}
		byID[b.ID] = b
	}
	return byID
}
