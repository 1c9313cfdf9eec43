package cluster

import (
	"fmt"
	"strings"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// The accounts that costs move beside their own line and the supplier's.
const (
	Prepaid   ledger.Account = "assets:prepaid"          // paid for months to come
	InputTax  ledger.Account = "assets:tax:input"        // tax in what suppliers charge
	Subsidies ledger.Account = "income:public:subsidies" // spent subsidies
	Grants    ledger.Account = "income:public:grants"    // spent grants
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

// Cost is a fact: what a supplier charged the operator.
type Cost struct {
	ID       string         `json:"id"`
	Line     ledger.Account `json:"line"` // in the tree of expenses
	Supplier accrual.Party  `json:"supplier"`
	Period   civil.Period   `json:"period"` // what it is for: its days bear equal parts
	On       civil.Date     `json:"on"`     // the day of the invoice
	Known    civil.Date     `json:"known"`
	Due      civil.Date     `json:"due,omitzero"`
	Net      finance.Money  `json:"net"`
	Tax      finance.Money  `json:"tax,omitzero"`
	Funds    Funds          `json:"funds,omitzero"`
	Award    string         `json:"award,omitempty"` // of public funds, which one
}

// maxCostMonths bounds over how many months a cost may be spread.
const maxCostMonths = 120

// Validate reports everything that is wrong with x in itself, as
// finance.Problems.
func (x Cost) Validate() error {
	var wrong finance.Problems
	for path, missing := range map[string]bool{
		"id": x.ID == "", "supplier": x.Supplier == "", "on": x.On.IsZero(), "known": x.Known.IsZero(),
	} {
		if missing {
			wrong.Add(path, finance.ErrMissing)
		}
	}
	wrong.Add("line", x.Line.Validate())
	if !x.Line.In("expenses") {
		wrong.Add("line", fmt.Errorf("%q is no expense: %w", x.Line, finance.ErrRange))
	}
	wrong.Add("period", x.Period.Validate())
	if x.Period.IsOpen() || x.Period.Days() > 31*maxCostMonths {
		wrong.Add("period", fmt.Errorf("over %d months: %w", maxCostMonths, finance.ErrLimit))
	}
	wrong.Add("net", positive(x.Net, x.Net.Currency()))
	if x.Tax.Sign() < 0 {
		wrong.Add("tax", finance.ErrNegative)
	}
	if _, err := x.Net.Add(x.Tax); err != nil {
		wrong.Add("tax", err)
	}
	if (x.Funds == OwnFunds) != (x.Award == "") {
		wrong.Add("award", fmt.Errorf("of %v funds: %w", x.Funds, finance.ErrConflict))
	}
	return wrong.Err()
}

// awardAccount is where an award waits until it is spent.
func awardAccount(id string) ledger.Account { return ledger.Subsidies + ":" + ledger.Account(id) }

// entries are what x is in the books up to month m: the invoice, and for each
// month of its period the part that the month bears, if there are several. The
// award that pays it, if any, is the giver's.
func (x Cost) entries(m civil.Month, giver accrual.Party) ([]ledger.Entry, error) {
	parts, err := x.parts()
	if err != nil {
		return nil, err
	}
	gross, err := x.Net.Add(x.Tax)
	if err != nil {
		return nil, err
	}
	owed, err := gross.Neg()
	if err != nil {
		return nil, err
	}
	account := x.Line
	if len(parts) > 1 || parts[0].month.After(x.On.Month()) {
		account = Prepaid
	}
	invoice := x.entry("", x.On, "invoice "+x.ID)
	invoice.Due = x.Due
	invoice.Lines = append(invoice.Lines, ledger.Line{Account: account, Amount: x.Net})
	if !x.Tax.IsZero() {
		invoice.Lines = append(invoice.Lines, ledger.Line{Account: InputTax, Amount: x.Tax})
	}
	invoice.Lines = append(invoice.Lines, ledger.Line{Account: ledger.Payable, Party: x.Supplier, Amount: owed})
	entries := []ledger.Entry{invoice}
	for _, part := range parts {
		if part.month.After(m) {
			break
		}
		if entries, err = x.borne(entries, part, account == Prepaid, giver); err != nil {
			return nil, err
		}
	}
	return entries, nil
}

// borne appends what a month bears: its part of a prepaid cost, and of the
// award that pays it.
func (x Cost) borne(entries []ledger.Entry, part costPart, prepaid bool, giver accrual.Party) ([]ledger.Entry, error) {
	less, err := part.amount.Neg()
	if err != nil {
		return nil, err
	}
	if part.amount.IsZero() {
		return entries, nil
	}
	if prepaid {
		e := x.entry("month "+part.month.String(), part.on, "part of "+x.ID)
		e.Lines = []ledger.Line{{Account: x.Line, Amount: part.amount}, {Account: Prepaid, Amount: less}}
		entries = append(entries, e)
	}
	if x.Funds != OwnFunds {
		income := Subsidies
		if x.Funds == GrantFunds {
			income = Grants
		}
		e := x.entry("award "+part.month.String(), part.on, x.Funds.String()+" "+x.Award+" spent on "+x.ID)
		e.Lines = []ledger.Line{{Account: awardAccount(x.Award), Party: giver, Amount: part.amount}, {Account: income, Amount: less}}
		entries = append(entries, e)
	}
	return entries, nil
}

// costPart is what a month bears of a cost.
type costPart struct {
	month  civil.Month
	on     civil.Date
	amount finance.Money
}

// parts divides the net over the months of the period, by days.
func (x Cost) parts() ([]costPart, error) {
	var parts []costPart
	var days []int64
	for m := range x.Period.Months() {
		held := m.Period().Intersect(x.Period)
		parts = append(parts, costPart{month: m, on: held.To.AddDays(-1)})
		days = append(days, int64(held.Days()))
	}
	amounts, err := finance.Allocate(x.Net, days, finance.LargestRemainder)
	if err != nil {
		return nil, err
	}
	for i := range parts {
		parts[i].amount = amounts[i]
	}
	return parts, nil
}

func (x Cost) entry(part string, on civil.Date, text string) ledger.Entry {
	return ledger.Entry{ID: costID(x.ID, part), On: on, Text: strings.ToValidUTF8(text, "?")}
}

// costs is the namespace of the ids of cost entries. It never changes.
var costs = uuid.NewSHA1(uuid.NameSpaceURL, []byte("https://github.com/creative-cluster/kvartal/cluster#cost"))

func costID(id, part string) uuid.UUID {
	return uuid.NewSHA1(costs, fmt.Appendf(nil, "%d:%s%d:%s", len(id), id, len(part), part))
}
