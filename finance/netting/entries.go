package netting

import (
	"cmp"
	"encoding/binary"
	"slices"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// namespace is that of the ids of entries: a UUIDv5 of this package's path in
// the namespace of URLs. It never changes.
var namespace = uuid.NewSHA1(uuid.NameSpaceURL, []byte("https://github.com/creative-cluster/kvartal/finance/netting"))

// entryID is a UUIDv5 over the parts, each after its length.
func entryID(parts ...string) uuid.UUID {
	var b []byte
	for _, part := range parts {
		b = binary.BigEndian.AppendUint32(b, uint32(len(part)))
		b = append(b, part...)
	}
	return uuid.NewSHA1(namespace, b)
}

// Entries are what the ledger of a party takes, none where the act is not about
// it: after SetOff one entry for each other side, after Net one for all. What
// the other owed is credited, what was owed to it debited, and the new debts of
// Net stand in their place. What was converted is two linked legs against
// ledger.Conversion, each balancing in its currency. An account is that of the
// claim where it was read from the party's own books, otherwise
// ledger.Receivable or ledger.Payable.
//
// An entry's id follows from that of the act, its party and the other side: to
// enter it again is a retry, and another act under the same id is a conflict.
func (a Act) Entries(owner accrual.Party) []ledger.Entry {
	groups := map[accrual.Party][]ledger.Line{}
	for _, e := range a.Extinguished {
		if n, ok := e.line(owner); ok {
			side := a.side(n.Party)
			groups[side] = append(groups[side], n)
		}
	}
	for _, p := range a.Payments {
		switch owner {
		case p.Creditor:
			groups[""] = append(groups[""], ledger.Line{Account: ledger.Receivable, Party: p.Debtor, Amount: p.Amount})
		case p.Debtor:
			groups[""] = append(groups[""], ledger.Line{Account: ledger.Payable, Party: p.Creditor, Amount: opposite(p.Amount)})
		}
	}
	list := make([]ledger.Entry, 0, len(groups))
	for side, lines := range groups {
		list = append(list, ledger.Entry{
			ID: entryID(a.ID, string(owner), string(side)), On: a.On, Month: a.On.Month(), Text: a.text(), Lines: balanced(lines),
		})
	}
	slices.SortFunc(list, func(x, y ledger.Entry) int { return cmp.Compare(x.Lines[0].Party, y.Lines[0].Party) })
	return list
}

// side is the one that an entry of this act is about: each other party of a
// SetOff, all of them of a Net.
func (a *Act) side(other accrual.Party) accrual.Party {
	if a.Cleared {
		return ""
	}
	return other
}

func (a *Act) text() string {
	if a.Cleared {
		return "netting: " + a.ID
	}
	return "set-off: " + a.ID
}

// line is what e is in the books of one of its sides.
func (e *Extinguished) line(owner accrual.Party) (ledger.Line, bool) {
	c := &e.Claim
	n := ledger.Line{Account: ledger.Receivable, Party: c.Debtor, Amount: opposite(e.Own)}
	switch owner {
	case c.Creditor:
	case c.Debtor:
		n = ledger.Line{Account: ledger.Payable, Party: c.Creditor, Amount: e.Own}
	default:
		return n, false
	}
	if c.Owner == owner && c.Account != "" {
		n.Account = c.Account
	}
	return n, true
}

// opposite of an amount above zero, which has one.
func opposite(m finance.Money) finance.Money { return finance.Minor(-m.Minor(), m.Currency()) }

// balanced sums lines of one place, and puts what a currency lacks, which was
// converted, against Conversion.
func balanced(lines []ledger.Line) []ledger.Line {
	slices.SortStableFunc(lines, comparePlace)
	var sum []ledger.Line
	lacks := map[finance.Currency]int64{}
	for _, n := range lines {
		lacks[n.Amount.Currency()] -= n.Amount.Minor()
		if k := len(sum) - 1; k >= 0 && comparePlace(sum[k], n) == 0 {
			sum[k].Amount = finance.Minor(sum[k].Amount.Minor()+n.Amount.Minor(), n.Amount.Currency())
			continue
		}
		sum = append(sum, n)
	}
	from := len(sum)
	for c, n := range lacks {
		if n != 0 {
			sum = append(sum, ledger.Line{Account: ledger.Conversion, Amount: finance.Minor(n, c)})
		}
	}
	slices.SortFunc(sum[from:], comparePlace)
	return sum
}

func comparePlace(x, y ledger.Line) int {
	return cmp.Or(cmp.Compare(x.Party, y.Party), cmp.Compare(x.Account, y.Account),
		cmp.Compare(x.Amount.Currency().Code(), y.Amount.Currency().Code()), cmp.Compare(x.Amount.Sign(), y.Amount.Sign()))
}

// Instructions say to ledger.Allocate which items in the tree of a control
// account the entries of a party settle, so that its books leave open what the
// act leaves open. The claims are those that were read from these books.
func (a Act) Instructions(owner accrual.Party, root ledger.Account) []ledger.Instruction {
	var list []ledger.Instruction
	for _, e := range a.Extinguished {
		n, ok := e.line(owner)
		if !ok || !n.Account.In(root) {
			continue
		}
		list = append(list, ledger.Instruction{
			Credit: entryID(a.ID, string(owner), string(a.side(n.Party))), Item: e.Claim.ID, Amount: e.Own, Known: a.On,
		})
	}
	return list
}
