package servicecharge

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Statement is what a [Reconciliation] comes to. Parts and the landlord's Total
// sum to Spent.
type Statement struct {
	ID        string           `json:"id"`
	Pool      string           `json:"pool"`
	Window    civil.Period     `json:"window"`
	Known     civil.Date       `json:"known"` // what was known before this day is in it
	Currency  finance.Currency `json:"currency"`
	Totals    []Total          `json:"totals,omitempty"` // what was spent, by category
	Spent     finance.Money    `json:"spent,omitzero"`
	Occupancy finance.Rate     `json:"occupancy,omitzero"` // by which variable costs were or would be grossed up
	Parts     []Part           `json:"parts,omitempty"`    // in the order of the participants
	Landlord  Landlord         `json:"landlord"`
}

// Part is what one lease bears, with its derivation:
//
//	uncapped = (grossed - base) × share    charge = min(uncapped, ceiling)
type Part struct {
	Agreement string        `json:"agreement"`
	On        civil.Date    `json:"on,omitzero"`        // the last day held in the window; none where no day is
	Days      int64         `json:"days,omitempty"`     // held in the window
	Of        int64         `json:"of"`                 // days of the window
	Share     finance.Rate  `json:"share,omitzero"`     // of the pool over the whole window, for the reader: rounded half-even to twelve decimals where it has too many; the charge is not computed from it
	Fixed     bool          `json:"fixed,omitempty"`    // the share is agreed
	Key       Key           `json:"key,omitzero"`       // by which it is found otherwise
	By        Denominator   `json:"by,omitzero"`        // and what that is divided by
	Costs     finance.Money `json:"costs,omitzero"`     // spent, without what is excluded
	Target    finance.Rate  `json:"target,omitzero"`    // to which variable costs are grossed up, where that changes them
	Occupancy finance.Rate  `json:"occupancy,omitzero"` // from which they are
	Grossed   finance.Money `json:"grossed,omitzero"`   // costs with the variable ones grossed up
	BaseYear  int           `json:"base_year,omitempty"`
	Base      finance.Money `json:"base,omitzero"`     // taken off: what the base year cost, grossed up, or the stop
	Uncapped  finance.Money `json:"uncapped,omitzero"` // the share of what is left; half-even where a cap cuts it, else the charge
	Capped    bool          `json:"capped,omitempty"`  // the ceiling is lower
	Mode      CapMode       `json:"mode,omitzero"`     // of the cap, where there is one
	Ceiling   finance.Money `json:"ceiling,omitzero"`  // of the cap, where there is one
	Charge    finance.Money `json:"charge,omitzero"`   // what the lease bears
}

// Landlord is what is left to whoever lets the house, and why. The reasons sum
// to the total.
type Landlord struct {
	Total    finance.Money `json:"total,omitzero"`
	Void     finance.Money `json:"void,omitzero"`     // the part that no lease shares
	Excluded finance.Money `json:"excluded,omitzero"` // categories that leases do not bear
	Base     finance.Money `json:"base,omitzero"`     // below base years and stops
	Capped   finance.Money `json:"capped,omitzero"`   // over caps
	GrossUp  finance.Money `json:"gross_up,omitzero"` // below nothing: what leases bear of the void's variable costs
}
