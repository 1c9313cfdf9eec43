package tenancy

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Validate reports everything that is wrong with l in itself, as
// finance.Problems: what accrual.Agreement.Validate finds in its clauses and
// amendments, under the paths of the lease, a missing id, resident or space,
// and amendments from before the term or known before the lease.
func (l Lease) Validate() error {
	var wrong finance.Problems
	wrong.Add("id", checkID(l.ID))
	wrong.Add("resident", checkID(string(l.Resident)))
	l.checkHoldings(&wrong)
	wrong.Add("term", l.Term.Validate())
	l.checkTerms(&wrong)
	for i, a := range l.Amendments {
		wrong.AddAt("amendments", i, problem("from", notBefore(a.From, l.Term.From)))
		wrong.AddAt("amendments", i, problem("known", notBefore(a.Known, l.signed())))
	}
	return wrong.Err()
}

// What a lease leaves to the house; the spine asks only that there is one.
const (
	anybody     accrual.Party = "whoever lets it"
	anyCurrency               = finance.EUR
)

// checkTerms takes over what the spine says of l as an agreement, but for what
// l reports under its own names or leaves to the house.
func (l Lease) checkTerms(wrong *finance.Problems) {
	a := l.agreement(anybody, anyCurrency, accrual.Tax{})
	var found finance.Problems
	if !errors.As(a.Validate(), &found) {
		return
	}
	for p := range found.All() {
		if path, ok := inLease(p.Path); ok {
			wrong.Add(path, p.Err)
		}
	}
}

// inLease is a path in an agreement as one in its lease: the first amendment is
// the lease itself, whose clauses it sets.
//
//	amendments[0].set[1].share    clauses[1].share
//	amendments[2].set[0].share    amendments[1].set[0].share
func inLease(path string) (string, bool) {
	rest, amends := strings.CutPrefix(path, "amendments[")
	if !amends { // an id or a currency, but for a cycle of clauses and too many amendments
		return path, path == "amendments" || strings.HasPrefix(path, "clauses[")
	}
	number, rest, _ := strings.Cut(rest, "]")
	if i, _ := strconv.Atoi(number); i > 0 { // what the spine writes is a number
		return "amendments[" + strconv.Itoa(i-1) + "]" + rest, true
	}
	set, ok := strings.CutPrefix(rest, ".set")
	return "clauses" + set, ok
}

// notBefore refuses a day before that of the lease. No day at all is the
// spine's problem.
func notBefore(d, lease civil.Date) error {
	if d.IsZero() || !d.Before(lease) {
		return nil
	}
	return fmt.Errorf("%v is before the lease's %v: %w", d, lease, finance.ErrOrder)
}

// in reports each amount of l's clauses that is in another currency than c.
func (l Lease) in(c finance.Currency) error {
	var wrong finance.Problems
	wrong.Add("", setIn("clauses", l.Clauses, c))
	for i, a := range l.Amendments {
		wrong.AddAt("amendments", i, setIn("set", a.Set, c))
	}
	return wrong.Err()
}

func setIn(list string, set []accrual.Named, c finance.Currency) error {
	var wrong finance.Problems
	for i, n := range set {
		if clause, ok := n.Clause.(priced); ok {
			wrong.AddAt(list, i, clause.In(c))
		}
	}
	return wrong.Err()
}
