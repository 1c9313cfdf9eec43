package tenancy

import (
	"errors"
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// field is a set of the fields of an event that only some actions have.
type field uint16

const (
	hasBy field = 1 << iota
	hasUntil
	hasOption
	hasConditions
	hasResident
	hasSpaces
	hasClauses
	hasDrop // without Set: what rests
	hasAlone
)

// fields says what each action needs and what else it may have, and whether it
// is a fact, which cannot be known before its day.
var fields = [...]struct {
	needs, may field
	fact       bool
}{
	Sign:     {fact: true},
	Withdraw: {},
	Commence: {fact: true},
	Amend:    {needs: hasClauses, may: hasBy | hasAlone},
	Assign:   {needs: hasResident, may: hasClauses},
	Move:     {needs: hasSpaces, may: hasClauses},
	Suspend:  {may: hasUntil | hasDrop},
	Resume:   {},
	Serve:    {needs: hasUntil, may: hasBy | hasOption | hasConditions | hasClauses, fact: true},
	Fulfil:   {needs: hasOption | hasConditions, fact: true},
	Extend:   {needs: hasUntil, may: hasClauses},
	Renew:    {needs: hasUntil, may: hasClauses},
	EndEarly: {},
	HoldOver: {},
	Return:   {},
}

// given are the fields that e has, under their names in files.
func (e *Event) given() [8]struct {
	name  string
	field field
	given bool
} {
	return [...]struct {
		name  string
		field field
		given bool
	}{
		{"by", hasBy, e.By != ByResident},
		{"alone", hasAlone, e.Alone},
		{"until", hasUntil, !e.Until.IsZero()},
		{"option", hasOption, e.Option != ""},
		{"conditions", hasConditions, len(e.Conditions) > 0},
		{"resident", hasResident, e.Resident != ""},
		{"spaces", hasSpaces, len(e.Spaces) > 0},
		{"set", hasClauses, len(e.Set) > 0},
	}
}

// Validate reports everything that is wrong with e in itself, as
// finance.Problems. Whether it has a place in the life of its lease is the
// lease's check.
func (e Event) Validate() error {
	var wrong finance.Problems
	if int(e.Action) >= len(fields) {
		wrong.Add("action", fmt.Errorf("%v is no event: %w", e.Action, finance.ErrRange))
		return wrong.Err()
	}
	e.checkDays(&wrong)
	e.checkFields(&wrong)
	wrong.Add("by", e.By.Validate())
	if e.By == ByEither {
		wrong.Add("by", fmt.Errorf("one of the two: %w", finance.ErrRange))
	}
	addDuplicates(&wrong, "conditions", e.Conditions)
	addDuplicates(&wrong, "spaces", e.Spaces)
	if e.Resident != "" {
		wrong.Add("resident", checkID(string(e.Resident)))
	}
	e.checkClauses(&wrong)
	return wrong.Err()
}

func (e *Event) checkDays(wrong *finance.Problems) {
	if e.On.IsZero() {
		wrong.Add("on", finance.ErrMissing)
	}
	if e.Known.IsZero() {
		wrong.Add("known", finance.ErrMissing)
	}
	if fields[e.Action].fact && e.Known.Before(e.On) && !e.Known.IsZero() {
		wrong.Add("known", fmt.Errorf("%v, before it happened on %v: %w", e.Known, e.On, finance.ErrOrder))
	}
	if !e.Until.IsZero() && !e.On.Before(e.Until) {
		wrong.Add("until", fmt.Errorf("%v is not after %v: %w", e.Until, e.On, finance.ErrOrder))
	}
}

// checkFields compares what is given with what the action needs and may have.
func (e *Event) checkFields(wrong *finance.Problems) {
	allowed := fields[e.Action]
	for _, f := range e.given() {
		switch {
		case f.given && (allowed.needs|allowed.may)&f.field == 0:
			wrong.Add(f.name, fmt.Errorf("%v has none: %w", e.Action, finance.ErrConflict))
		case !f.given && allowed.needs&f.field != 0 && (f.field != hasClauses || len(e.Drop) == 0):
			wrong.Add(f.name, finance.ErrMissing)
		}
	}
	if len(e.Drop) > 0 && (allowed.needs|allowed.may)&(hasClauses|hasDrop) == 0 {
		wrong.Add("drop", fmt.Errorf("%v has none: %w", e.Action, finance.ErrConflict))
	}
}

// checkClauses takes over what the spine says of clauses that are set in
// themselves; what they say of each other is the lease's check.
func (e *Event) checkClauses(wrong *finance.Problems) {
	addDuplicates(wrong, "drop", e.Drop)
	frame := accrual.Agreement{
		ID: "x", Currency: anyCurrency,
		Amendments: []accrual.Amendment{{
			From: someDay, Known: someDay, Set: e.Set, Drop: e.Drop,
			Parties: &accrual.Parties{Creditor: anybody, Debtor: "x"}, Term: &civil.Period{From: someDay},
		}},
	}
	var found finance.Problems
	if !errors.As(frame.Validate(), &found) {
		return
	}
	for p := range found.All() {
		if path, ok := inFirst(p.Path); ok && !errors.Is(p.Err, finance.ErrUnknown) {
			wrong.Add(path, p.Err)
		}
	}
}

// someDay is a day, where any will do.
var someDay = civil.MustDate("2000-01-01")

// never is a day before which everything is known: what becomes known on it
// never does.
var never = civil.MustDate("9999-12-31")
