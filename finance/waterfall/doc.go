// Package waterfall divides what a joint project brings in over tiers: first
// the capital, then a preferred return on it, then a catch-up and a promote for
// the one who runs the project.
//
// [Terms] are what the parties agreed: who they are, which of them is the
// sponsor, and the tiers in their order. A [Tier] takes what is left until it is
// full: [Capital] until what was contributed is back, [Preferred] until the
// return on it by its [Yield] is paid, [CatchUp] until the sponsor has its carry
// of the profit, [Split] until a [Hurdle], or without end in the last one. [Facts]
// are contributions and proceeds by day. [Distribute] answers who gets what:
//
//	d, err := waterfall.Distribute(terms, facts, civil.MustDate("2027-01-01"))
//
// Each [Round] of it is a day on which something came in, each [Layer] a tier
// that was paid then, with what was left, what would have filled it, and the
// parts of the parties, which sum exactly to the proceeds. Text puts it into
// English or Russian. [Part] is the same as a clause of an agreement: what one
// party is owed, from readings of contributions and proceeds, to the same kopeck.
//
// A project of several deals is divided as a whole or [ByDeal]. By deal, a
// sponsor may take a promote on a winner before a loser is known: with ClawBack
// it returns, on the last day of the term, what it had above its promote by the
// whole project.
//
// Conventions. Amounts are whole minor units, rates are fractions; no float is
// on the way. Of one day, contributions come before proceeds. Interest is rounded
// to the minor unit for each stretch in which what bears it stands, and at the
// end of each compounding period; a payment takes the interest of the running
// period first, then what has been compounded. A hurdle by rate of return is a
// balance: what the investors contributed less what they got, grown at the
// hurdle; what brings it to zero ends the tier. A tier that pays to shares ends
// with the unit that fills it, so a hurdle may be passed by one unit.
// Investors are all parties but the sponsor, taken together.
//
// Left out: taxes on parties, fees of the sponsor (clauses of their own), capital
// that is called but not paid, recycling of proceeds, and claw-back before the end.
package waterfall
