// Package revshare holds the clauses by which revenue is shared: what a seller
// passes on, what it keeps, and how makers divide the rest.
//
// Each is one sentence of an [accrual.Agreement], and counts meters of facts
// or of other clauses. [PassThrough] owes what a meter counted; a [Commission]
// is a flat share of it, a [SlabCommission] goes by layers. [Minimum] tops up
// what another clause charged, [Cap] gives back what goes over. [SplitShare] is
// one part of a division whose parts always sum to the whole. A [RateCard] finds
// the rate by category, brand, channel and day for a [CardCommission]; a
// [TargetCommission] and an [Escalator] follow what another meter has reached.
// [FixedFee] and [UnitFee] are what is owed beside a share. A [NetBase] goes from
// gross to the base of a share, a [ShareOf] takes one, and [Combined] makes one
// charge of several: a sum, the greatest, the least, within bounds.
//
// A goods agreement is mostly the first two, the fee going back from the maker to
// the shop:
//
//	Set: []accrual.Named{
//		{Name: "proceeds", Clause: revshare.PassThrough{Meter: "gross"}, Untaxed: true},
//		{Name: "fee", Clause: revshare.Commission{Meter: "gross", Rate: finance.MustRate("30%")}, Back: true},
//	}
//
// These are earners: they answer what a window has earned so far, rounded once,
// so however a window is cut, its charges sum to the same. [FrozenCommission]
// is a stepper: it remembers each sale, so that a return gives back what its
// own sale bore; so does [RefundableFee], which keeps of a fixed sum and a
// percentage what its [Keeps] says. A frozen commission bounds what an order bears
// under a yearly scale.
//
// What goes from one window to the next is a stepper too, and reads meters only:
// an [Advance] is earned back by [Recoupment], for one work or a pool;
// [Guarantee] is a minimum whose shortfalls later windows make good;
// [Reserve] holds back against returns, in tranches; [LossCarry] shares gains
// once losses are made good. Late facts replay them, a simulation steps them,
// an amendment that carries them keeps what they carry, and one that restarts
// them forgets it.
//
// A plan is a list of such clauses: terms.Encode prints it, accrual.Compare tells
// what two plans come to on the same facts, [CheckPlan] what is wrong with one as
// a whole.
//
// Readings are minor units of the agreement's currency, a return's are below
// zero. What a total below zero owes is a field, [Negative]; so is the rounding,
// half-even where nothing is said. Nobody's name is in a clause: who owes it to
// whom is the agreement's word. Waterfalls and settlement are not here.
package revshare
