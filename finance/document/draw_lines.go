package document

import (
	"fmt"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// lines are o as it stands in a document: one line, or one for each of its
// items.
func (d *drawing) lines(o *accrual.Obligation, owed Direction, posting uuid.UUID) ([]Line, error) {
	b := d.basis(o.Agreement)
	amounts, err := of(o.Net, o.Tax)
	if err != nil {
		return nil, err
	}
	taxed, rate, err := b.bears(o)
	if err != nil {
		return nil, err
	}
	base := Line{
		Owed: owed, Posting: posting, Key: o.Key, For: o.For, Due: o.Due,
		Less: owed != d.kind.Sections[0].Owed, Taxed: taxed, Rate: rate,
	}
	items := d.items[posting]
	if len(items) == 0 {
		base.Amounts = amounts
		naming := d.kind.naming(o.Clause)
		base.Text, base.Unit = naming.Text, naming.Unit
		if err := d.place(&base); err != nil {
			return nil, err
		}
		return []Line{base}, nil
	}
	return d.itemised(b, items, base, amounts)
}

// itemised divides the tax of an obligation over its items.
func (d *drawing) itemised(b *Basis, items []*Item, base Line, amounts Amounts) ([]Line, error) {
	stated := make([]finance.Money, len(items))
	for i, x := range items {
		stated[i] = x.Amount
	}
	sum, err := finance.Sum(stated...)
	if err != nil {
		return nil, fmt.Errorf("items: %w", err)
	}
	if sum != b.stated(amounts) {
		return nil, fmt.Errorf("items sum to %v, not to %v: %w", sum, b.stated(amounts), finance.ErrConflict)
	}
	taxes, err := divided(amounts.Tax, stated)
	if err != nil {
		return nil, err
	}
	lines := make([]Line, len(items))
	for i, x := range items {
		n := base
		n.Fact, n.Text, n.Unit, n.Quantity, n.Price = x.Fact, x.Text, x.Unit, x.Quantity, x.Price
		if n.Amounts, err = b.taxed(stated[i], taxes[i]); err != nil {
			return nil, err
		}
		if err := d.place(&n); err != nil {
			return nil, err
		}
		lines[i] = n
	}
	return lines, nil
}

// place puts a line into its section.
func (d *drawing) place(n *Line) error {
	s := d.kind.section(n.Key.Clause, n.Owed, n.Gross.Sign() < 0)
	if s == nil {
		return fmt.Errorf("no section takes %v: %w", n.Gross, finance.ErrUnknown)
	}
	n.Section = s.Name
	if s.Untaxed {
		if !n.Tax.IsZero() {
			return fmt.Errorf("tax of %v in section %.40q: %w", n.Tax, s.Name, finance.ErrConflict)
		}
		n.Taxed, n.Rate = Untaxed, finance.Rate{}
	}
	return nil
}

// correct puts an adjustment into the correction of the document that said it
// first. What stood before is what all documents so far said of its key.
func (d *drawing) correct(o *accrual.Obligation, other accrual.Party, c *claimed, lines []Line) error {
	var err error
	for i := range lines {
		n := &lines[i]
		if i == 0 {
			n.Before = c.sum
		} else {
			n.Before = nothing(o.Net.Currency())
		}
		if len(lines) == 1 && c.line.Fact == (accrual.Ref{}) { // not the first of its items
			n.Text, n.Unit = c.line.Text, c.line.Unit
		}
		if n.Taxed == AtRates && c.line.Taxed == AtRate {
			n.Taxed, n.Rate = AtRate, c.line.Rate
		}
		if c.sum, err = c.sum.add(n.Amounts); err != nil {
			return err
		}
	}
	g := d.group(other, d.kind.period(o.In), o.Net.Currency(), o.Agreement, lines[0].Posting)
	g.corrects = c.first.ID
	d.firsts[g.corrects] = c.first
	d.groups[g] = append(d.groups[g], lines...)
	return nil
}

// advances takes the payments ahead whose issuer received them.
func (d *drawing) advances() {
	for i := range d.source.Advances {
		d.wrong.AddAt("advances", i, d.advance(&d.source.Advances[i]))
	}
}

func (d *drawing) advance(a *Advance) error {
	p := &a.Payment
	other := p.From
	if d.kind.Issuer == Other {
		other = p.To
	}
	issuer, recipient := d.kind.sides(d.source.Owner, other)
	if p.To != issuer || p.From != recipient || !d.kind.takes(a.Agreement) {
		return nil
	}
	posting := p.Posting()
	if lines := d.shown[posting]; len(lines) > 0 {
		if lines[0].Gross != a.ahead() {
			return fmt.Errorf("its document shows %v: %w", lines[0].Gross, finance.ErrConflict)
		}
		return nil
	}
	if _, twice := d.drawn[posting]; twice {
		return finance.ErrDuplicate
	}
	if d.details[other] == nil || d.details[d.source.Owner] == nil {
		return d.unknownParty(other)
	}
	line, err := d.ahead(a, posting)
	if err != nil {
		return err
	}
	d.drawn[posting] = 0
	g := d.group(other, d.kind.period(p.On.Month()), line.Gross.Currency(), a.Agreement, posting)
	d.groups[g] = append(d.groups[g], line)
	return nil
}

// ahead is the line of a payment: the tax is inside it, at the rate of its day.
//
//	tax = gross × rate / (1 + rate)    net = gross - tax
func (d *drawing) ahead(a *Advance, posting uuid.UUID) (Line, error) {
	b, section, p := d.basis(a.Agreement), &d.kind.Sections[0], &a.Payment
	naming := d.kind.naming("")
	n := Line{
		Section: section.Name, Posting: posting, Key: accrual.Key{Agreement: a.Agreement, Source: p.ID}, For: p.On.Month(),
		Due: p.On, Text: naming.Text, Unit: naming.Unit,
	}
	if n.Text.IsZero() {
		n.Text = Words{RU: p.Purpose, EN: p.Purpose}
	}
	tax := finance.Zero(p.Amount.Currency())
	if !section.Untaxed {
		rate, ok := b.Tax.Rates.On(p.On)
		if !ok {
			return Line{}, fmt.Errorf("tax rate of %v: %w", p.On, finance.ErrMissing)
		}
		var err error
		if _, tax, err = finance.SplitTax(a.ahead(), rate, b.Tax.Rounding); err != nil {
			return Line{}, err
		}
		n.Taxed, n.Rate = AtRate, rate
	}
	net, err := a.ahead().Sub(tax)
	if err != nil {
		return Line{}, err
	}
	n.Amounts, err = of(net, tax)
	return n, err
}
