package ledger

import (
	"encoding/binary"

	"github.com/google/uuid"
)

// namespace is that of the ids that the ledger gives itself: a UUIDv5
// of this package's path in the namespace of URLs. It never changes.
var namespace = uuid.NewSHA1(uuid.NameSpaceURL, []byte("https://github.com/creative-cluster/kvartal/finance/ledger"))

// contentID is a UUIDv5 over parts, each after its length, so that no two
// lists of parts read the same.
func contentID(parts ...string) uuid.UUID {
	b := make([]byte, 0, 128)
	for _, part := range parts {
		b = binary.BigEndian.AppendUint32(b, uint32(len(part)))
		b = append(b, part...)
	}
	return uuid.NewSHA1(namespace, b)
}

// Posting is the id of the entry that p makes: of its kind and its ID, so that
// the same payment with another amount is a conflict, not a second entry.
func (p Payment) Posting() uuid.UUID { return contentID("payment", p.ID) }

// reversalOf is the id of the entry that undoes the given one. An entry has
// one reversal.
func reversalOf(id uuid.UUID) uuid.UUID { return contentID("reversal", id.String()) }
