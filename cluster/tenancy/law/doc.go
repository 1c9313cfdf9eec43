// Package law holds leases against rules of law, and warns.
//
// A [Rule] is a row of a table that the host supplies: its [Kind], the days on
// which it is in force, its article, its words in English and Russian, its source,
// and the figures that the law sets. A [Subject] is what a lease says in brief.
// [Rules.Check] answers a [Warning] for each rule that the lease does not meet:
//
//	for _, w := range rules.Check(subject, today) {
//		fmt.Println(w.Text(accrual.Russian))
//	}
//
// A warning is no error: it stops no signing and no close, and is no legal
// advice. The library knows what kinds of rules there are and how their dates are
// counted, and no law: not one term, article or word of a rule is in its code. The
// dated table for Russia in testdata is an example; where court practice is in
// doubt, its Doubt says so, and the warning with it.
//
// The dates are counted by functions that need no table: [NoticeEnd],
// [RegistrationNeeded], [RentChangesAllowed], [Late], [LatestSubleaseDay].
//
// Conventions: terms are half-open, days that a text shows are the last ones
// included; a month's notice from the 31st ends on the last day of a month that
// has none. A rule is looked up on the day that it is about: of signing, of the
// receipt of a notice, of the change of rent, of the first day of a delay.
//
// It leaves out the order in which payments are set off and late interest, which
// are the ledger's, and the renewal of a lease by silence: a host that takes a
// lease for renewed gives it a term without an end.
package law
