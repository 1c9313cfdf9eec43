package main

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"slices"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/cluster/tenancy/deposit"
	"github.com/creative-cluster/kvartal/cluster/tenancy/law"
	"github.com/creative-cluster/kvartal/cluster/tenancy/membership"
	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/cluster/tenancy/utility"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/arrears"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/terms"
)

//go:embed *.json *.csv
var files embed.FS

// set is what the files say: terms, and facts.
type set struct {
	house     tenancy.House
	deposits  deposits
	overdue   arrears.Terms     // interest on what is paid late
	rules     law.Rules         // that leases are held against
	amendment accrual.Amendment // of one of the leases, not signed

	sales    []tenancy.Sale
	readings []utility.Reading
	costs    []servicecharge.Cost
	payments []ledger.Payment
	rooms    []membership.Use
}

// deposits are the deposits of the house and what went into them.
type deposits struct {
	Deposits  []deposit.Deposit             `json:"deposits"`
	Movements map[string][]deposit.Movement `json:"movements"` // by lease
	Damage    deposit.Damage                `json:"damage"`    // of the lease that ends with one
}

// load reads every file and reports what is wrong in any of them.
func load(folder fs.FS) (s set, err error) {
	var wrong finance.Problems
	decode(&wrong, folder, "house.json", &s.house)
	decode(&wrong, folder, "deposits.json", &s.deposits)
	decode(&wrong, folder, "late.json", &s.overdue)
	decode(&wrong, folder, "law.json", &s.rules)
	decode(&wrong, folder, "amendment.json", &s.amendment)
	s.sales = rows[tenancy.Sale](&wrong, folder, "sales.csv")
	s.readings = rows[utility.Reading](&wrong, folder, "readings.csv")
	s.costs = rows[servicecharge.Cost](&wrong, folder, "costs.csv")
	s.payments = rows[ledger.Payment](&wrong, folder, "payments.csv")
	s.rooms = rows[membership.Use](&wrong, folder, "rooms.csv")
	return s, wrong.Err()
}

func decode(wrong *finance.Problems, folder fs.FS, name string, dst any) {
	text, err := fs.ReadFile(folder, name)
	if err == nil {
		err = terms.Decode(text, dst, tenancy.Kinds())
	}
	if line := terms.Line(err); line > 0 {
		name = fmt.Sprintf("%s:%d", name, line)
	}
	wrong.Add(name, err)
}

func rows[T any](wrong *finance.Problems, folder fs.FS, name string) []T {
	text, err := fs.ReadFile(folder, name)
	if err != nil {
		wrong.Add(name, err)
		return nil
	}
	all, err := terms.Rows[T](bytes.NewReader(text), name)
	wrong.Add("", err)
	return all
}

// facts are what happened, in the words of the spine, whenever it became known:
// a close skips what it does not know yet.
func (s *set) facts() ([]accrual.Fact, error) {
	var all []accrual.Fact
	var wrong finance.Problems
	take := func(f accrual.Fact, err error) {
		all = append(all, f)
		wrong.Add("", err)
	}
	for _, sale := range s.sales {
		take(sale.Fact(s.house.Currency))
	}
	for _, use := range s.rooms {
		take(use.Fact())
	}
	used, err := utility.Consume(s.readings)
	wrong.Add("readings", err)
	metered, err := utility.Facts(used)
	wrong.Add("readings", err)
	return slices.Concat(all, metered), wrong.Err()
}
