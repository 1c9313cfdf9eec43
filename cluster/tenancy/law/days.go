package law

import (
	"slices"

	"github.com/creative-cluster/kvartal/finance/civil"
)

// NoticeEnd is the last day of a notice of some months that was received on a
// day. A month that lacks the day ends the notice on its last one: three months
// from 31 January end on 30 April. Of no day it is no day.
//
// Source: Civil Code of Russia, art. 192(3).
func NoticeEnd(received civil.Date, months int) civil.Date { return received.AddMonths(months) }

// NoticeInTime reports whether a notice of some months, served on a day, has run
// by the day on which the lease is left. A notice of twelve months for 30 June
// may be served on 30 June of the year before.
func NoticeInTime(served civil.Date, months int, leave civil.Date) bool {
	end := NoticeEnd(served, months)
	return !end.IsZero() && !end.After(leave)
}

// RegistrationNeeded reports whether a lease has a term of at least some months:
// from the first day of a month to the last one of a month a year later is a full
// year. The days before the signing are back-dated and do not count, although
// rent is owed for them; no day of signing is the first of the term. A lease
// without an end has no term.
//
// Source: Civil Code of Russia, art. 651(2) and 425(2), as courts read them.
func RegistrationNeeded(term civil.Period, signed civil.Date, months int) bool {
	if term.IsEmpty() || term.IsOpen() {
		return false
	}
	from := term.From
	if signed.After(from) {
		from = signed
	}
	full := from.AddMonths(months)
	return !full.IsZero() && !full.After(term.To)
}

// RentChangesAllowed says of each change of rent whether it may be made when
// those that are bound have some months between them: the same day of a later
// month is late enough. Others are always allowed and bind nobody. A change that
// is refused does not count towards the next. Changes may be in any order; of one
// day, the earlier in the list comes first.
//
// Source: Civil Code of Russia, art. 614(3), as courts read it.
func RentChangesAllowed(changes []RentStep, binds []Change, months int) []bool {
	allowed := make([]bool, len(changes))
	for i, earliest := range earliestChanges(changes, func(civil.Date) ([]Change, int) { return binds, months }) {
		allowed[i] = earliest.IsZero()
	}
	return allowed
}

// earliestChanges is for each change that comes too early the first day on which
// it might come; no day for the others.
func earliestChanges(changes []RentStep, rule func(civil.Date) ([]Change, int)) []civil.Date {
	order := make([]int, len(changes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return changes[a].On.Compare(changes[b].On) })
	early := make([]civil.Date, len(changes))
	last := map[Change]civil.Date{}
	for _, i := range order {
		c := changes[i]
		binds, months := rule(c.On)
		if slices.Contains(binds, c.Kind) {
			early[i] = tooEarly(c.On, last, binds, months)
		}
		if early[i].IsZero() {
			last[c.Kind] = c.On
		}
	}
	return early
}

// tooEarly is the first day for a change, if the given one is before it.
func tooEarly(on civil.Date, last map[Change]civil.Date, binds []Change, months int) (earliest civil.Date) {
	for _, kind := range binds {
		if before, made := last[kind]; made {
			if next := before.AddMonths(months); next.After(on) && next.After(earliest) {
				earliest = next
			}
		}
	}
	return earliest
}

// Late is the delay of an object that was returned on a day, the day of return
// included; the zero Period if it came back in time. A lease without an end has
// no delay.
//
// Source: Civil Code of Russia, art. 622.
func Late(term civil.Period, returned civil.Date) civil.Period {
	if term.IsOpen() || term.IsEmpty() || returned.Before(term.To) {
		return civil.Period{}
	}
	return civil.Period{From: term.To, To: returned.AddDays(1)}
}

// LatestSubleaseDay is the last day of a sublease under a head lease of the given
// term, with which it ends; no day where that has no end.
//
// Source: Civil Code of Russia, art. 615(2) and 618(1).
func LatestSubleaseDay(head civil.Period) civil.Date { return head.To.AddDays(-1) }
