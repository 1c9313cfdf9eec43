package cluster

import (
	"fmt"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// The accounts that costs move beside their own line and the supplier's.
const (
	Prepaid   ledger.Account = "assets:prepaid"          // invoiced for months to come
	InputTax  ledger.Account = "assets:tax:input"        // tax in what suppliers charge
	Subsidies ledger.Account = "income:public:subsidies" // spent subsidies
	Grants    ledger.Account = "income:public:grants"    // spent grants
)

// awardAccount is where an award waits until it is spent.
func awardAccount(id string) ledger.Account { return ledger.Subsidies + ":" + ledger.Account(id) }

// entries are what x is in the books up to month m: the invoice, and for each
// month of its period the part that the month bears. The award that pays it,
// if any, is the giver's. x is valid.
func (x *Cost) entries(m civil.Month, giver accrual.Party) ([]ledger.Entry, error) {
	parts, err := x.parts()
	if err != nil {
		return nil, err
	}
	account := x.Line
	if len(parts) > 1 || parts[0].month.After(x.On.Month()) {
		account = Prepaid
	}
	invoice, err := x.invoice(account)
	if err != nil {
		return nil, err
	}
	entries := []ledger.Entry{invoice}
	for _, part := range parts {
		if part.month.After(m) {
			break
		}
		if part.amount.IsZero() {
			continue // smaller than its month's share of a minor unit
		}
		if account == Prepaid {
			entries = append(entries, x.borne(part))
		}
		if x.Funds != OwnFunds {
			entries = append(entries, x.spent(part, giver))
		}
	}
	return entries, nil
}

// invoice is what the supplier is owed.
func (x *Cost) invoice(account ledger.Account) (ledger.Entry, error) {
	gross, err := x.Net.Add(x.Tax)
	if err != nil {
		return ledger.Entry{}, err
	}
	e := x.entry("", x.On, "invoice "+x.ID)
	e.Due = x.Due
	e.Lines = append(e.Lines, ledger.Line{Account: account, Amount: x.Net})
	if !x.Tax.IsZero() {
		e.Lines = append(e.Lines, ledger.Line{Account: InputTax, Amount: x.Tax})
	}
	e.Lines = append(e.Lines, ledger.Line{Account: ledger.Payable, Party: x.Supplier, Amount: less(gross)})
	return e, nil
}

// borne is what a month bears of a prepaid cost.
func (x *Cost) borne(part costPart) ledger.Entry {
	e := x.entry("month "+part.month.String(), part.on, "part of "+x.ID)
	e.Lines = []ledger.Line{{Account: x.Line, Amount: part.amount}, {Account: Prepaid, Amount: less(part.amount)}}
	return e
}

// spent is what a month bears of the award that pays.
func (x *Cost) spent(part costPart, giver accrual.Party) ledger.Entry {
	income := Subsidies
	if x.Funds == GrantFunds {
		income = Grants
	}
	e := x.entry("award "+part.month.String(), part.on, x.Funds.String()+" "+x.Award+" spent on "+x.ID)
	e.Lines = []ledger.Line{{Account: awardAccount(x.Award), Party: giver, Amount: part.amount}, {Account: income, Amount: less(part.amount)}}
	return e
}

// less is the opposite of an amount that is not below zero, which every such
// amount has.
func less(m finance.Money) finance.Money { return finance.Minor(-m.Minor(), m.Currency()) }

// costPart is what a month bears of a cost.
type costPart struct {
	month  civil.Month
	on     civil.Date
	amount finance.Money
}

// parts divides the net over the months of the period, by days; the minor
// units left over go to the largest remainders.
func (x *Cost) parts() ([]costPart, error) {
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

func (x *Cost) entry(part string, on civil.Date, text string) ledger.Entry {
	return ledger.Entry{ID: costID(x.ID, part), On: on, Text: text}
}

// costs is the namespace of the ids of cost entries. It never changes.
var costs = uuid.NewSHA1(uuid.NameSpaceURL, []byte("https://github.com/creative-cluster/kvartal/cluster#cost"))

func costID(id, part string) uuid.UUID {
	return uuid.NewSHA1(costs, fmt.Appendf(nil, "%d:%s%d:%s", len(id), id, len(part), part))
}
