package servicecharge

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Facts returns what the leases' clauses count of s, known on the given day:
// one fact for each part with a day held, on the last of its days. They replace
// those of before, an earlier statement of the same window; the zero Statement
// is none. That one's facts are voided, not corrected by differences, so that
// the sum is right also where a lease has since turned out to end sooner or
// later. A close posts only what differs.
//
// A lease that before has and s has not is left as if nothing had been drawn up
// for it. A statement of another pool or window, or of the same id, is
// ErrConflict; a day before s.Known is ErrOrder.
func (s Statement) Facts(before Statement, known civil.Date) ([]accrual.Fact, error) {
	var wrong finance.Problems
	s.checkFacts(&before, known, &wrong)
	facts := make([]accrual.Fact, 0, len(before.Parts)+len(s.Parts))
	for i := range before.Parts {
		if x := &before.Parts[i]; !x.On.IsZero() {
			ref := before.ref(x)
			facts = append(facts, accrual.Fact{ID: s.ref(x).ID + ":void", Agreement: x.Agreement, On: x.On, Known: known, Voids: ref})
		}
	}
	for i := range s.Parts {
		if x := &s.Parts[i]; !x.On.IsZero() {
			adds := []accrual.Reading{{Meter: Borne(s.Pool), N: x.Charge.Minor()}, {Meter: Drawn(s.Pool), N: 1}}
			facts = append(facts, accrual.Fact{ID: s.ref(x).ID, Agreement: x.Agreement, On: x.On, Known: known, Adds: adds})
		}
	}
	for i := range facts {
		wrong.Add("", facts[i].Validate())
	}
	if err := wrong.Err(); err != nil {
		return nil, fmt.Errorf("statement %.40q: %w", s.ID, err)
	}
	return facts, nil
}

// ref names the fact of a part. Pool and id hold no colon, so no two statements
// share a name.
func (s *Statement) ref(x *Part) accrual.Ref {
	return accrual.Ref{ID: "service-charge:" + s.Pool + ":" + s.ID + ":" + x.On.String(), On: x.On}
}

func (s *Statement) checkFacts(before *Statement, known civil.Date, wrong *finance.Problems) {
	wrong.Add("id", checkName(s.ID))
	wrong.Add("pool", checkName(s.Pool))
	switch {
	case known.IsZero():
		wrong.Add("known", finance.ErrMissing)
	case known.Before(s.Known):
		wrong.Add("known", fmt.Errorf("%v is before %v: %w", known, s.Known, finance.ErrOrder))
	}
	if before.ID == "" && len(before.Parts) == 0 {
		return
	}
	if before.ID == s.ID {
		wrong.Add("id", fmt.Errorf("%.40q is that of the statement before: %w", s.ID, finance.ErrConflict))
	}
	if before.Pool != s.Pool || before.Window != s.Window {
		wrong.Add("window", fmt.Errorf("%.40q of %v after %.40q of %v: %w", s.Pool, s.Window, before.Pool, before.Window, finance.ErrConflict))
	}
}
