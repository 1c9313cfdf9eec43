package data_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/examples/data"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// small is a set of one lease, one brand, one partner, and the late sale.
func small(t testing.TB) folder {
	t.Helper()
	set, err := data.Default()
	require.NoError(t, err)
	c := set.Cluster
	last := len(c.House.Leases) - 1 // the restaurant's
	c.House.Spaces = c.House.Spaces[121:122]
	c.House.Residents, c.House.Leases = c.House.Residents[last:], c.House.Leases[last:]
	c.Shop.Brands, c.Shop.Consignments = c.Shop.Brands[:1], c.Shop.Consignments[:1]
	c.Exchange.Partners, c.Exchange.Hostings = c.Exchange.Partners[:2], c.Exchange.Hostings[:1]
	c.Parties, c.Regimes, c.Awards, c.Budget = c.Parties[:1], c.Regimes[:1], c.Awards[:1], nil
	text, err := terms.Encode(c, data.Kinds())
	require.NoError(t, err)
	return folder{
		termsFile:      string(text),
		"payments.csv": "id,from,to,on,known,amount\nZ,founder,quarter,2026-01-01,2026-01-01,1.00 RUB\n",
		"sales.csv":    "id,lease,on,known,amount\nT,L-110,2026-01-01,2026-01-01,1.00 RUB\n",
	}
}

// Terms that are refused give nothing, and those that are taken are valid and
// agree with the facts beside them.
func FuzzLoad(f *testing.F) {
	set := small(f)
	_, err := set.load()
	require.NoError(f, err)
	f.Add([]byte(set[termsFile]))
	f.Add([]byte(`{"name": "quarter", "operator": "quarter", "house": [[[]]]}`))
	f.Add([]byte("[1e1000000000, \"\\ud800\", \xff"))
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := folder{termsFile: string(text), "payments.csv": set["payments.csv"], "sales.csv": set["sales.csv"]}.load()
		if err != nil {
			require.Equal(t, data.Set{}, got)
			return
		}
		require.NoError(t, got.Cluster.Validate())
		require.NoError(t, got.Cluster.Check(got.Facts))
	})
}
