package tenancy

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Applicant is somebody who waits for a space, and what they need. A need that
// is not said is none.
type Applicant struct {
	ID      string         `json:"id"`
	Name    string         `json:"name,omitempty"`
	Since   civil.Date     `json:"since"`          // the day on which they applied
	Uses    []Use          `json:"uses,omitempty"` // any of these
	Zone    string         `json:"zone,omitempty"` // the space's
	AtLeast Area           `json:"at_least,omitzero"`
	AtMost  Area           `json:"at_most,omitzero"`
	Pieces  finance.Number `json:"pieces,omitzero"`  // at least so many passes or metres
	Budget  finance.Money  `json:"budget,omitzero"`  // a month at most, without tax
	From    civil.Date     `json:"from,omitzero"`    // not before this day
	Months  int            `json:"months,omitempty"` // for so long at least
}

func applicantID(a *Applicant) string { return a.ID }

// maxTerm is how many months an applicant may ask for.
const maxTerm = 1200

// Validate reports everything that is wrong with a in itself, as
// finance.Problems.
func (a Applicant) Validate() error {
	var wrong finance.Problems
	wrong.Add("id", checkID(a.ID))
	if a.Since.IsZero() {
		wrong.Add("since", finance.ErrMissing)
	}
	if len(a.Uses) > int(Land)+1 {
		wrong.Add("uses", fmt.Errorf("%d: %w", len(a.Uses), finance.ErrLimit))
	} else {
		for i, u := range a.Uses {
			wrong.AddAt("uses", i, u.Validate())
		}
	}
	if !a.AtMost.IsZero() && a.AtLeast.Cmp(a.AtMost) > 0 {
		wrong.Add("at_most", fmt.Errorf("%v m² is under %v m²: %w", a.AtMost, a.AtLeast, finance.ErrOrder))
	}
	if a.Pieces.Sign() < 0 {
		wrong.Add("pieces", finance.ErrNegative)
	}
	wrong.Add("budget", notNegative(a.Budget))
	if a.Months < 0 || a.Months > maxTerm {
		wrong.Add("months", fmt.Errorf("0 to %d: %w", maxTerm, finance.ErrRange))
	}
	return wrong.Err()
}

// Fit is a space for an applicant: from when it can be let to them and why then,
// or why never.
type Fit struct {
	Space string
	From  civil.Date    // the first day of a lease; no day if the space does not fit
	Until civil.Date    // the day from which it is not free any more; no day if it stays free
	Rent  finance.Money // a month, without tax
	By    Price         // at which the rent is reckoned
	Why   Reason
	Lease string   // which the reason is about, if it is about one
	Needs []string // the kinds of documents that a lease of it would need, by the house's limits
}

// Fits answers each space that is ever let, in the order of the house, for an
// applicant on a day: the first stretch of days, from the day or that on which
// they want to come, that is free for as long as they need. A space is not free
// while a lease holds it, a part of it or what it is within. Rents are those of
// [House.Vacancy].
func (h House) Fits(a Applicant, on civil.Date) ([]Fit, error) {
	if err := a.Validate(); err != nil {
		return nil, fmt.Errorf("applicant %.40q: %w", a.ID, err)
	}
	w, err := h.waiting(on)
	if err != nil {
		return nil, err
	}
	return w.fits(&a)
}

// Offer is an applicant with the spaces that fit.
type Offer struct {
	Applicant Applicant
	Fits      []Fit // the first to be free first, of equals the cheapest
}

// Offers are those of all who wait, by the day on which they applied; also of
// those whom nothing fits. A space may fit several: who takes it is not decided
// here.
func (h House) Offers(on civil.Date) ([]Offer, error) {
	w, err := h.waiting(on)
	if err != nil {
		return nil, err
	}
	var offers []Offer
	for i, a := range h.Waiting {
		fits, err := w.fits(&a)
		if err != nil {
			return nil, fmt.Errorf("waiting[%d]: %w", i, err)
		}
		fits = slices.DeleteFunc(fits, func(f Fit) bool { return f.From.IsZero() })
		slices.SortStableFunc(fits, func(a, b Fit) int {
			return cmp.Or(a.From.Compare(b.From), cmp.Compare(a.Rent.Minor(), b.Rent.Minor()))
		})
		a.Uses = slices.Clone(a.Uses)
		offers = append(offers, Offer{a, fits})
	}
	slices.SortStableFunc(offers, func(a, b Offer) int { return a.Applicant.Since.Compare(b.Applicant.Since) })
	return offers, nil
}
