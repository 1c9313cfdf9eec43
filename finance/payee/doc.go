// Package payee says what a party's tax form makes of what it is paid: who
// invoices, what is withheld, what counts as its income, and how near a limit it
// is.
//
// A [Form] is a tax form by dated [Rules] with sources, such as a self-employed
// person or a company on a simplified system; [Tables] are those that a host
// knows. No law is in the code: rates, limits and days are rows that the host
// hands in, and testdata/russia.json is an example to check and go on from. A
// [Payee] is a party with the form that it had from day to day.
//
//	payout, err := tables.Withhold(maker, gross, civil.MustDate("2026-04-10"))
//
// A [Payout] is net and what was withheld from it, which sum to the gross to the
// kopeck, each with its derivation. What a party's share is does not depend on
// its form: a status that is lost moves tax, and the share stays.
//
// [Income] is what came to a payee by cash: received, set off, or kept by an agent
// as its fee. [Tables.Register] adds it up by quarter as the form counts it: where
// the base is the whole price, a fee that was kept is income of the payee too.
// [Tables.Watch] holds it against each [Limit]: the sum of the year and of the
// month, the day of each warning on the way, the day on which it was crossed and
// the day from which that changes the form. [Payee.After] is the payee with that
// change.
//
// Conventions. Sums of a day count at its end, whatever the order of entries. A
// warning is at its fraction of a limit or above, a limit is crossed above it. A
// tax is rounded once, to its own unit. Income of a day is that of the form of the
// day, and a limit counts the days of its form.
//
// Left out: income that others paid (hand it in as an entry), tables of tax that
// rise with the year's income, deductions, contributions that a payer bears on
// top, and returns to an authority.
package payee
