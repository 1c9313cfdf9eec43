// Package membership models who uses a coworking by which plan, and what they owe
// for it.
//
// A [Plan] is a list of clauses: a [PlanFee] for each billing cycle, with a
// [JoiningDiscount] for who joins inside one; an [Allowance] of a credit, such as
// room hours, with what is charged beyond it; a [DayPass] by count. A
// [Membership] lets a member use a plan for a term, with each [Change] of plan and
// each [Pause]. What happens is a fact: a [Use] and its [Cancel], a [Purchase] of
// credits and its [Refund], [Goodwill], and a [Void] of any of them.
// [Membership.Agreement] gives what accrual.Close applies to a month's
// facts, as a lease does, and [Kinds] names the clauses for files:
//
//	agreement, err := m.Agreement("operator", finance.RUB, tax)
//
// A [Statement] is the balance of a credit by cycle: granted, bought, used, lapsed,
// left. [Parts] counts out billing cycles, a [Switch] prices a change of plan
// before it is agreed, a [SetOff] a goodwill credit against an invoice.
//
// Conventions: a billing cycle is a month from one billing day to the next, and
// its ends are counted from that day: 31 January, 28 February, 31 March. A cycle is
// billed ahead, whole, as it begins, and stands in the calendar month in which it
// begins. The day of a change of plan is the new plan's unless the change says
// otherwise; what was paid ahead is credited in a line of its own, or converted
// into days. What was bought never lapses; it is used last, and refunded as the
// membership ends. Entitlement goes by the day of the use. Periods are half-open,
// and each line rounds once, half-even unless it says otherwise.
//
// It leaves out plans by the week or the year, allowances in simulations, which
// are shown no single facts, who may book what, and money that members pay ahead,
// which a ledger keeps.
package membership
