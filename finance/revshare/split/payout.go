package split

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Payout is a party's part of what a meter counted, divided by a split in which
// a node takes in order. Without such a node [revshare.SplitShare] says the
// same and is faster. An agreement has one such clause a party, alike but for
// Party: see [Split.Clauses].
type Payout struct {
	Meter accrual.Meter `json:"meter"` // in minor units
	Party accrual.Party `json:"party"` // whose part this is
	Split Split         `json:"split"`
}

var _ accrual.Earner = Payout{}

// Window is what the split says.
func (p Payout) Window() accrual.Window { return p.Split.Window() }

// Meters is the one meter.
func (p Payout) Meters() []accrual.Meter { return []accrual.Meter{p.Meter} }

// Earned is the party's line of the total so far, as [Split.Divide] gives it.
func (p Payout) Earned(s accrual.Span) (finance.Money, error) {
	amount, err := p.of(&s)
	if err != nil {
		return finance.Money{}, fmt.Errorf("payout: %w", err)
	}
	return amount, nil
}

func (p Payout) of(s *accrual.Span) (finance.Money, error) {
	if len(s.Meters) != 1 {
		return finance.Money{}, fmt.Errorf("%d meters in the span, 1 in the clause: %w", len(s.Meters), finance.ErrConflict)
	}
	if err := p.Split.check(s.Currency); err != nil {
		return finance.Money{}, err
	}
	g := newGraph(&p.Split)
	i := g.slot(p.Party)
	if i < 0 {
		return finance.Money{}, fmt.Errorf("party %.40q: %w", string(p.Party), finance.ErrUnknown)
	}
	total := finance.Minor(s.Meters[0], s.Currency)
	amount := finance.Minor(g.divide(total, p.Split.Remainder)[i], s.Currency)
	if s.Trace != nil {
		line := g.lines()[i]
		line.Amount = amount
		s.Trace.Tell(Told{total, line})
	}
	return amount, nil
}

// slot is the place of a party, or -1.
func (g *graph) slot(party accrual.Party) int {
	return slices.Index(g.slots, slot{party})
}

// Told is the derivation of a payout: the line of a party and what was divided.
type Told struct {
	Total finance.Money
	Line  Line
}

var _ accrual.Teller = Told{}

// Text is amount, total and way: 150.00 RUB of 1000.00 RUB by album 30% > band 1/2.
func (t Told) Text(l accrual.Language) string {
	between := [2]string{" of ", " by "}
	if l == accrual.Russian {
		between = [2]string{" из ", " по "}
	}
	return l.Format(t.Line.Amount) + between[0] + l.Format(t.Total) + between[1] + t.Line.Text(l)
}

// ValidateIn refuses amounts of nodes in another currency than the agreement's.
func (p Payout) ValidateIn(in finance.Currency) error {
	var wrong finance.Problems
	for i, node := range p.Split.Nodes {
		for j, part := range node.Parts {
			if part.UpTo != (finance.Money{}) && part.UpTo.Currency() != in {
				wrong.AddAt("split.nodes", i, at("parts", j, "up_to", fmt.Errorf("%v, not in %v: %w", part.UpTo, in, finance.ErrCurrency)))
			}
		}
	}
	return wrong.Err()
}

// Validate reports everything that is wrong with p, as finance.Problems.
func (p Payout) Validate() error {
	var wrong finance.Problems
	wrong.Add("meter", checkName(string(p.Meter)))
	wrong.Add("party", checkName(string(p.Party)))
	if err := p.Split.Validate(); err != nil {
		wrong.Add("split", err)
		return wrong.Err()
	}
	if p.Party != "" && newGraph(&p.Split).slot(p.Party) < 0 {
		wrong.Add("party", fmt.Errorf("gets nothing by the split: %w", finance.ErrUnknown))
	}
	return wrong.Err()
}
