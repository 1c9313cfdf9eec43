package revshare

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Recoupment takes back an advance from what is earned after it: the balance of
// an account falls by it, until nothing is left. One meter on each side is an
// account of one work. Several are a pool, crossed: what any of the works earns
// recoups what was advanced for any. Two accounts that recoup from one meter
// name their order by After.
//
// What was advanced in a month is there before the month's earnings are. A
// return first lowers what was left over from earnings that were not taken,
// then gives back to the balance; earnings below zero are filled before
// anything is recouped. So an advance that comes after earnings were paid out
// is recouped from later ones only, which no total of the term could tell: that
// is why it is a stepper. Where all was advanced before anything was earned,
// it is
//
//	recouped = max(0, min(advanced, share × earned))
//
// Meters are summed, and what a clause that goes Back has charged counts above
// zero like any other: a fee is no part of Earned. What is left after a fee is
// recouped from where a [NetBase] is what is owed.
//
// The amount is what the payee gives up, so the agreement says accrual.Named.Back,
// and Untaxed. It is stepped month by month, and in a simulation too, as it reads meters and
// no facts. An amendment that carries it keeps the balance, also over months in
// which it was not in force; one that restarts it writes the balance off.
type Recoupment struct {
	Advanced []accrual.Meter  `json:"advanced"`          // what was advanced, in minor units: of facts, or accrual.Of an [Advance]
	Earned   []accrual.Meter  `json:"earned"`            // what it is recouped from
	Share    finance.Rate     `json:"share,omitzero"`    // of what is earned that may be used: above 0, 100 % where nothing is said
	After    []string         `json:"after,omitempty"`   // the recoupments that the same share serves before this one
	Rounding finance.Rounding `json:"rounding,omitzero"` // of the share, on a month's total
}

var _ accrual.Stepper = Recoupment{}

// Window is the month.
func (Recoupment) Window() accrual.Window { return accrual.Window{} }

// Meters are Advanced, Earned and what the clauses of After charged.
func (r Recoupment) Meters() []accrual.Meter {
	all := append(append(make([]accrual.Meter, 0, len(r.Advanced)+len(r.Earned)+len(r.After)), r.Advanced...), r.Earned...)
	for _, name := range r.After {
		all = append(all, accrual.Of(name))
	}
	return all
}

// Step recoups what the month so far allows, less what it has charged of it.
//
//	recouped of a month = min(balance + advanced, share × earned - recouped by After)
//
// A month below zero gives back. On an error the state is returned as it was.
func (r Recoupment) Step(state accrual.State, s accrual.Span, _ []accrual.Fact) ([]accrual.Line, accrual.State, error) {
	a, err := readAccount(state)
	if err != nil {
		return nil, state, fmt.Errorf("recoupment: state: %w", err)
	}
	if err := a.enter(&s); err != nil {
		return nil, state, fmt.Errorf("recoupment: %w", err)
	}
	charged := a.charged()
	if err := r.step(&a, &s); err != nil {
		return nil, state, fmt.Errorf("recoupment: %w", err)
	}
	amount := finance.Minor(a.charged()-charged, s.Currency)
	if charged != 0 {
		s.Trace.Less(finance.Minor(a.charged(), s.Currency), finance.Minor(charged, s.Currency))
	}
	return lineOf(amount), a.text(), nil
}

// step recomputes the month under way from how it began.
func (r Recoupment) step(a *account, s *accrual.Span) error {
	if len(s.Meters) != len(r.Advanced)+len(r.Earned)+len(r.After) {
		return fmt.Errorf("%d meters in the span: %w", len(s.Meters), finance.ErrConflict)
	}
	advanced, err := sumOf(s.Meters[:len(r.Advanced)])
	if err != nil {
		return err
	}
	usable, err := r.usable(s)
	if err != nil {
		return err
	}
	if a.now, err = a.began.after(advanced, usable); err != nil {
		return err
	}
	if s.Trace != nil {
		a.trace(s, advanced, usable)
	}
	return nil
}

// trace notes what bounds the month, and what is left over from other months or
// for them where that bears on it.
func (a *account) trace(s *accrual.Span, advanced, usable int64) {
	money := func(n int64) finance.Money { return finance.Minor(n, s.Currency) }
	balance := a.began.balance + advanced // a sum that has just been made
	s.Trace.AtMost(money(usable), money(balance))
	if bound := min(usable, balance); bound != a.charged() {
		s.Trace.Less(money(bound), money(bound-a.charged()))
	}
}

// usable is what the month so far lets this account use.
func (r Recoupment) usable(s *accrual.Span) (int64, error) {
	earned, err := sumOf(s.Meters[len(r.Advanced) : len(r.Advanced)+len(r.Earned)])
	if err != nil {
		return 0, err
	}
	total := finance.Minor(earned, s.Currency)
	base, mirrored, err := Mirrored.base(total, nil)
	if err != nil {
		return 0, err
	}
	part, err := base.MulRate(orWhole(r.Share), r.Rounding)
	if err != nil {
		return 0, err
	}
	part, _ = turned(part, mirrored) // at most the total, whose opposite there is
	s.Trace.Share(total, orWhole(r.Share))
	for i, n := range s.Meters[len(r.Advanced)+len(r.Earned):] {
		before, taken := part, finance.Minor(n, s.Currency)
		if part, err = part.Sub(taken); err != nil {
			return 0, err
		}
		s.Trace.Charged(before, taken, r.After[i])
	}
	return part.Minor(), nil
}

// orWhole is r, or the whole where nothing is said.
func orWhole(r finance.Rate) finance.Rate {
	if r.IsZero() {
		return wholeShare
	}
	return r
}

var wholeShare = finance.MustRate("1")

// maxAccounts is how many meters and clauses a pool may name in all.
const maxAccounts = 60

// Validate reports everything that is wrong with r, as finance.Problems.
func (r Recoupment) Validate() error {
	var wrong finance.Problems
	if n := len(r.Advanced) + len(r.Earned) + len(r.After); n > maxAccounts {
		wrong.Add("advanced", fmt.Errorf("%d meters and clauses, at most %d: %w", n, maxAccounts, finance.ErrLimit))
		return wrong.Err()
	}
	if len(r.Advanced) == 0 {
		wrong.Add("advanced", finance.ErrMissing)
	}
	if len(r.Earned) == 0 {
		wrong.Add("earned", finance.ErrMissing)
	}
	seen := map[accrual.Meter]bool{}
	for i, m := range r.Advanced {
		wrong.AddAt("advanced", i, checkOnce(seen, m, checkMeter(m)))
	}
	for i, m := range r.Earned {
		wrong.AddAt("earned", i, checkOnce(seen, m, checkMeter(m)))
	}
	for i, name := range r.After {
		wrong.AddAt("after", i, checkOnce(seen, accrual.Of(name), checkName(name)))
	}
	wrong.Add("share", checkShare(r.Share))
	wrong.Add("rounding", r.Rounding.Validate())
	return wrong.Err()
}

// checkOnce is err, or that m is seen for the second time.
func checkOnce(seen map[accrual.Meter]bool, m accrual.Meter, err error) error {
	if err == nil && seen[m] {
		err = finance.ErrDuplicate
	}
	seen[m] = true
	return err
}
