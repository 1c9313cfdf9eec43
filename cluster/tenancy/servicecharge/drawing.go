package servicecharge

import (
	"math/big"

	"github.com/creative-cluster/kvartal/finance"
)

// drawing is a statement under way. Exact amounts are counted in minor units
// times whole, the weight of the pool over the window.
type drawing struct {
	*Reconciliation
	scale     *scale
	spending  spending
	occupancy finance.Rate
	years     map[int]*past
	weights   []*big.Int // of the participants
	exact     []*big.Int // what each of them bears, and the landlord last
	void      *big.Int   // weight that no participant has
	landlord  [reasons]*big.Int
}

// The reasons for which the landlord bears, in the order of [Landlord].
const (
	void = iota
	excluded
	below
	capped
	grossed
	reasons
)

// prepare weighs the participants, who are valid, and sums what was spent.
func (d *drawing) prepare(totals []Total) (err error) {
	if d.scale, err = newScale(&d.Pool, d.Window, d.Participants); err != nil {
		return err
	}
	if d.spending, err = newSpending(totals); err != nil {
		return finance.Problem{Path: "costs", Err: err}
	}
	if d.years, err = pastOf(d.Earlier); err != nil {
		return err
	}
	d.weights = make([]*big.Int, len(d.Participants))
	d.void = new(big.Int).Set(d.scale.whole)
	for i := range d.Participants {
		d.weights[i] = d.scale.weight(&d.Participants[i])
		d.void.Sub(d.void, d.weights[i])
	}
	d.occupancy, err = d.occupied()
	return err
}

// occupied is the occupancy from which costs are grossed up: that which was
// told, but at least the sum of the shares. With less, more than was spent would
// be recovered.
func (d *drawing) occupied() (finance.Rate, error) {
	shared := new(big.Int).Sub(d.scale.whole, d.void)
	o, err := rate(shared, d.scale.whole, finance.Up)
	if err != nil || o.Cmp(d.Occupancy) > 0 {
		return o, err
	}
	return d.Occupancy, nil
}

// draw shares the costs.
func (d *drawing) draw() (Statement, error) {
	all, err := d.spending.fixed.Add(d.spending.variable)
	if err != nil {
		return Statement{}, err
	}
	s := Statement{
		ID: d.ID, Pool: d.Pool.ID, Window: d.Window, Known: d.Known, Currency: d.Pool.Currency,
		Totals: d.spending.totals, Spent: d.money(all.Minor()), Occupancy: d.occupancy, Parts: make([]Part, len(d.Participants)),
	}
	for i := range d.landlord {
		d.landlord[i] = new(big.Int)
	}
	d.take(void, d.void, s.Spent)
	d.exact = make([]*big.Int, 0, len(d.Participants)+1)
	var wrong finance.Problems
	for i := range d.Participants {
		wrong.AddAt("participants", i, d.share(i, &s))
	}
	if err := wrong.Err(); err != nil {
		return Statement{}, err
	}
	return s, d.settle(&s)
}

func (d *drawing) money(n int64) finance.Money { return finance.Minor(n, d.Pool.Currency) }

// take adds weight × amount to what the landlord bears for a reason.
func (d *drawing) take(reason int, weight *big.Int, amount finance.Money) {
	if !amount.IsZero() {
		n := big.NewInt(amount.Minor())
		d.landlord[reason].Add(d.landlord[reason], n.Mul(n, weight))
	}
}

// share finds what participant i bears, exactly, and how.
func (d *drawing) share(i int, s *Statement) (err error) {
	p, x, weight := &d.Participants[i], &s.Parts[i], d.weights[i]
	x.Agreement, x.Of = p.Agreement, int64(d.Window.Days())
	x.Fixed, x.Key, x.By = !p.keyed(), d.Pool.Key, p.Terms.Of
	x.Days, x.On = p.stay(d.Window)
	if x.Share, err = shown(weight, d.scale.whole); err != nil {
		return err
	}
	if err := d.basis(p, x); err != nil {
		return err
	}
	d.take(excluded, weight, minus(s.Spent, x.Costs))
	d.take(grossed, weight, minus(x.Costs, x.Grossed))
	taken, err := finance.Min(x.Base, x.Grossed)
	if err != nil {
		return err
	}
	d.take(below, weight, taken)
	bears := big.NewInt(x.Grossed.Minor() - taken.Minor())
	d.exact = append(d.exact, bears.Mul(bears, weight))
	return d.cap(i, x)
}

// settle rounds all parts together, the landlord's last, and then the reasons
// of that one.
func (d *drawing) settle(s *Statement) error {
	rest := new(big.Int)
	for _, n := range d.landlord {
		rest.Add(rest, n)
	}
	amounts, err := allocate(s.Spent.Minor(), append(d.exact, rest), d.scale.whole, d.Pool.Remainder)
	if err != nil {
		return err
	}
	for i := range s.Parts {
		x := &s.Parts[i]
		x.Charge = d.money(amounts[i])
		if !x.Capped {
			x.Uncapped = x.Charge
		}
	}
	total := amounts[len(s.Parts)]
	why, err := allocate(total, d.landlord[:], d.scale.whole, d.Pool.Remainder)
	if err != nil {
		return err
	}
	s.Landlord = Landlord{d.money(total), d.money(why[void]), d.money(why[excluded]), d.money(why[below]), d.money(why[capped]), d.money(why[grossed])}
	return nil
}
