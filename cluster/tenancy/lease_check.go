package tenancy

import (
	"errors"
	"fmt"
	"slices"
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
	l.checkLife(&wrong)
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
		if path, ok := l.inLease(p.Path); ok {
			wrong.Add(path, p.Err)
		}
	}
}

// checkLife reports what is wrong with options, with the events one after the
// other, and with what a stay costs.
func (l *Lease) checkLife(wrong *finance.Problems) {
	if l.Head != "" {
		wrong.Add("head", checkID(l.Head))
	}
	if l.Draft && !l.Signed.IsZero() {
		wrong.Add("signed", fmt.Errorf("of a draft an event says when: %w", finance.ErrConflict))
	}
	if l.HoldingOver != nil {
		wrong.Add("holding_over", l.HoldingOver.Validate())
	}
	l.checkOptions(wrong)
	if len(l.Events) > MaxEvents {
		wrong.Add("events", fmt.Errorf("%d, at most %d: %w", len(l.Events), MaxEvents, finance.ErrLimit))
		return
	}
	if len(l.Events) > 0 && l.Term.Validate() == nil {
		r := l.replay(anybody, never)
		wrong.Add("", r.wrong.Err())
	}
}

// inLease is a path in an agreement as one in its lease: the first amendment is
// the lease itself, whose clauses it sets.
//
//	amendments[0].set[1].share    clauses[1].share
//	amendments[2].set[0].share    amendments[1].set[0].share
//	amendments[5].set[0].share    events[1].set[0].share
func (l *Lease) inLease(path string) (string, bool) {
	rest, amends := strings.CutPrefix(path, "amendments[")
	if path == "amendments" && len(l.Amendments) < len(l.Events) { // too many of both together
		return "events", true
	}
	if !amends { // an id or a currency, but for a cycle of clauses and too many amendments
		return path, path == "amendments" || strings.HasPrefix(path, "clauses[")
	}
	number, rest, _ := strings.Cut(rest, "]")
	switch i, _ := strconv.Atoi(number); { // what the spine writes is a number
	case i > len(l.Amendments):
		return l.inEvent(i-1-len(l.Amendments), rest), true
	case i > 0:
		return "amendments[" + strconv.Itoa(i-1) + "]" + rest, true
	}
	set, ok := strings.CutPrefix(rest, ".set")
	return "clauses" + set, ok
}

// inEvent is the path of something in what an event was lowered to.
func (l *Lease) inEvent(lowered int, rest string) string {
	changes := slices.DeleteFunc(l.replay(anybody, never).changes, func(c entry) bool { return c.event < 0 })
	c := &changes[lowered]
	event := "events[" + strconv.Itoa(c.event) + "]"
	number, ok := strings.CutPrefix(rest, ".set[")
	number, _, _ = strings.Cut(number, "]")
	if i, _ := strconv.Atoi(number); c.own && (!ok || i < len(l.Events[c.event].Set)) {
		return event + rest
	}
	return event
}

// inFirst reports whether a path is in what the first amendment sets or drops,
// and says where.
func inFirst(path string) (string, bool) {
	rest, ok := strings.CutPrefix(path, "amendments[0].")
	return rest, ok && (strings.HasPrefix(rest, "set") || strings.HasPrefix(rest, "drop"))
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
	for i := range l.Events {
		wrong.AddAt("events", i, setIn("set", l.Events[i].Set, c))
	}
	for i := range l.Options {
		wrong.AddAt("options", i, problem("fee.sum", of(l.Options[i].Fee.Sum, c)))
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
