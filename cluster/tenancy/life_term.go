package tenancy

import "github.com/creative-cluster/kvartal/finance/civil"

// ForMonths is a term of so many months from its first day. It ends on the
// corresponding day of a later month, or where that has none as its last day
// begins: eleven months from 31 March end on 28 February, whose eve is the last
// day. Count from the first day, never from an end.
func ForMonths(first civil.Date, months int) civil.Period {
	return civil.Period{From: first, To: first.AddMonths(months)}
}

// Held is the term of l as amended by what was known before a day; the zero
// Period if l was not known, is not signed, or was withdrawn.
func (l Lease) Held(known civil.Date) civil.Period {
	then, ok := l.asKnown(known)
	if !ok {
		return civil.Period{}
	}
	return then.held()
}

// Sublet is what l leaves of a term that is asked for a sublease, by what was
// known before a day: a sublease has no day that its head lease has not. The
// zero Period is nothing.
//
// Source: art. 615(2) of the Civil Code of Russia.
func (l Lease) Sublet(asked civil.Period, known civil.Date) civil.Period {
	return asked.Intersect(l.Held(known))
}
