package utility_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/utility"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// Seeds: a late reading, a void, one meter that rolls over and one that runs
// backward.
func FuzzConsume(f *testing.F) {
	f.Add([]byte(`[{"id":"1","meter":"m","on":"2026-01-01","known":"2026-01-01","value":"5"},{"id":"3","meter":"m","on":"2026-03-01","known":"2026-03-01","value":"9"},{"id":"2","meter":"m","on":"2026-02-01","known":"2026-03-02","value":"7"}]`))
	f.Add([]byte(`[{"id":"1","meter":"m","on":"2026-01-01","known":"2026-01-01","value":"5"},{"id":"2","meter":"m","on":"2026-01-01","known":"2026-01-01","voids":{"id":"1","on":"2026-01-01"}}]`))
	f.Add([]byte(`[{"id":"1","meter":"m","on":"2026-01-01","known":"2026-01-01","value":"95"},{"id":"2","meter":"m","on":"2026-03-01","known":"2026-03-01","value":"9","change":"rolled-over","range":"100"}]`))
	f.Add([]byte(`[{"id":"1","meter":"m","on":"0001-01-01","known":"2026-01-01","value":"95"},{"id":"2","meter":"m","on":"0001-01-02","known":"2026-03-01","value":"9"}]`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var readings []utility.Reading
		if terms.Decode(text, &readings, nil) != nil {
			return
		}
		used, err := utility.Consume(readings)
		if err != nil {
			require.Nil(t, used)
			return
		}
		ids := map[string]bool{}
		for _, c := range used {
			require.NoError(t, c.Validate())
			require.False(t, ids[c.ID])
			ids[c.ID] = true
			require.True(t, c.Voids.ID == "" || ids[c.Voids.ID], "what is voided was said before")
		}
	})
}

// Seeds: blocks with a season and a surcharge, slabs by the day. What Validate
// lets through prices whatever days and units there are, or says why not.
func FuzzTariff(f *testing.F) {
	f.Add([]byte(`{"unit":"kWh","per":"10","edge_step":"1","prices":[{"from":"2000-01-01","source":"s","value":{"days":30,"slabs":[{"fixed":"60.00 RUB","blocks":[{"up_to":"100","price":"5.00 RUB"},{"price":"7.00 RUB"}]}],"seasons":[{"from":11,"through":3,"slabs":[{"blocks":[{}]}]}],"surcharge":"2.5%"}}]}`), int64(104_500), 31)
	f.Add([]byte(`{"unit":"m³","prices":[{"from":"2026-01-02","source":"s","value":{"days":1,"slabs":[{"up_to":"0.001","blocks":[{"price":"0.01 RUB"}]},{"blocks":[{"price":"90000000000000000.00 RUB"}]}]}}]}`), int64(1), 3660)
	f.Fuzz(func(t *testing.T, text []byte, thousandths int64, days int) {
		var tr utility.Tariff
		units, err := utility.NewQuantity(thousandths)
		if terms.Decode(text, &tr, nil) != nil || tr.Validate() != nil || err != nil {
			return
		}
		from := day("2026-01-01")
		p := civil.Period{From: from, To: from.AddDays(days % 4000)}
		bill, err := tr.Bill(units, p, finance.HalfEven)
		if err != nil {
			require.Zero(t, bill)
			return
		}
		require.True(t, bill.Amount.Sign() >= 0)
		requireBill(t, bill, units, p)
	})
}
