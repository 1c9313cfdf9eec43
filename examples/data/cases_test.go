package data_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// The cases that a reader shall find in the set, each with its numbers.

const npd, usn, osn = "НПД", "УСН без НДС", "ОСН"

func profile(t testing.TB, id accrual.Party) cluster.Profile {
	t.Helper()
	for _, p := range embedded(t).Cluster.Parties {
		if p.ID == id {
			return p
		}
	}
	t.Fatalf("no profile of %s", id)
	return cluster.Profile{}
}

// madeBy is the brand of a maker; each has one.
func madeBy(t testing.TB, maker accrual.Party) brand.Brand {
	t.Helper()
	for _, b := range embedded(t).Cluster.Shop.Brands {
		if b.Maker == maker {
			return b
		}
	}
	t.Fatalf("no brand of %s", maker)
	return brand.Brand{}
}

// limit is that of a regime on a day.
func limit(t testing.TB, regime, day string) finance.Money {
	t.Helper()
	for _, r := range embedded(t).Cluster.Regimes {
		if r.Name == regime {
			amount, ok := r.Limit.On(civil.MustDate(day))
			require.True(t, ok)
			return amount
		}
	}
	t.Fatalf("no regime %s", regime)
	return finance.Money{}
}

// soldFor is what a brand's goods brought in 2026, less returns, in kopecks.
func soldFor(t testing.TB, brandID string) int64 {
	t.Helper()
	set := embedded(t)
	consignments, sales := map[string]string{}, map[string]string{}
	for _, c := range set.Cluster.Shop.Consignments {
		consignments[c.ID] = c.Brand
	}
	var sum int64
	for _, s := range set.Facts.Shop.Sales {
		sales[s.ID] = consignments[s.Consignment]
		if sales[s.ID] == brandID && s.On.Year() == 2026 {
			sum += s.Amount.Minor()
		}
	}
	for _, r := range set.Facts.Shop.Returns {
		if sales[r.Sale] == brandID && r.On.Year() == 2026 {
			sum -= r.Amount.Minor()
		}
	}
	return sum
}

// A self-employed maker is at 95.8 % of the year's limit by November, and the
// report of that month tells, the one before does not.
func TestSelfEmployedMakerNearTheLimit(t *testing.T) {
	require.Equal(t, npd, profile(t, "M-001").Regime)
	require.Equal(t, rub("2400000.00"), limit(t, npd, "2026-11-30"))
	sold := soldFor(t, madeBy(t, "M-001").ID)
	require.Equal(t, int64(2_300_160_00), sold)
	require.InDelta(t, 0.955, float64(sold)/2_400_000_00, 0.015)

	var told []string
	for m, report := range reports(t) {
		for _, d := range report.Decisions {
			if d.Kind == cluster.IncomeLimit {
				told = append(told, fmt.Sprint(m, " ", d.Subject, " ", d.Amount))
			}
		}
	}
	require.Equal(t, []string{"2026-11 M-001 2300160.00 RUB", "2026-12 M-001 2297760.00 RUB"}, told) // the late return lessens it
}

// One self-employed maker sells marked goods, soap; nobody else does. The
// self-employed may not, and commission does not cure it.
func TestMarkedGood(t *testing.T) {
	set := embedded(t)
	var barred []string
	for _, b := range set.Cluster.Shop.Brands {
		marked := b.Category.In("care") || b.Category.In("clothes")
		if marked && profile(t, b.Maker).Regime == npd {
			barred = append(barred, fmt.Sprint(b.Maker, " ", b.Category))
		}
	}
	require.Equal(t, []string{"M-002 care/soap"}, barred)
	require.Contains(t, profile(t, "M-002").Note, "маркировкой")
	require.Positive(t, soldFor(t, madeBy(t, "M-002").ID))
}

// The jeweller works in silver, and is therefore under the general regime.
func TestJeweller(t *testing.T) {
	set := embedded(t)
	for _, b := range set.Cluster.Shop.Brands {
		if b.Category.In("jewellery/silver") {
			require.Equal(t, accrual.Party("M-003"), b.Maker)
			require.Equal(t, osn, profile(t, b.Maker).Regime)
			require.Contains(t, profile(t, b.Maker).Note, "серебра")
		}
	}
	require.Equal(t, brand.Category("jewellery/silver"), madeBy(t, "M-003").Category)
}

// A VAT payer is a guest from Blagoveshchensk.
func TestVATPayer(t *testing.T) {
	require.Equal(t, osn, profile(t, "M-004").Regime)
	require.Contains(t, profile(t, "M-004").Note, "плательщик НДС")
	require.Equal(t, accrual.Region("RU-AMU"), madeBy(t, "M-004").Region)
}

// Two co-creators share 60 to 40.
func TestCoCreators(t *testing.T) {
	var to []accrual.Party
	for _, o := range postings(t) {
		if o.Debtor == operator && o.For == civil.MustMonth("2026-10") && (o.Creditor == "M-005" || o.Creditor == "M-cocreator") && !o.Adjusts() {
			to = append(to, o.Creditor)
		}
	}
	require.Equal(t, []accrual.Party{"M-005", "M-cocreator"}, to)
}

const operator accrual.Party = "quarter"

// A resident pays late since May, and its deposit of 100,000 is held: in the
// end it covers a part of the arrears.
func TestLatePayerWithADeposit(t *testing.T) {
	l := books(t).Ledger
	end := civil.MustDate("2026-11-30")
	var deposit []ledger.Payment
	for _, p := range embedded(t).Facts.Payments {
		if p.Against == ledger.Deposits {
			deposit = append(deposit, p)
		}
	}
	require.Len(t, deposit, 1)
	require.Equal(t, accrual.Party("R-017"), deposit[0].From)
	require.Equal(t, "-100000.00 RUB", l.Balance(ledger.Deposits, end).Of(finance.RUB).String())

	ageing, err := l.Ageing(ledger.Receivable, end, cluster.Bounds()...)
	require.NoError(t, err)
	arrears := map[accrual.Party]string{}
	for _, row := range ageing.Rows {
		if row.Arrears().Sign() > 0 {
			arrears[row.Party] = fmt.Sprint(row.Overdue)
		}
	}
	require.Equal(t, "[68516.70 RUB 68516.70 RUB 0.00 RUB 0.00 RUB]", arrears["R-017"])
	require.Len(t, arrears, 4)
}

// The restaurant's sales cross 20 million within the year 2026: until then it
// was free of VAT, from the next month on it is not.
func TestResidentThatCrossesTheLimit(t *testing.T) {
	set := embedded(t)
	require.Equal(t, usn, profile(t, "R-110").Regime)
	require.Equal(t, rub("20000000.00"), limit(t, usn, "2026-07-01"))
	months := map[civil.Month]int64{}
	voided := map[string]bool{}
	for _, s := range set.Facts.Sales {
		voided[s.Voids.ID] = true
	}
	for _, s := range set.Facts.Sales {
		if s.Lease == "L-110" && !voided[s.ID] {
			months[s.On.Month()] += s.Amount.Minor()
		}
	}
	var sum int64
	var crossed civil.Month
	for m := range civil.MustMonth("2026-01").Through(civil.MustMonth("2026-11")) {
		if sum += months[m]; crossed.IsZero() && sum > 20_000_000_00 {
			crossed = m
		}
	}
	require.Equal(t, civil.MustMonth("2026-07"), crossed)
	require.InDelta(t, 36_000_000, float64(sum)/100, 2_000_000)
}

// Of the subsidy something is left at the year's end, as the ledger and the
// costs both say; the grant was spent in full.
func TestSubsidyWithARemainder(t *testing.T) {
	set := embedded(t)
	spent := map[string]int64{}
	for _, x := range set.Facts.Costs {
		spent[x.Award] += x.Net.Minor()
	}
	left := map[string]int64{}
	for _, a := range set.Cluster.Awards {
		left[a.ID] = a.Amount.Minor() - spent[a.ID]
		account := ledger.Subsidies + ":" + ledger.Account(a.ID)
		require.Equal(t, -left[a.ID], books(t).Ledger.Balance(account, civil.MustDate("2026-11-30")).Of(finance.RUB).Minor())
	}
	require.Equal(t, map[string]int64{"festival": 570_000_00, "craft-lab": 0}, left)
}

// The exchange is as the news tells: brands of Blagoveshchensk and Buryatia
// are shown in the house, Yakut ones on Sakhalin, one way in each pair.
func TestExchangeIsOneWay(t *testing.T) {
	set := embedded(t)
	regions := map[string]accrual.Region{}
	for _, b := range set.Cluster.Shop.Brands {
		regions[b.ID] = b.Region
	}
	placed := map[string]int{}
	for _, p := range set.Facts.Placements {
		placed[fmt.Sprint(p.Hosting, " ", regions[p.Brand])]++
	}
	require.Equal(t, map[string]int{"H-AMU RU-AMU": 3, "H-BU RU-BU": 3, "H-SAK RU-SA": 3}, placed)
	pairs := map[[2]accrual.Party]bool{}
	for _, h := range set.Cluster.Exchange.Hostings {
		pairs[[2]accrual.Party{h.Host, h.Guest}] = true
	}
	for pair := range pairs {
		require.False(t, pairs[[2]accrual.Party{pair[1], pair[0]}], "%v", pair)
	}
}

// Leases are amended: a lower rent, a higher one, an early end, another
// resident.
func TestAmendments(t *testing.T) {
	kinds := map[string]int{}
	for _, l := range embedded(t).Cluster.House.Leases {
		for _, a := range l.Amendments {
			switch {
			case a.Parties != nil:
				kinds["resident"]++
			case a.Term != nil:
				kinds["term"]++
			case len(a.Set) > 0:
				kinds["rent"]++
			}
		}
	}
	require.Equal(t, map[string]int{"rent": 2, "term": 1, "resident": 1}, kinds)
}
