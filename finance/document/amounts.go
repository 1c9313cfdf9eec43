package document

import (
	"github.com/creative-cluster/kvartal/finance"
)

func (a Amounts) add(o Amounts) (sum Amounts, err error) {
	if sum.Net, err = a.Net.Add(o.Net); err != nil {
		return Amounts{}, err
	}
	if sum.Tax, err = a.Tax.Add(o.Tax); err != nil {
		return Amounts{}, err
	}
	if sum.Gross, err = a.Gross.Add(o.Gross); err != nil {
		return Amounts{}, err
	}
	return sum, nil
}

func (a Amounts) neg() (n Amounts, err error) {
	if n.Net, err = a.Net.Neg(); err != nil {
		return Amounts{}, err
	}
	if n.Tax, err = a.Tax.Neg(); err != nil {
		return Amounts{}, err
	}
	if n.Gross, err = a.Gross.Neg(); err != nil {
		return Amounts{}, err
	}
	return n, nil
}

// nothing is in a currency.
func nothing(c finance.Currency) Amounts {
	return Amounts{finance.Zero(c), finance.Zero(c), finance.Zero(c)}
}

// of is a net amount and its tax, in one currency.
func of(net, tax finance.Money) (Amounts, error) {
	tax, err := tax.Add(finance.Zero(net.Currency())) // an agreement without tax gives no currency to it
	if err != nil {
		return Amounts{}, err
	}
	gross, err := net.Add(tax)
	return Amounts{net, tax, gross}, err
}

// signed is the line as it counts in the total.
func (n *Line) signed() (Amounts, error) {
	if n.Less {
		return n.neg()
	}
	return n.Amounts, nil
}

// total sums lines, less those that are Less.
func total(lines []Line, c finance.Currency) (Amounts, error) {
	sum := nothing(c)
	for i := range lines {
		one, err := lines[i].signed()
		if err != nil {
			return Amounts{}, err
		}
		if sum, err = sum.add(one); err != nil {
			return Amounts{}, err
		}
	}
	return sum, nil
}

// TaxLine is what a document shows at one rate.
type TaxLine struct {
	Taxed Taxed
	Rate  finance.Rate
	Amounts
}

// TaxLines are the lines summed by how they are taxed, in the order of their
// first appearance; they sum to the total.
func (d Document) TaxLines() ([]TaxLine, error) {
	var list []TaxLine
	for i := range d.Lines {
		n := &d.Lines[i]
		one, err := n.signed()
		if err != nil {
			return nil, err
		}
		at := 0
		for at < len(list) && (list[at].Taxed != n.Taxed || list[at].Rate != n.Rate) {
			at++
		}
		if at == len(list) {
			list = append(list, TaxLine{n.Taxed, n.Rate, nothing(d.Currency)})
		}
		if list[at].Amounts, err = list[at].add(one); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// SectionTotal sums the lines of a section, without turning those that are Less.
func (d Document) SectionTotal(section string) (Amounts, error) {
	sum := nothing(d.Currency)
	for i := range d.Lines {
		if d.Lines[i].Section != section {
			continue
		}
		var err error
		if sum, err = sum.add(d.Lines[i].Amounts); err != nil {
			return Amounts{}, err
		}
	}
	return sum, nil
}
