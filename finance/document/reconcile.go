package document

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// TheirLine is a line of the other side's account of the owner, in its own
// signs: what the owner owes is its debit. Package terms reads a list of them
// from CSV.
type TheirLine struct {
	Number string        `json:"number,omitempty"` // of the document, as they write it
	On     civil.Date    `json:"on"`
	Text   string        `json:"text,omitempty"`
	Debit  finance.Money `json:"debit,omitzero"`
	Credit finance.Money `json:"credit,omitzero"`
}

// Validate reports everything that is wrong with n, as finance.Problems: it has
// either a debit or a credit. One below zero takes another back.
func (n TheirLine) Validate() error {
	var wrong finance.Problems
	wrong.Add("number", finance.CheckText(n.Number, MaxText))
	wrong.Add("text", finance.CheckText(n.Text, MaxText))
	if n.On.IsZero() {
		wrong.Add("on", finance.ErrMissing)
	}
	switch {
	case n.Debit.IsZero() && n.Credit.IsZero():
		wrong.Add("debit", finance.ErrMissing)
	case !n.Debit.IsZero() && !n.Credit.IsZero():
		wrong.Add("credit", finance.ErrConflict)
	}
	return wrong.Err()
}

// ours is the line in the signs of the owner's books.
func (n *TheirLine) ours() (finance.Money, error) { return n.Credit.Sub(n.Debit) }

// TheirAccount is the other side's account of a period.
type TheirAccount struct {
	Opening finance.Money // in their signs: what the owner owes is positive
	Closing finance.Money // checked where it is given
	Lines   []TheirLine
}

// Reconcile draws the act that puts a statement of the ledger, in one currency,
// beside the other side's own account. Our lines bear the numbers and dates of
// the documents in r that show them, of the kinds that k refers to; the lines of
// one document are one figure, and so are their lines of one number and day.
//
// Figures are matched by number, of equals those of the same day and amount
// first; then by day and amount; then by an amount that each side has left once.
// Case, spaces around and the sign № before a number do not count.
func (r Register) Reconcile(k Kind, s ledger.Statement, c finance.Currency, theirs TheirAccount, parties []Details) (Document, error) {
	var wrong finance.Problems
	wrong.Add("kind", k.Validate())
	if k.Form != Reconciliation {
		wrong.Add("kind.form", fmt.Errorf("%v: %w", k.Form, finance.ErrConflict))
	}
	wrong.Add("currency", c.Validate())
	if s.Period.IsOpen() {
		wrong.Add("period", finance.ErrMissing)
	}
	owner, other := find(parties, s.Owner), find(parties, s.Party)
	if owner == nil || other == nil {
		wrong.Add("parties", finance.ErrMissing)
	}
	wrong.Add("theirs", theirs.validate(c))
	if err := wrong.Err(); err != nil {
		return Document{}, err
	}
	d := k.draft(owner, other)
	d.Period, d.Currency = s.Period, c
	section := s.Section(c)
	var err error
	if d.Account.Opening.Theirs, err = mirrored(theirs.Opening, c); err != nil {
		return Document{}, err
	}
	d.Account.Opening.Ours = section.Opening
	if d.Account.Pairs, err = pairs(r.figures(&k, section), theirs.figures()); err != nil {
		return Document{}, err
	}
	if err := d.Account.close(); err != nil {
		return Document{}, err
	}
	d.ID = d.identity()
	return d, d.Validate()
}

func find(parties []Details, p accrual.Party) *Details {
	for i := range parties {
		if parties[i].Party == p {
			return &parties[i]
		}
	}
	return nil
}

// mirrored is an amount of theirs in our signs.
func mirrored(m finance.Money, c finance.Currency) (finance.Money, error) {
	return finance.Zero(c).Sub(m)
}

// close sums both sides.
func (a *Account) close() error {
	a.Closing = a.Opening
	for _, p := range a.Pairs {
		var err error
		if a.Closing.Ours, err = a.Closing.Ours.Add(p.Ours.Amount); err != nil {
			return err
		}
		if a.Closing.Theirs, err = a.Closing.Theirs.Add(p.Theirs.Amount); err != nil {
			return err
		}
	}
	return nil
}

// validate checks their account in itself.
func (t *TheirAccount) validate(c finance.Currency) error {
	var wrong finance.Problems
	if err := checkCount(len(t.Lines), MaxLines); err != nil {
		wrong.Add("lines", err)
		return wrong.Err()
	}
	amounts := []finance.Money{finance.Zero(c), t.Opening}
	for i := range t.Lines {
		n := &t.Lines[i]
		var one finance.Problems
		one.Add("", n.Validate())
		amount, err := mirroredLine(n, c)
		one.Add("debit", err)
		amounts = append(amounts, amount)
		wrong.AddAt("lines", i, one.Err())
	}
	closing, err := finance.Sum(amounts...)
	if wrong.Len() == 0 {
		wrong.Add("opening", err)
	}
	if wrong.Len() == 0 && t.Closing != (finance.Money{}) && t.Closing != closing {
		wrong.Add("closing", fmt.Errorf("opening and lines come to %v: %w", closing, finance.ErrConflict))
	}
	return wrong.Err()
}

// mirroredLine is a line in their signs, in a currency.
func mirroredLine(n *TheirLine, c finance.Currency) (finance.Money, error) {
	ours, err := n.ours()
	if err != nil {
		return finance.Money{}, err
	}
	return mirrored(ours, c)
}

// figures are ours: the lines of a statement by document.
func (r Register) figures(k *Kind, section ledger.Section) []Figure {
	documents := r.numbered(k)
	places := map[uuid.UUID]int{}
	var list []Figure
	for _, n := range section.Lines {
		d := documents[n.Entry]
		if d == nil {
			list = append(list, Figure{On: n.On, Text: Words{EN: n.Text}, Amount: n.Amount, Entry: n.Entry})
			continue
		}
		if i, ok := places[d.ID]; ok {
			list[i].Amount, _ = list[i].Amount.Add(n.Amount) // the turnover of a ledger is bounded
			continue
		}
		places[d.ID] = len(list)
		list = append(list, Figure{Number: d.Number, On: d.Date, Text: d.Title, Amount: n.Amount, Entry: n.Entry})
	}
	return list
}

// numbered are the documents whose numbers our lines bear, by posting.
func (r Register) numbered(k *Kind) map[uuid.UUID]*Document {
	best := map[uuid.UUID]*Document{}
	rank := map[string]int{}
	for i, name := range slices.Backward(k.Refers) {
		rank[name] = i + 1
	}
	for i := range r.documents {
		d := &r.documents[i]
		if d.Draft() || len(k.Refers) > 0 && rank[d.Kind] == 0 {
			continue
		}
		for j := range d.Lines {
			if old := best[d.Lines[j].Posting]; old == nil || rank[d.Kind] < rank[old.Kind] {
				best[d.Lines[j].Posting] = d
			}
		}
	}
	return best
}

// figures are theirs, in our signs; the lines of one number and day are one.
func (t *TheirAccount) figures() []Figure {
	type numberDay struct {
		number string
		on     civil.Date
	}
	places := map[numberDay]int{}
	var list []Figure
	for i := range t.Lines {
		n := &t.Lines[i]
		amount, _ := n.ours() // validated before
		key := numberDay{plainNumber(n.Number), n.On}
		if at, ok := places[key]; ok && key.number != "" {
			list[at].Amount, _ = list[at].Amount.Add(amount)
			continue
		}
		places[key] = len(list)
		list = append(list, Figure{Number: n.Number, On: n.On, Text: Words{EN: n.Text}, Amount: amount})
	}
	return list
}

// plainNumber is a number as it is compared.
func plainNumber(s string) string { return strings.ToUpper(bareNumber(s)) }

// bareNumber is a number without its sign.
func bareNumber(s string) string {
	return strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(s), "№"))
}

// day is by which pairs are ordered: ours, where there is one.
func (p *Pair) day() civil.Date {
	if p.Ours.IsZero() {
		return p.Theirs.On
	}
	return p.Ours.On
}

func comparePairs(a, b Pair) int { return cmp.Or(a.day().Compare(b.day()), cmp.Compare(a.By, b.By)) }
