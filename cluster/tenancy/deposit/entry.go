package deposit

import (
	"encoding/binary"
	"fmt"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// namespace is that of the ids of entries: a UUIDv5 of this package's path in
// the namespace of URLs.
const namespace = "https://github.com/creative-cluster/kvartal/cluster/tenancy/deposit"

// Entry applies a part of the deposit in the books of the landlord: the
// liability shrinks, and what the resident owed with it, as a payment would do;
// what was forfeited is income, so its account is named. An empty account is
// ledger.Receivable. For damage or a penalty that was not posted as an obligation,
// name an income account. A movement of a month before in is entered in that. Only
// what was applied is an entry: what was paid in or returned is a payment of
// the ledger, and a movement that voids another is the reversal of its entry.
func (d Deposit) Entry(m Movement, in civil.Month, credit ledger.Account) (ledger.Entry, error) {
	var wrong finance.Problems
	wrong.Add("", d.Validate())
	wrong.Add("movement", m.Validate())
	if m.Kind != Applied || m.Voids != "" {
		wrong.Add("movement.kind", fmt.Errorf("only what was applied is an entry: %w", finance.ErrConflict))
	}
	if credit == "" {
		if credit = ledger.Receivable; m.For == Forfeits {
			wrong.Add("credit", finance.ErrMissing)
		}
	}
	out, err := m.Amount.Neg()
	wrong.Add("movement.amount", err)
	if err := wrong.Err(); err != nil {
		return ledger.Entry{}, err
	}
	e := ledger.Entry{ID: d.entryID(m.ID), On: m.On, Month: m.On.Month(), Text: d.Terms.Clause + " applied, " + string(m.For)}
	if e.Month.Before(in) {
		e.Month = in
	}
	e.Lines = []ledger.Line{
		{Account: ledger.Deposits, Party: d.Resident, Amount: m.Amount},
		{Account: credit, Party: d.Resident, Amount: out},
	}
	return e, nil
}

// entryID is a UUIDv5 over agreement, clause and movement, each after its
// length.
func (d *Deposit) entryID(movement string) uuid.UUID {
	var b []byte
	for _, part := range [...]string{d.Agreement, d.Terms.Clause, movement} {
		b = binary.BigEndian.AppendUint32(b, uint32(len(part))) //nolint:gosec // bounded by accrual.MaxText
		b = append(b, part...)
	}
	return uuid.NewSHA1(uuid.NewSHA1(uuid.NameSpaceURL, []byte(namespace)), b)
}
