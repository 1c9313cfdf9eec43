package deposit

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Terms say what deposit was agreed. Of Months and Sum one is given.
type Terms struct {
	Clause      string            `json:"clause"`                // the name under which it is called, such as deposit
	Months      int               `json:"months,omitempty"`      // of the rent of the first instalment's day
	Sum         finance.Money     `json:"sum,omitzero"`          // or a sum
	Instalments []Instalment      `json:"instalments"`           // one where all is paid at once
	Remainder   finance.Remainder `json:"remainder,omitzero"`    // who of the instalments gets what does not divide
	TopUp       TopUp             `json:"top_up,omitzero"`       // whether a rent that rises calls for more
	Threshold   finance.Rate      `json:"threshold,omitzero"`    // a rise of the deposit by this share, or less, since it was last called is not called
	Restore     bool              `json:"restore,omitempty"`     // what is applied while the lease runs is called again
	CallDays    int               `json:"call_days,omitempty"`   // from a call to the day on which it is due; instalments are called that long before
	Order       []Purpose         `json:"order,omitempty"`       // what is set off first; empty for arrears, damage, penalty
	Interest    Interest          `json:"interest,omitzero"`     // owed to the resident; zero for none
	ReturnDays  int               `json:"return_days,omitempty"` // from the hand-back to the day by which the rest is returned
	Forfeit     Forfeit           `json:"forfeit,omitzero"`      // what an early exit costs
}

// Instalment is a part of the deposit by its weight among the others.
type Instalment struct {
	Due    civil.Date `json:"due"`
	Weight int64      `json:"weight"`
}

// Deposit is the deposit of one agreement.
type Deposit struct {
	Agreement  string        `json:"agreement"`
	Landlord   accrual.Party `json:"landlord"`
	Resident   accrual.Party `json:"resident"`
	Terms      Terms         `json:"terms"`
	HandedBack civil.Date    `json:"handed_back,omitzero"` // the day on which the space was handed back: from then on nothing is called; zero while it is held
}

// Purpose is what a deposit is applied to. The ones below are known by name, a
// host may have others.
type Purpose string

// The purposes of the usual order.
const (
	Arrears  Purpose = "arrears"   // rent and charges overdue
	Damages  Purpose = "damage"    // to the space, less wear
	Penalty  Purpose = "penalty"   // late interest and fines
	Forfeits Purpose = "forfeited" // kept for an early exit; in no order
)

// order is what is set off first.
func (t *Terms) order() []Purpose {
	if len(t.Order) == 0 {
		return []Purpose{Arrears, Damages, Penalty}
	}
	return t.Order
}
