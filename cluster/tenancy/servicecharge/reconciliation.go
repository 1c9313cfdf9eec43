package servicecharge

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Reconciliation is all that a statement is drawn up from.
type Reconciliation struct {
	ID           string        `json:"id"` // of the statement: a second one of the same window has another
	Pool         Pool          `json:"pool"`
	Window       civil.Period  `json:"window"`             // at most MaxDays, most often a calendar year; base years and caps need one
	Known        civil.Date    `json:"known"`              // costs known before this day count
	Costs        []Cost        `json:"costs,omitempty"`    // in any order; those of other pools and windows are skipped
	Participants []Participant `json:"participants"`       // in the order in which ties go and parts are listed
	Occupancy    finance.Rate  `json:"occupancy,omitzero"` // of the house over the window, for the gross-up; 0, and less than the sum of the shares, is that sum
	Earlier      []Statement   `json:"earlier,omitempty"`  // the last statement of each earlier year that a base year or a cap asks for, in any order
}

// Draw shares the costs of the window. It reports everything that is wrong, as
// finance.Problems: what Validate refuses, costs that contradict each other,
// credit notes over the costs of their category, shares of more than the whole
// pool on some day, base years and charges that Earlier does not have.
//
// It takes one pass over the costs, however many share them, and time in
// proportion to the participants, but for sorting what their division left.
//
//	share   = Σ over the days held (key / what it is divided by) / days of the window
//	grossed = fixed + variable × max(1, target / occupancy)
//	charge  = min(share × max(0, grossed - base), ceiling)
//
// The landlord bears what is left. Parts, and the landlord after them, are cut
// to the minor unit, and what is left goes by the pool's Remainder.
//
// Sources: Landlord's guide to CAM gross-up, CAMaudit; by days, Distribution
// keys, pull request 2763 of Odoo's industry modules; a fixed share once for the
// lease, Argus traps and limitations, ACG; by heads, RUBS, Real Property
// Management Solutions.
func (r Reconciliation) Draw() (Statement, error) {
	var wrong finance.Problems
	wrong.Add("", r.Validate())
	b := bill{pool: &r.Pool, window: r.Window, known: r.Known, costs: r.Costs, wrong: &wrong}
	totals := b.totals()
	if err := wrong.Err(); err != nil {
		return Statement{}, err
	}
	d := drawing{Reconciliation: &r}
	if err := d.prepare(totals); err != nil {
		wrong.Add("", err)
		return Statement{}, wrong
	}
	return d.draw()
}

// Validate reports everything that is wrong with r but for its costs, as
// finance.Problems.
func (r Reconciliation) Validate() error {
	var wrong finance.Problems
	wrong.Add("id", checkName(r.ID))
	wrong.Add("pool", r.Pool.Validate())
	wrong.Add("window", checkWindow(r.Window))
	if r.Known.IsZero() {
		wrong.Add("known", finance.ErrMissing)
	}
	wrong.Add("occupancy", part(r.Occupancy))
	if wrong.Len() == 0 {
		wrong.Add("", checkParticipants(&r.Pool, r.Window, r.Participants))
		r.validateYears(&wrong)
		r.validateEarlier(&wrong)
	}
	return wrong.Err()
}
