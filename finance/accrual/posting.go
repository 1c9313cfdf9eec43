package accrual

import (
	"encoding/binary"

	"github.com/google/uuid"
)

// postings is the namespace of posting ids: a UUIDv5 of the library's module
// path in the namespace of URLs. It never changes.
var postings = uuid.NewSHA1(uuid.NameSpaceURL, []byte("https://github.com/creative-cluster/kvartal"))

// Posting is the id under which a ledger enters o exactly once: a UUIDv5 over
// the key, both parties, the currency, the month and the cut-off of the close
// that posted it, and the month that it belongs to where that is later than the
// one in which its slot begins: one close may take a window's charge back in one
// month and post it in another. Amounts are not in it: the same posting with
// another amount is a conflict, not a second entry.
func (o Obligation) Posting() uuid.UUID {
	parts := [...]string{
		o.Agreement, o.Clause, o.Slot.String(), o.Source, string(o.Debtor), string(o.Creditor), o.Net.Currency().Code(),
		o.In.String(), o.Cutoff.String(), o.For.String(),
	}
	n := len(parts)
	if !o.For.After(o.Slot.From.Month()) {
		n--
	}
	b := make([]byte, 0, 256)
	for _, part := range parts[:n] {
		b = binary.BigEndian.AppendUint32(b, uint32(len(part))) // so that no two lists of parts read the same
		b = append(b, part...)
	}
	return uuid.NewSHA1(postings, b)
}
