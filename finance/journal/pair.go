package journal

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Pair is one amount that debits one account and credits another: проводка. A
// line off the balance, such as of 004, has one side only.
type Pair struct {
	Date                    civil.Date // from which the entry counts
	Entry                   uuid.UUID
	Document                string // what the obligation is for: agreement, clause, source; empty for other entries
	Debit, Credit           string // codes
	DebitParty, CreditParty accrual.Party
	Amount                  finance.Money // above zero
	Text                    string
}

// Pairs breaks an entry into pairs that sum exactly to its lines: in each
// currency, debits and credits are matched in the order of the lines, each
// taking what the other has left. So rent with tax that one line debits and
// two credit is two pairs, and n lines are at most n-1. A line off the balance
// is a pair of its own with one side. Lines of nothing give none, nor do locks.
func (m Map) Pairs(e ledger.Entry) ([]Pair, error) {
	if err := e.Validate(); err != nil {
		return nil, err
	}
	var wrong finance.Problems
	codes := make([]string, len(e.Lines))
	for i, n := range e.Lines {
		var err error
		codes[i], err = m.Code(n.Account)
		wrong.AddAt("lines", i, err)
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	head := Pair{Date: e.Day(), Entry: e.ID, Document: document(e.Key), Text: e.Text}
	return matched(head, e.Lines, codes), nil
}

// matched matches each line with those before it, but those off the balance.
func matched(head Pair, lines []ledger.Line, codes []string) []Pair {
	var pairs []Pair
	left := make([]int64, len(lines))
	for i, n := range lines {
		if n.Account.OffBalance() {
			pairs = oneSided(pairs, head, n, codes[i])
			continue
		}
		left[i] = n.Amount.Minor()
		for k := 0; k < i && left[i] != 0; k++ {
			if lines[k].Amount.Currency() != n.Amount.Currency() || left[k] == 0 || (left[k] > 0) == (left[i] > 0) {
				continue
			}
			debit, credit := i, k
			if left[i] < 0 {
				debit, credit = k, i
			}
			moved := min(left[debit], -left[credit])
			left[debit] -= moved
			left[credit] += moved
			one := head
			one.Debit, one.DebitParty = codes[debit], lines[debit].Party
			one.Credit, one.CreditParty = codes[credit], lines[credit].Party
			one.Amount = finance.Minor(moved, n.Amount.Currency())
			pairs = append(pairs, one)
		}
	}
	return pairs
}

// oneSided adds n as a debit or a credit alone.
func oneSided(pairs []Pair, one Pair, n ledger.Line, code string) []Pair {
	switch amount := n.Amount.Minor(); {
	case amount > 0:
		one.Debit, one.DebitParty, one.Amount = code, n.Party, n.Amount
	case amount < 0:
		one.Credit, one.CreditParty, one.Amount = code, n.Party, finance.Minor(-amount, n.Amount.Currency())
	default:
		return pairs
	}
	return append(pairs, one)
}

// document is the key in words.
func document(k accrual.Key) string {
	text := k.Agreement
	for _, part := range []string{k.Clause, k.Source} {
		if part != "" {
			text += ", " + part
		}
	}
	return text
}

// Total is what pairs turn over in one code and currency.
type Total struct {
	Code          string
	Debit, Credit finance.Money
}

// Balance is Debit - Credit.
func (t Total) Balance() finance.Money {
	return finance.Minor(t.Debit.Minor()-t.Credit.Minor(), t.Debit.Currency()) // of two numbers from zero up, so it fits
}

// Totals sums pairs by code, then currency code, in that order. A sum beyond
// int64 is ErrOverflow.
func Totals(pairs []Pair) ([]Total, error) {
	type key struct {
		code     string
		currency finance.Currency
	}
	sums := map[key]Total{}
	for i, p := range pairs {
		for side, code := range []string{p.Debit, p.Credit} {
			if code == "" {
				continue
			}
			at := key{code, p.Amount.Currency()}
			sum, ok := sums[at]
			if !ok {
				zero := finance.Zero(at.currency)
				sum = Total{code, zero, zero}
			}
			of := []*finance.Money{&sum.Debit, &sum.Credit}[side]
			more, err := of.Add(p.Amount)
			if err != nil {
				return nil, finance.Problem{Path: fmt.Sprintf("[%d].amount", i), Err: err}
			}
			*of = more
			sums[at] = sum
		}
	}
	return slices.SortedFunc(maps.Values(sums), func(a, b Total) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Debit.Currency().Code(), b.Debit.Currency().Code()))
	}), nil
}
