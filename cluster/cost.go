package cluster

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Funds says whose money pays a cost. The zero Funds is the operator's own.
type Funds uint8

// The sources of money.
const (
	OwnFunds Funds = iota
	SubsidyFunds
	GrantFunds
)

var fundsNames = finance.NewNames[Funds]("funds", "own", "subsidy", "grant")

// String is the name of the source: own, subsidy, grant.
func (f Funds) String() string { return fundsNames.Text(f) }

// MarshalText writes what String writes; an unknown source is an error.
func (f Funds) MarshalText() ([]byte, error) { return fundsNames.Marshal(f) }

// UnmarshalText reads what String writes.
func (f *Funds) UnmarshalText(text []byte) error { return fundsNames.Unmarshal(f, text) }

// Cost is a fact: what a supplier charged the operator. It counts in the
// months of its period, but not before that of its invoice.
type Cost struct {
	ID       string         `json:"id"`
	Line     ledger.Account `json:"line"` // in the tree of expenses
	Supplier accrual.Party  `json:"supplier"`
	Period   civil.Period   `json:"period"` // what it is for: its days bear equal parts; at most 120 months
	On       civil.Date     `json:"on"`     // the day of the invoice
	Known    civil.Date     `json:"known"`  // not before On
	Due      civil.Date     `json:"due,omitzero"`
	Net      finance.Money  `json:"net"`             // above zero
	Tax      finance.Money  `json:"tax,omitzero"`    // not below zero; the operator gets it back
	Funds    Funds          `json:"funds,omitzero"`  // whose money pays the net
	Award    string         `json:"award,omitempty"` // of public funds, which one
}

// maxCostMonths bounds over how many months a cost may be spread.
const maxCostMonths = 120

// Validate reports everything that is wrong with x in itself, as
// finance.Problems.
func (x Cost) Validate() error {
	var wrong finance.Problems
	wrong.Add("id", checkName(x.ID))
	wrong.Add("supplier", checkName(string(x.Supplier)))
	wrong.Add("line", x.Line.Validate())
	if !x.Line.In(expenses) {
		wrong.Add("line", fmt.Errorf("%.40q is no expense: %w", string(x.Line), finance.ErrRange))
	}
	x.validateDays(&wrong)
	x.validateAmounts(&wrong)
	return wrong.Err()
}

func (x Cost) validateDays(wrong *finance.Problems) {
	if err := x.Period.Validate(); err != nil {
		wrong.Add("period", err)
	} else if last := x.Period.To.AddDays(-1).Month(); x.Period.IsOpen() || last.Sub(x.Period.From.Month()) >= maxCostMonths {
		wrong.Add("period", fmt.Errorf("over %d months: %w", maxCostMonths, finance.ErrLimit))
	}
	if x.On.IsZero() {
		wrong.Add("on", finance.ErrMissing)
	}
	if x.Known.IsZero() {
		wrong.Add("known", finance.ErrMissing)
	} else if x.Known.Before(x.On) {
		wrong.Add("known", finance.ErrOrder)
	}
}

func (x Cost) validateAmounts(wrong *finance.Problems) {
	wrong.Add("net", positive(x.Net, x.Net.Currency()))
	if x.Tax.Sign() < 0 {
		wrong.Add("tax", finance.ErrNegative)
	}
	if _, err := x.Net.Add(x.Tax); err != nil {
		wrong.Add("tax", err)
	}
	if _, err := x.Funds.MarshalText(); err != nil {
		wrong.Add("funds", err)
	}
	if (x.Funds == OwnFunds) != (x.Award == "") {
		wrong.Add("award", fmt.Errorf("of %v funds: %w", x.Funds, finance.ErrConflict))
	}
}

// checkName refuses an id that the ledger would not take.
func checkName(id string) error { return finance.CheckName(id, accrual.MaxText) }
