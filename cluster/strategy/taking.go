package strategy

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// taking adds the charges of a tenant to a month: net of tax, on their lines of
// income or to the costs, and less where the operator owes what is income, or
// is owed what is a cost.
type taking struct {
	month  *Month
	tenant *tenant
	ignore bool // the space is not let
	sum    adder
	gross  []gross // of prices that hold the tax
}

// gross is what one key comes to in a month at one rate of tax. It is summed
// before it is split, as a close does.
type gross struct {
	line   int
	charge accrual.Charge
}

// begin turns k to a month of t.
func (k *taking) begin(t *tenant, x *Month) {
	k.month, k.tenant, k.ignore, k.sum, k.gross = x, t, false, adder{}, k.gross[:0]
}

// charge takes what a run charges.
func (m *model) charge(c *accrual.Charge) {
	k := &m.now
	owed := c.Creditor == m.operator
	if k.ignore || !owed && c.Debtor != m.operator {
		return
	}
	switch line := k.tenant.line(c.Clause, owed); {
	case line == noLine:
	case k.tenant.agreement.Tax.Included && !c.Rate.IsZero():
		k.collect(line, c)
	default:
		k.add(line, owed, c.Amount)
	}
}

func (k *taking) collect(line int, c *accrual.Charge) {
	for i := range k.gross {
		g := &k.gross[i].charge
		if g.Clause == c.Clause && g.Rate == c.Rate && g.Debtor == c.Debtor && g.Creditor == c.Creditor {
			g.Amount = k.sum.add(g.Amount, c.Amount)
			return
		}
	}
	k.gross = append(k.gross, gross{line, *c})
}

// split adds what was collected.
func (k *taking) split(m *model) {
	for i := range k.gross {
		g := &k.gross[i]
		net, _, err := finance.SplitTax(g.charge.Amount, g.charge.Rate, k.tenant.agreement.Tax.Rounding)
		if err != nil {
			k.sum.err = err
			return
		}
		k.add(g.line, g.charge.Creditor == m.operator, net)
	}
}

func (k *taking) add(line int, owed bool, net finance.Money) {
	x, s := k.month, &k.sum
	switch {
	case line == costLine && owed:
		x.Costs = s.less(x.Costs, net)
	case line == costLine:
		x.Costs = s.add(x.Costs, net)
	case owed:
		x.Lines[line], x.Income = s.add(x.Lines[line], net), s.add(x.Income, net)
	default:
		x.Lines[line], x.Income = s.less(x.Lines[line], net), s.less(x.Income, net)
	}
}
