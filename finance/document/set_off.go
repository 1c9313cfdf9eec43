package document

import (
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// SetOff is what two sides extinguish of what they owe each other.
type SetOff struct {
	Ours   []Claim       `json:"ours,omitempty"`   // what the recipient owes to the issuer
	Theirs []Claim       `json:"theirs,omitempty"` // what the issuer owes to the recipient
	Amount finance.Money `json:"amount,omitzero"`  // extinguished on each side
}

// Claim is an open item of one side.
type Claim struct {
	Entry        uuid.UUID     `json:"entry"` // in the ledger
	Key          accrual.Key   `json:"key"`
	Text         string        `json:"text,omitempty"`
	On           civil.Date    `json:"on"`
	Due          civil.Date    `json:"due"`
	Open         finance.Money `json:"open"`         // before the set-off, above zero
	Extinguished finance.Money `json:"extinguished"` // of it
}

// Left is what stays open of the claim.
func (c Claim) Left() (finance.Money, error) { return c.Open.Sub(c.Extinguished) }

// Mutual are the open items of two sides, as ledger.Open lists them: what the
// other owes is positive, what the owner owes negative. Which of them may be set
// off, and which are due, is the host's word.
type Mutual struct {
	Owner, Other Details
	On           civil.Date    // of the set-off
	Ours         []ledger.Item // what the other owes
	Theirs       []ledger.Item // what the owner owes
	Amount       finance.Money // to extinguish; nothing for as much as possible
}

// SetOff draws the act by which mutual claims are extinguished, on each side
// those that are due first. As much as possible is
//
//	amount = min(Σ ours, Σ theirs)
//
// and more than that is ErrRange.
func (k Kind) SetOff(m Mutual) (Document, error) {
	var wrong finance.Problems
	wrong.Add("kind", k.Validate())
	if k.Form != SetOffs {
		wrong.Add("kind.form", fmt.Errorf("%v: %w", k.Form, finance.ErrConflict))
	}
	wrong.Add("owner", m.Owner.Validate())
	wrong.Add("other", m.Other.Validate())
	if m.On.IsZero() {
		wrong.Add("on", finance.ErrMissing)
	}
	ours := claims(&wrong, "ours", m.Ours, false)
	theirs := claims(&wrong, "theirs", m.Theirs, true)
	if err := wrong.Err(); err != nil {
		return Document{}, err
	}
	amount, err := m.amount(ours, theirs)
	if err != nil {
		return Document{}, finance.Problem{Path: "amount", Err: err}
	}
	d := k.draft(&m.Owner, &m.Other)
	d.Period, d.Currency = civil.Period{From: m.On, To: m.On.AddDays(1)}, amount.Currency()
	d.SetOff = SetOff{extinguish(ours, amount), extinguish(theirs, amount), amount}
	d.ID = d.identity()
	return d, d.Validate()
}

// claims are items as claims, those that are due first before the others.
func claims(wrong *finance.Problems, path string, items []ledger.Item, owed bool) []Claim {
	list := make([]Claim, len(items))
	seen := map[uuid.UUID]bool{}
	if len(items) == 0 {
		wrong.Add(path, finance.ErrMissing)
	}
	wrong.Add(path, checkCount(len(items), MaxLines))
	for i, x := range items {
		left := x.Left
		if owed {
			var err error
			left, err = x.Left.Neg()
			wrong.AddAt(path, i, err)
		}
		if left.Sign() <= 0 {
			wrong.AddAt(path, i, fmt.Errorf("%v: %w", x.Left, finance.ErrRange))
		}
		if seen[x.Entry] {
			wrong.AddAt(path, i, finance.ErrDuplicate)
		}
		seen[x.Entry] = true
		list[i] = Claim{Entry: x.Entry, Key: x.Key, Text: x.Text, On: x.On, Due: x.Due, Open: left}
	}
	slices.SortStableFunc(list, func(a, b Claim) int { return a.Due.Compare(b.Due) })
	return list
}

// amount is what is extinguished.
func (m *Mutual) amount(ours, theirs []Claim) (finance.Money, error) {
	a, err := open(ours)
	if err != nil {
		return finance.Money{}, err
	}
	b, err := open(theirs)
	if err != nil {
		return finance.Money{}, err
	}
	most, err := finance.Min(a, b)
	if err != nil || m.Amount.IsZero() {
		return most, err
	}
	order, err := m.Amount.Cmp(most)
	switch {
	case err != nil:
		return finance.Money{}, err
	case m.Amount.Sign() < 0:
		return finance.Money{}, finance.ErrNegative
	case order > 0:
		return finance.Money{}, fmt.Errorf("%v, at most %v: %w", m.Amount, most, finance.ErrRange)
	}
	return m.Amount, nil
}

func open(list []Claim) (finance.Money, error) {
	sums := make([]finance.Money, len(list))
	for i := range list {
		sums[i] = list[i].Open
	}
	return finance.Sum(sums...)
}

// extinguish takes an amount from claims in their order, and drops those that it
// does not reach.
func extinguish(list []Claim, amount finance.Money) []Claim {
	left := amount.Minor()
	for i := range list {
		used := min(left, list[i].Open.Minor())
		if used == 0 {
			return list[:i]
		}
		list[i].Extinguished = finance.Minor(used, amount.Currency())
		left -= used
	}
	return list
}

func (s SetOff) clone() SetOff {
	s.Ours, s.Theirs = slices.Clone(s.Ours), slices.Clone(s.Theirs)
	return s
}

func (s *SetOff) parts() []string {
	var parts []string
	for side, list := range [...][]Claim{s.Ours, s.Theirs} {
		for _, c := range list {
			parts = append(parts, fmt.Sprint(side), c.Entry.String(), c.Extinguished.String())
		}
	}
	return parts
}

// validate checks that both sides come to the amount.
func (s *SetOff) validate(d Document) error {
	var wrong finance.Problems
	if d.Form != SetOffs {
		if len(s.Ours)+len(s.Theirs) > 0 || s.Amount != (finance.Money{}) {
			return finance.ErrConflict
		}
		return nil
	}
	for _, side := range [...]struct {
		path string
		list []Claim
	}{{"ours", s.Ours}, {"theirs", s.Theirs}} {
		wrong.Add(side.path, checkCount(len(side.list), MaxLines))
		sum := finance.Zero(d.Currency)
		for i, c := range side.list {
			wrong.AddAt(side.path, i, c.check(d.Currency))
			var err error
			sum, err = sum.Add(c.Extinguished)
			wrong.AddAt(side.path, i, err)
		}
		if wrong.Len() == 0 && (sum != s.Amount || sum.Sign() <= 0) {
			wrong.Add(side.path, fmt.Errorf("%v, not %v: %w", sum, s.Amount, finance.ErrConflict))
		}
	}
	return wrong.Err()
}

func (c *Claim) check(currency finance.Currency) error {
	var wrong finance.Problems
	if c.Entry == uuid.Nil {
		wrong.Add("entry", finance.ErrMissing)
	}
	wrong.Add("text", finance.CheckText(c.Text, MaxText))
	if c.Open.Currency() != currency || c.Extinguished.Currency() != currency {
		wrong.Add("open", finance.ErrCurrency)
	} else if c.Extinguished.Sign() <= 0 || c.Extinguished.Minor() > c.Open.Minor() {
		wrong.Add("extinguished", finance.ErrRange)
	}
	return wrong.Err()
}
