// Package document draws documents from what was posted, as data, and keeps
// their numbers.
//
// A [Kind] is data of the host: what it is drawn from, whose document it is, how
// it prints. A country's practice, such as invoice, act, universal transfer
// document, tax invoice on an advance, commission agent's report, corrected
// ones, is a table of [Kinds]. A [Source] holds obligations, payments ahead, and
// the [Details] of the parties. Draw answers drafts, a [Register] takes them in,
// and Issue gives each its number and date, once:
//
//	drafts, err := register.Draw(act, document.Source{Owner: us, Obligations: closed.Obligations, Parties: parties})
//	register, err = register.Add(drafts...)
//	register, err = register.Issue(document.Numbered{Document: drafts[0].ID, Number: "17", Date: day})
//
// A [Line] bears the posting and the key of its obligation, so each obligation
// is in exactly one document of a kind, whatever the retries, and its derivation
// can be asked for. An adjustment becomes a correction that names the document it
// corrects, with what stood before, what stands now and the difference.
// A [Report] follows a commission agent's report from its sending to its
// settlement: what is accepted, objected to, deemed accepted, and payable since
// when, and so the life of a correction; settlement.Reported reads what package
// settlement waits for. [Kind.SetOff] draws a set-off act, [Register.Reconcile] an
// account beside the other side's own, with every difference. [Rows] are the lines
// as another program takes them; a [Coding] gives them the accounts of the host's
// own chart.
//
// Conventions: amounts are as posted, tax included; where an agreement says so,
// tax is computed once a document and the difference to what was posted is
// Rounding. A document's total is what its first section's direction owes, less
// what is owed the other way. Periods are half-open, a print shows the last day.
// Texts are in English and Russian. An id is a UUIDv5 over kind, parties, period
// and postings, never over amounts.
//
// Left out: layouts and files of authorities, signatures, and which documents a
// law demands. The package keeps nothing, reads no clock and knows no law, rate
// or term.
package document
