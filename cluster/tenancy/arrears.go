package tenancy

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Arrears are what a party owes beside what it pays a month.
type Arrears struct {
	Resident accrual.Party
	Leases   []string      // of the roll; none of who has left
	Rent     finance.Money // of them a month, with tax
	Aged     ledger.AgeRow
}

// Arrears joins a roll to the ageing of receivables of its day: each row of the
// ageing in the roll's currency, in its order, with the leases of that party.
// Bounds and account are the ageing's.
func (r RentRoll) Arrears(a ledger.Ageing) ([]Arrears, error) {
	leases := map[accrual.Party][]int{}
	for i := range r.Rows {
		who := r.Rows[i].Resident
		leases[who] = append(leases[who], i)
	}
	var all []Arrears
	for _, row := range a.Rows {
		if row.Total.Currency() != r.Net.Currency() {
			continue
		}
		one := Arrears{Resident: row.Party, Rent: finance.Zero(r.Net.Currency()), Aged: row}
		one.Aged.Overdue = append([]finance.Money(nil), row.Overdue...)
		for _, i := range leases[row.Party] {
			one.Leases = append(one.Leases, r.Rows[i].Lease)
			gross, err := finance.Sum(one.Rent, r.Rows[i].Net, r.Rows[i].Tax)
			if err != nil {
				return nil, err
			}
			one.Rent = gross
		}
		all = append(all, one)
	}
	return all, nil
}

// Months is how many months of rent are overdue. Of who pays no rent it is
// ErrRange.
//
//	months = overdue / rent
func (a Arrears) Months() (finance.Rate, error) { return a.Aged.Arrears().Ratio(a.Rent) }
